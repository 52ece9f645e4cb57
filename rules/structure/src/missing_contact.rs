use std::ops::Range;

use nianbao_lint::report::{Mark, Passage, section_place};
use nianbao_lint::{Report, Severity, Sink, Span, WordList, inventory, rule};

use crate::form;

rule! {
    /// 没有办公电话，公众无法就报告咨询
    ///
    /// Neither preamble nor text gives a telephone number. A landline with or without area code, a service number such as
    /// 12345 behind 电话, and a mobile number are numbers; those in the page around the report are not the report's.
    ///
    /// No norm: the customary preamble gives it, but no clause asks for it.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 如有疑问，请与柳林镇党政办公室联系（电话：0990－6001234）。
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条。
    ///
    /// ## 六、其他需要报告的事项
    ///
    /// 联系电话：6001234。
    /// ```
    "structure/missing-contact" {
        severity: Severity::Info,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

/// Words before a number that make it one to call.
static NAMES: WordList = WordList(&["电话", "联系方式", "热线", "传真", "座机", "致电"]);

inventory::submit! { &NAMES }

/// The shortest number to call: 12345.
const SHORTEST_DIGITS: usize = 5;

/// How far behind such a word its number stands, in bytes.
const REACH_BYTES: usize = 60;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    // A part of a report need not hold it.
    if report.title.is_none() && report.sections.len() < 2 || form::edition(report).is_none() {
        return;
    }
    let is_named = sink
        .hits(&NAMES)
        .iter()
        .any(|hit| has_number(&report.lines[hit.line].words()[hit.range.end..]));
    if is_named || report.passages().any(|passage| !passage.is_cell() && has_area_code(&passage)) {
        return;
    }
    let Some((_, first)) = report.prose().next() else { return };
    sink.report(Span::empty(first.whole_span().start), "全文没有联系电话")
        .span_label("通常在正文之前写明")
        .help("可写“如对本报告有疑问，请与××办公室联系（电话：区号-号码）”")
        .place(section_place(first.section));
}

/// Whether a number to call stands near the beginning of `after`.
fn has_number(after: &str) -> bool {
    let near = &after[..after.floor_char_boundary(REACH_BYTES)];
    digits(near).any(|count| count >= SHORTEST_DIGITS)
}

/// Lengths of the runs of digits.
fn digits(words: &str) -> impl Iterator<Item = usize> + '_ {
    words.split(|c: char| !c.is_ascii_digit()).map(str::len)
}

/// `0990-6001234`: an area code and a number.
fn has_area_code(passage: &Passage<'_>) -> bool {
    const CODE: std::ops::RangeInclusive<usize> = 3..=4;
    const NUMBER: std::ops::RangeInclusive<usize> = 7..=8;
    if passage.longest_number < CODE.start() + NUMBER.start() {
        return false;
    }
    let words = passage.words();
    let ends_code = |mark: &&Mark| matches!(mark.char, '-' | '－' | '—' | '–' | '）' | ')');
    passage.marks().iter().filter(ends_code).any(|mark| {
        let Range { start, end } = mark.range();
        let (before, after) = (&words[..start], words[end..].trim_start());
        let code = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let number = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_code = CODE.contains(&code) && before[before.len() - code..].starts_with('0');
        is_code && NUMBER.contains(&number)
    })
}
