use std::ops::Range;

use nianbao_lint::report::{LineRole, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

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

/// Counters of what is done or held; 年, 月 and 日 follow rules of their own.
const COUNTERS: &str = "次个项条件期场份篇名人家批宗类";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for line in report.lines.iter().filter(|line| line.role == LineRole::Prose) {
        for series in series(line.words()) {
            let Some((digits, chinese)) = mixed(&series) else { continue };
            let words = &line.words()[digits.range.clone()];
            let message =
                format!("“{words}”用阿拉伯数字，同一串中的其他数量用汉字数字，写法应统一");
            let diagnostic = sink.report(line.span(digits.range.clone()), message);
            diagnostic.place(section_place(line.section));
            for quantity in chinese {
                diagnostic.label(line.span(quantity.range.clone()), "汉字数字");
            }
        }
    }
}

/// A number with its counter.
#[derive(Clone)]
struct Quantity {
    range: Range<usize>,
    counter: char,
    is_chinese: bool,
}

/// The quantities of a line, by the series they stand in.
fn series(words: &str) -> Vec<Vec<Quantity>> {
    let mut series = vec![Vec::new()];
    let mut chars = words.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        if "，。；：,;:！？（）()".contains(c) {
            series.push(Vec::new());
        } else if let Some(is_chinese) = numeral(c) {
            let mut end = at + c.len_utf8();
            while let Some((next, c)) = chars.next_if(|(_, c)| numeral(*c) == Some(is_chinese)) {
                end = next + c.len_utf8();
            }
            let counter = chars.peek().filter(|(_, c)| COUNTERS.contains(*c));
            if let (Some((_, counter)), false) = (counter, before == Some('第')) {
                let quantity =
                    Quantity { range: at..end + counter.len_utf8(), counter: *counter, is_chinese };
                series.last_mut().into_iter().for_each(|last| last.push(quantity.clone()));
            }
        }
        before = Some(c);
    }
    series
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
