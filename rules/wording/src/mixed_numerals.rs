use std::ops::Range;

use nianbao_lint::report::{LineRole, Passage, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule};

rule! {
    /// 同一串数量中混用汉字数字和阿拉伯数字
    ///
    /// In one series of items parted by 、 or 和, quantities of the same counter of which at least two are in Chinese
    /// numerals and one in digits.
    ///
    /// ```bad
    /// 全年开展三次摸底统计、三次全面检查、两次专项整治和36次问题核查。
    /// ```
    /// ```good
    /// 全年开展3次摸底统计、3次全面检查和36次问题核查。两次会议、三次培训共120人次。一次性告知、一次办成的事项120次。
    /// 第一次、第二次会议后检查36次。
    /// ```
    "wording/mixed-numerals" {
        severity: Severity::Info,
        norm: Some(Norm { document: "《出版物上数字用法》（GB/T 15835—2011）", clause: "4.3" }),
        since: "0.1.0",
        check: check,
    }
}

/// Makes, of the characters that count what is done or held, `is_counter` and the list of them behind each Chinese numeral
/// but 一, which often counts nothing. 年, 月 and 日 follow rules of their own.
macro_rules! counters {
    ($($counter:literal)*) => {
        fn is_counter(c: char) -> bool {
            matches!(c, $($counter)|*)
        }

        static COUNTED: WordList = WordList(&[$(
            concat!('二', $counter), concat!('两', $counter), concat!('三', $counter),
            concat!('四', $counter), concat!('五', $counter), concat!('六', $counter),
            concat!('七', $counter), concat!('八', $counter), concat!('九', $counter),
            concat!('十', $counter),
        )*]);
    };
}

counters!('次' '个' '项' '条' '件' '期' '场' '份' '篇' '名' '人' '家' '批' '宗' '类');

inventory::submit! { &COUNTED }

/// Words of [`COUNTED`] with the same counter.
const NUMERALS: usize = 10;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for counted in sink.hits(&COUNTED).chunk_by(|one, other| one.line == other.line) {
        let line = counted[0].line;
        let passage = report.passage(line);
        let is_prose = report.lines[line].role == LineRole::Prose;
        if is_prose && passage.longest_number > 0 && are_alike(counted) {
            for clause in clauses(&passage) {
                report_mixed(&passage, &quantities(passage.words(), clause), sink);
            }
        }
    }
}

/// Whether two are counted alike.
fn are_alike(hits: &[WordHit]) -> bool {
    let counter = |hit: &WordHit| hit.word / NUMERALS;
    let is_again =
        |index: usize| hits[..index].iter().any(|hit| counter(hit) == counter(&hits[index]));
    (1..hits.len()).any(is_again)
}

/// The clauses that have digits: what stands between marks that end a series.
fn clauses<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Range<usize>> + 'p {
    let words = passage.words();
    let ends =
        passage.marks().iter().filter(|mark| ends_series(mark.char)).map(|mark| mark.range());
    let mut start = 0;
    ends.chain(std::iter::once(words.len()..words.len()))
        .map(move |end| std::mem::replace(&mut start, end.end)..end.start)
        .filter(|clause| words.as_bytes()[clause.clone()].iter().any(u8::is_ascii_digit))
}

fn report_mixed(passage: &Passage<'_>, series: &[Quantity], sink: &mut Sink<'_>) {
    let Some((digits, chinese)) = mixed(series) else { return };
    let words = &passage.words()[digits.range.clone()];
    let message = format!("“{words}”用阿拉伯数字，同一串中的其他数量用汉字数字，写法应统一");
    let diagnostic = sink.report(passage.span(digits.range.clone()), message);
    diagnostic.place(section_place(passage.section));
    for quantity in chinese {
        diagnostic.label(passage.span(quantity.range.clone()), "汉字数字");
    }
}

/// A number with its counter.
struct Quantity {
    range: Range<usize>,
    counter: char,
    is_chinese: bool,
}

/// The quantities of a clause.
fn quantities(words: &str, clause: Range<usize>) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut number: Option<Number> = None;
    let mut before = ' ';
    for (at, c) in words[clause.clone()].char_indices() {
        match (number, numeral(c)) {
            (Some(open), Some(is_chinese)) if open.is_chinese == is_chinese => {}
            (_, Some(is_chinese)) => {
                let start = clause.start + at;
                number = Some(Number { start, is_chinese, is_ordinal: before == '第' });
            }
            (Some(Number { start, is_chinese, is_ordinal }), None) => {
                if !is_ordinal && is_counter(c) {
                    let range = start..clause.start + at + c.len_utf8();
                    quantities.push(Quantity { range, counter: c, is_chinese });
                }
                number = None;
            }
            (None, None) => {}
        }
        before = c;
    }
    quantities
}

/// Numerals of one kind, before it is known what they count.
#[derive(Clone, Copy)]
struct Number {
    start: usize,
    is_chinese: bool,
    is_ordinal: bool,
}

fn ends_series(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | ',' | ';' | ':' | '！' | '？' | '（' | '）' | '(' | ')')
}

/// Whether a character is a numeral, and if so whether a Chinese one. 一 is left out: it often counts nothing.
fn numeral(c: char) -> Option<bool> {
    match c {
        '0'..='9' => Some(false),
        '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => Some(true),
        _ => None,
    }
}

/// The first quantity in digits, where at least two of the same counter are in Chinese numerals, with those.
fn mixed(series: &[Quantity]) -> Option<(&Quantity, Vec<&Quantity>)> {
    let in_digits = series.iter().filter(|quantity| !quantity.is_chinese);
    in_digits
        .map(|digits| {
            let same = |other: &&Quantity| other.is_chinese && other.counter == digits.counter;
            (digits, series.iter().filter(same).collect::<Vec<_>>())
        })
        .find(|(_, chinese)| chinese.len() >= 2)
}
