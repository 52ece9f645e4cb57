use std::collections::HashSet;
use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, MarkSet, Passage, PassageKind, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

use crate::marks::is_between;
use crate::oddities::{Oddities, Oddity};

rule! {
    /// 括号、引号、书名号不成对
    ///
    /// A bracket, quote or title mark without its partner in the same paragraph or cell. Partners of different width are
    /// partners. A mark that opens in one line or cell and closes within the next three is paired, since paragraphs and
    /// labels may be broken. `1)` and `一)` that begin a line or an item of prose are numbers; in cells of the official tables, whose labels
    /// have both brackets, they are not.
    ///
    /// ```bad
    /// 根据《条例》国办函〔2020〕109号）规定，公开“三公经费信息，见（附件一。
    /// ```
    /// ```bad text
    /// 三、收到和处理政府信息公开申请情况
    /// 四)无法提供	1.本机关不掌握相关政府信息	0	0	0	0	0	0	0
    /// 五)不予处理	1.信访举报投诉类申请	0	0	0	0	0	0	0
    /// 一、本年新收政府信息公开申请数量	0	0	0	0	0	0	0
    /// ```
    /// ```good
    /// 根据《关于印发〈办法〉的通知》（国办函〔2020〕109号)规定，公开“三公”经费“‘一卡通’明细”。
    ///
    /// 1)加强领导；2)完善机制；a)抓好落实。一)主动公开。
    ///
    /// 分两类：①公开；②不公开。5<6，“甲”“乙”，(http://www.example.cn)，:-)
    /// ```
    /// ```good text
    /// 本报告根据《国务院办公厅关于印发
    /// 政府信息公开信息处理费管理办法的通知》编制。
    /// ```
    "punctuation/unpaired" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.8、4.9、4.15" }),
        since: "0.1.0",
        check: check,
    }
}

/// Marks that stand in pairs; those of either width are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Round,
    Title,
    InnerTitle,
    Quote,
    InnerQuote,
    Lenticular,
    Tortoise,
    Corner,
}

/// A mark that opens in one line or cell may close this many on.
const LINES_ON: usize = 3;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !Oddities::of(report, sink).have(Oddity::Unpaired) {
        return;
    }
    let mut lone = Vec::new();
    let mut open = Vec::new();
    for (index, passage) in report.passages().enumerate() {
        if passage.may_have(PAIRED) {
            for mark in lone_marks(&passage, &mut open) {
                lone.push(Place { index, passage, mark });
            }
        }
    }
    pair_over_lines(&mut lone);
    // A merged cell may be written out in every row it covers.
    let mut seen = HashSet::new();
    for Place { passage, mark, .. } in lone {
        if passage.kind != PassageKind::Cell || seen.insert((passage.words(), mark.at)) {
            report_lone(&passage, &mark, sink);
        }
    }
}

/// The marks of [`kind_of`].
const PAIRED: MarkSet = MarkSet::of(&[
    '（', '(', '）', ')', '《', '》', '〈', '〉', '“', '”', '‘', '’', '【', '】', '〔', '〕', '「',
    '」',
]);

/// Where a mark without partner stands.
struct Place<'r> {
    /// The passage's number.
    index: usize,
    passage: Passage<'r>,
    mark: Lone,
}

fn report_lone(passage: &Passage<'_>, mark: &Lone, sink: &mut Sink<'_>) {
    let text = &passage.words()[mark.range()];
    let partner = partner_of(mark.mark);
    let message = if mark.wrong_way {
        format!("“{text}”方向有误，应为“{partner}”")
    } else {
        format!("“{text}”没有与之成对的“{partner}”")
    };
    sink.report(passage.span(mark.range()), message)
        .help("成对的另一个可能在提取文本时丢失，请对照原件")
        .place(section_place(passage.section));
}

/// A mark without partner.
#[derive(Clone, Copy)]
struct Lone {
    at: usize,
    mark: char,
    kind: Kind,
    opens: bool,
    /// Whether the mark before it is its like, so that it was to close.
    wrong_way: bool,
}

impl Lone {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}

/// The marks of a passage that have no partner in it. `open` serves to pair them.
fn lone_marks(passage: &Passage<'_>, open: &mut Vec<Lone>) -> Vec<Lone> {
    let words = passage.words();
    let mut lone = Vec::new();
    open.clear();
    for &Mark { at, char: mark } in passage.marks() {
        let Some((kind, opens)) = kind_of(mark) else { continue };
        let this = Lone { at, mark, kind, opens, wrong_way: false };
        if opens {
            open.push(this);
        } else if let Some(index) = open.iter().rposition(|other| other.kind == kind) {
            // What opened since has no partner before this one closes.
            lone.extend(open.drain(index..).skip(1));
        } else if !is_list_number(words, at, passage.is_cell()) && !is_apostrophe(words, at, mark) {
            lone.push(this);
        }
    }
    lone.append(open);
    if lone.is_empty() {
        return lone;
    }
    lone.retain(|mark| !is_face(words, mark.at) && !is_reading(words, mark.at));
    lone.sort_by_key(|mark| mark.at);
    join_wrong_ways(lone)
}

/// The kind of a mark, and whether it opens.
pub(crate) const fn kind_of(mark: char) -> Option<(Kind, bool)> {
    Some(match mark {
        '（' | '(' => (Kind::Round, true),
        '）' | ')' => (Kind::Round, false),
        '《' => (Kind::Title, true),
        '》' => (Kind::Title, false),
        '〈' => (Kind::InnerTitle, true),
        '〉' => (Kind::InnerTitle, false),
        '“' => (Kind::Quote, true),
        '”' => (Kind::Quote, false),
        '‘' => (Kind::InnerQuote, true),
        '’' => (Kind::InnerQuote, false),
        '【' => (Kind::Lenticular, true),
        '】' => (Kind::Lenticular, false),
        '〔' => (Kind::Tortoise, true),
        '〕' => (Kind::Tortoise, false),
        '「' => (Kind::Corner, true),
        '」' => (Kind::Corner, false),
        _ => return None,
    })
}

/// The mark that pairs with `mark`.
fn partner_of(mark: char) -> char {
    match mark {
        '（' => '）',
        '）' => '（',
        '(' => ')',
        ')' => '(',
        '《' => '》',
        '》' => '《',
        '〈' => '〉',
        '〉' => '〈',
        '“' => '”',
        '”' => '“',
        '‘' => '’',
        '’' => '‘',
        '【' => '】',
        '】' => '【',
        '〔' => '〕',
        '〕' => '〔',
        '「' => '」',
        '」' => '「',
        _ => mark,
    }
}

/// Whether the closing bracket at `at` stands behind a number that begins the passage or an item: `1)`.
fn is_list_number(words: &str, at: usize, is_cell: bool) -> bool {
    const MOST_CHARS: usize = 3;
    let before = &words[..at];
    let number = before.trim_end_matches(|c: char| {
        c.is_ascii_alphanumeric() || !is_cell && "一二三四五六七八九十".contains(c)
    });
    let len = before[number.len()..].chars().count();
    let begins = number.is_empty()
        || number
            .ends_with(['。', '；', '：', '，', '、', ';', ':', ',', ' ', '\u{3000}', '（', '(']);
    (1..=MOST_CHARS).contains(&len) && begins
}

/// Whether a closing single quote is an apostrophe of a Latin word.
fn is_apostrophe(words: &str, at: usize, mark: char) -> bool {
    mark == '’' && words[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether the bracket is the mouth of `:-)` or `:)`. A half-width mark between Chinese words is no eye.
fn is_face(words: &str, at: usize) -> bool {
    let eye = at.checked_sub(1).filter(|_| words[..at].ends_with([':', ';', '-', '^']));
    eye.is_some_and(|eye| words[at..].starts_with(['(', ')']) && !is_between(words, eye))
}

/// Whether the bracket ends a reading whose opening bracket a conversion lost with its character: `日?qǐng)`.
fn is_reading(words: &str, at: usize) -> bool {
    let before = words[..at].trim_end_matches(|c: char| c.is_alphabetic() && !is_han(c));
    before.len() < at && before.ends_with('?')
}

/// Two lone quotes that open side by side are one whose second looks the wrong way.
fn join_wrong_ways(lone: Vec<Lone>) -> Vec<Lone> {
    let mut joined: Vec<Lone> = Vec::new();
    for mark in lone {
        match joined.last_mut() {
            Some(last)
                if last.kind == mark.kind
                    && last.opens == mark.opens
                    && !last.wrong_way
                    && matches!(mark.mark, '“' | '”') =>
            {
                let wrong = if mark.opens { mark } else { *last };
                *last = Lone { wrong_way: true, ..wrong };
            }
            _ => joined.push(mark),
        }
    }
    joined
}

/// Takes away pairs that open in one passage and close in one of the next.
fn pair_over_lines(lone: &mut Vec<Place<'_>>) {
    let mut partnered = vec![false; lone.len()];
    for (number, Place { index, mark, .. }) in lone.iter().enumerate() {
        if mark.opens || mark.wrong_way {
            continue;
        }
        let partner = (0..number).rev().find(|&other| {
            let Place { index: before, mark: open, .. } = &lone[other];
            open.opens
                && !open.wrong_way
                && open.kind == mark.kind
                && !partnered[other]
                && (1..=LINES_ON).contains(&(index - before))
        });
        if let Some(other) = partner {
            partnered[other] = true;
            partnered[number] = true;
        }
    }
    let mut partnered = partnered.into_iter();
    lone.retain(|_| !partnered.next().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    const RULE: &str = "punctuation/unpaired";

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = findings(RULE, Format::Text, text);
        let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, expected, "{text}");
    }

    #[test]
    fn each_mark_without_partner_is_found() {
        check("公开（含转载。", &["“（”没有与之成对的“）”"]);
        check("国办函〔2020109号，《条例", &["“〔”没有与之成对的“〕”", "“《”没有与之成对的“》”"]);
        check("第109号)规定", &["“)”没有与之成对的“(”"]);
        check("（《条例）要求", &["“《”没有与之成对的“》”"]);
    }

    #[test]
    fn quotes_may_look_the_wrong_way() {
        check("坚持“应公开尽公开“的原则", &["““”方向有误，应为“””"]);
        check("坚持”应公开尽公开”的原则", &["“””方向有误，应为““”"]);
    }

    #[test]
    fn a_half_width_colon_makes_no_face() {
        check("内容如下:“三公经费", &["““”没有与之成对的“””"]);
        check("内容如下:(一", &["“(”没有与之成对的“)”"]);
        check("谢谢！:-)", &[]);
    }

    #[test]
    fn pinyin_is_no_bracket() {
        check("結(jié)果維持，國辦函〔2020〕109號(hào))規定", &["“)”没有与之成对的“(”"]);
    }

    #[test]
    fn broken_lines_are_one_paragraph() {
        check("公开（含\n转载）信息", &[]);
        check(
            "公开（含\n甲\n乙\n丙\n转载）信息",
            &["“（”没有与之成对的“）”", "“）”没有与之成对的“（”"],
        );
    }
}
