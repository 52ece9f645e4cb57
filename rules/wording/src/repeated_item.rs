use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Mark, MarkSet, Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};
use rustc_hash::FxHashMap;

rule! {
    /// 并列各项中同一项出现两次
    ///
    /// In a list parted by 、 the same item stands twice. Items at the ends of a list are known only as far as they stand in
    /// quotes or between 、 and 等.
    ///
    /// ```bad
    /// 利用县政府门户网站、掌上柳林、微信公众号、掌上柳林、柳林日报等平台公开信息。
    /// ```
    /// ```bad
    /// 利用“柳林发布”柳林视窗、柳林发布、掌上柳林等平台公开信息。
    /// ```
    /// ```bad
    /// 做好申请的登记、审核、办理、审核、归档工作，公开了机构职能、政策文件、财政信息、机构职能等内容。
    /// ```
    /// ```good
    /// 坚持谁起草、谁解读，谁主管、谁负责，做到严谨、严谨再严谨，0、0、0，网站、微信、网站群建设、微信公众号，
    /// 商本省、自治区、直辖市人民政府主管部门并告知接受地省、自治区、直辖市人民政府，运用市政府网站、微信公众号、区政府网站、微信公众号等平台，第一、第二、第三季度。科室、科长、科室负责人分别审核。依照第二项、第五项和第六条第二项、第五项、第六项，子女对父母、祖父母、外祖父母。
    /// 父母对子女、祖父母、外祖父母对孙子女、祖父母、外祖父母。按月、按季、按年。
    /// ```
    "wording/repeated-item" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.5.3.1" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Fewest characters of an item that is compared, in a list of few items and in one of many.
const LEAST_CHARS: usize = 3;
const LEAST_OF_MANY: usize = 2;

/// A list of many items.
const MANY: usize = 4;

/// Longest item, in characters; a longer one ends one list and begins another.
const LONGEST_CHARS: usize = 12;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    const COMMA: MarkSet = MarkSet::of(&['、']);
    let mut list = List::default();
    let mut parts = Vec::new();
    for passage in report.prose_passages().filter(|passage| passage.may_have(COMMA)) {
        let words = passage.words();
        for_each_series(&passage, &mut parts, |series, is_plain| {
            if is_plain && !may_have_again(words, series) {
                return;
            }
            for_each_list(words, series, |parts| {
                list.fill(words, parts);
                list.report_repeated(&passage, sink);
            });
        });
    }
}

/// Whether a list of these parts, which have neither quotes nor blanks, may have an item twice: then both end alike. Nearly
/// no list has.
fn may_have_again(words: &str, parts: &[Range<usize>]) -> bool {
    /// No item has fewer bytes.
    const COMPARED: usize = 4;
    /// Lists of more parts are looked at in any case, for each part is compared with all others.
    const MOST_PARTS: usize = 16;
    let [first, .., last] = parts else { return false };
    let before = |end: usize| words.as_bytes()[..end].last_chunk::<COMPARED>();
    let ends_alike = |parts: &[Range<usize>], end: usize| {
        parts.iter().any(|part| before(part.end) == before(end))
    };
    let is_again = |(index, part): (usize, &Range<usize>)| ends_alike(&parts[..index], part.end);
    // The item that ends a list is what stands before 等.
    let mut etc = ETC.find_iter(&words.as_bytes()[first.start..last.end]);
    parts.len() > MOST_PARTS
        || parts.iter().enumerate().any(is_again)
        || etc.any(|at| ends_alike(parts, first.start + at))
}

static ETC: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("等"));

/// The items of a list; one after the other is put in the same memory.
#[derive(Default)]
struct List<'w> {
    items: Vec<Item<'w>>,
    /// The place of each item among the items, of equal ones the last yet met.
    known: FxHashMap<&'w str, usize>,
}

impl List<'_> {
    fn report_repeated(&mut self, passage: &Passage<'_>, sink: &mut Sink<'_>) {
        self.known.clear();
        for (index, item) in self.items.iter().enumerate() {
            let Some(first) = self.known.insert(item.words, index) else { continue };
            let first = &self.items[first];
            if !are_parallel(first, item) {
                report_again(passage, first, item, sink);
            }
        }
    }
}

fn report_again(passage: &Passage<'_>, first: &Item<'_>, item: &Item<'_>, sink: &mut Sink<'_>) {
    let message = format!("“{}”在同一串并列项中出现两次", item.words);
    let diagnostic = sink.report(passage.span(item.range.clone()), message);
    diagnostic
        .place(section_place(passage.section))
        .label(passage.span(first.range.clone()), "前一处");
    if let Some(with_mark) = &item.with_mark {
        let edits = passage.delete(with_mark.clone());
        diagnostic.fix(Applicability::Unsafe, "删去重复的一项", edits);
    }
}

/// Whether what stands before two equal items ends alike, so that each may belong to its own: 县政府网站、公众号、区政府网站、公众号.
fn are_parallel(first: &Item<'_>, second: &Item<'_>) -> bool {
    first.before.is_some() && first.before == second.before
}

/// An item of a list.
struct Item<'w> {
    words: &'w str,
    range: Range<usize>,
    /// What the item before it ends in.
    before: Option<char>,
    /// It and the 、 before it, where both its ends are known.
    with_mark: Option<Range<usize>>,
}

/// Calls `with` for what stands between marks that end clauses and is divided by 、: the parts, two or more, and whether no
/// other marks stand among them but brackets. `parts` serves to gather them.
fn for_each_series(
    passage: &Passage<'_>,
    parts: &mut Vec<Range<usize>>,
    mut with: impl FnMut(&[Range<usize>], bool),
) {
    parts.clear();
    let mut start = 0;
    let mut depth = 0_u32;
    let mut is_plain = true;
    let end = Mark { at: passage.words().len(), char: '。' };
    for mark in passage.marks().iter().chain([&end]) {
        match mark.char {
            '、' if depth == 0 => {
                parts.push(start..mark.at);
                start = mark.at + '、'.len_utf8();
            }
            '、' => {}
            '，' | '。' | '；' | '：' | ',' | ';' | ':' | '！' | '？' => {
                if !parts.is_empty() {
                    parts.push(start..mark.at);
                    with(parts, is_plain);
                    parts.clear();
                }
                start = mark.range().end;
                depth = 0;
                is_plain = true;
            }
            '（' | '(' | '《' | '〈' => depth += 1,
            '）' | ')' | '》' | '〉' => depth = depth.saturating_sub(1),
            _ => is_plain = false,
        }
    }
}

/// Calls `with` for each list in a series of parts: a part that ends one list begins the next.
fn for_each_list(words: &str, series: &[Range<usize>], mut with: impl FnMut(&[Range<usize>])) {
    let mut first = 0;
    for (index, part) in series.iter().enumerate().take(series.len() - 1).skip(1) {
        if ends_list(&words[part.clone()]) {
            with(&series[first..=index]);
            first = index;
        }
    }
    with(&series[first..]);
}

/// Whether a part is more than an item: it is long, or joins the end of one list to the beginning of another.
fn ends_list(part: &str) -> bool {
    let joins = |c: char| matches!(c, '和' | '与' | '及' | '对' | '或');
    part.chars().enumerate().any(|(index, c)| index == LONGEST_CHARS || joins(c))
}

impl<'w> List<'w> {
    /// Makes it the list of these parts of `words`.
    fn fill(&mut self, words: &'w str, parts: &[Range<usize>]) {
        let items = &mut self.items;
        items.clear();
        let [first, middle @ .., last] = parts else { return };
        let fewest = if parts.len() >= MANY { LEAST_OF_MANY } else { LEAST_CHARS };
        items.extend(quoted(words, first.clone()));
        let first_is_known = !items.is_empty();
        for part in middle {
            let Some(whole) = item(words, part.clone(), fewest) else { continue };
            // Behind the quotes another item may follow whose 、 is missing.
            items.extend(quoted(words, part.clone()).filter(|quoted| quoted.words != whole.words));
            let with_mark = part.start - '、'.len_utf8()..part.end;
            items.push(Item { with_mark: Some(with_mark), ..whole });
        }
        let tail = &words[last.clone()];
        if let Some(end) = tail.find('等') {
            items.extend(item(words, last.start..last.start + end, fewest));
        }
        // Few lists have an item again that the words before the first 、 end in; only there the verb is sought.
        let may_stand_again = items.iter().any(|item| words[first.clone()].ends_with(item.words));
        if !first_is_known
            && may_stand_again
            && let Some(first) = behind_verb(words, first.clone())
        {
            items.insert(0, first);
        }
    }
}

/// Words behind which the first item of a list begins.
const VERBS: [&str; 14] = [
    "公开了",
    "发布了",
    "公布了",
    "更新了",
    "通过",
    "利用",
    "依托",
    "运用",
    "借助",
    "包括",
    "涵盖",
    "涉及",
    "主要有",
    "主要为",
];

/// The first item of a list behind the verb that takes the list.
fn behind_verb(words: &str, part: Range<usize>) -> Option<Item<'_>> {
    let text = &words[part.clone()];
    let start = VERBS.iter().find_map(|verb| Some(text.rfind(verb)? + verb.len()))?;
    item(words, part.start + start..part.end, LEAST_CHARS)
}

/// The item in the first quotes of a part; what else stands there may belong to the sentence.
fn quoted(words: &str, part: Range<usize>) -> Option<Item<'_>> {
    let text = &words[part.clone()];
    let start = text.find('“')?;
    let end = start + text[start..].find('”')? + '”'.len_utf8();
    item(words, part.start + start..part.start + end, LEAST_CHARS)
}

/// The item at `range`, without quotes; nothing where it has fewer than `least_chars` or has no Han character but numerals.
fn item(words: &str, range: Range<usize>, least_chars: usize) -> Option<Item<'_>> {
    let text = words[range.clone()].trim().trim_matches(['“', '”']);
    let is_word = text.chars().nth(least_chars - 1).is_some()
        && text.chars().any(is_han)
        && !text.starts_with('第')
        && !text.bytes().any(|byte| byte.is_ascii_digit());
    let before =
        words[..range.start].strip_suffix('、').and_then(|before| before.chars().next_back());
    is_word.then_some(Item { words: text, range, before, with_mark: None })
}
