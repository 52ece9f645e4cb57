use nianbao_lint::document::Format;
use nianbao_lint::report::{
    NumberStyle, NumberedLine, NumberedList, Section, numbered_lists, section_place,
};
use nianbao_lint::{Applicability, Edit, Report, Sink, Span};

use super::slips::{Slip, message, slips};

/// Slips named in one list; a list with more has no order to restore.
const MOST_SLIPS: usize = 2;

/// Lines looked at before a list for its first number.
const MOST_LINES_BACK: usize = 40;

/// Checks the numbered lines of `section`.
pub(super) fn check(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    for list in numbered_lists(report, section) {
        let values: Vec<u8> = list.items.iter().map(|item| item.number.value).collect();
        if is_numbered_by_markup(report, &list, &values) {
            continue;
        }
        let slips = slips(&values, list.start);
        for slip in slips.iter().take(MOST_SLIPS) {
            if !is_within_lines(report, section, &list, *slip) {
                report_slip(report, section, &list, *slip, sink);
            }
        }
    }
}

/// Whether the numbers are those of a Markdown list, which counts by itself where each item says 1.
fn is_numbered_by_markup(report: &Report<'_>, list: &NumberedList, values: &[u8]) -> bool {
    report.document.format == Format::Markdown
        && list.style == NumberStyle::Arabic
        && values.iter().all(|value| *value == 1)
}

/// Whether the number that seems to be missing stands within a line, behind a run-in heading.
fn is_within_lines(
    report: &Report<'_>,
    section: &Section,
    list: &NumberedList,
    slip: Slip,
) -> bool {
    let at = list.items[slip.index].line;
    let nearby = section.lines.start.max(at.saturating_sub(MOST_LINES_BACK));
    let from = slip.index.checked_sub(1).map_or(nearby, |index| list.items[index].line);
    let lines = &report.lines[from..=at];
    let numeral = list.style.numeral(slip.expected);
    let own = slip.index.checked_sub(1).map(|index| &list.items[index].number);
    lines.iter().enumerate().any(|(index, line)| {
        // The first line opens with the number before.
        let start = own.filter(|_| index == 0).map_or(0, |own| own.end);
        has_number(&line.words()[start..], list.style, &numeral)
    })
}

/// Whether `words` hold `numeral` with the brackets or marks of `style`.
fn has_number(words: &str, style: NumberStyle, numeral: &str) -> bool {
    words.match_indices(numeral).any(|(at, numeral)| {
        let (before, after) = (words[..at].trim_end(), words[at + numeral.len()..].trim_start());
        match style {
            NumberStyle::Bracketed | NumberStyle::BracketedArabic => {
                let outer = before.strip_suffix(['（', '(']);
                // 第二十条第（三）项 counts an article's items.
                after.starts_with(['）', ')']) && outer.is_some_and(|outer| !outer.ends_with('第'))
            }
            NumberStyle::Chinese | NumberStyle::Arabic => {
                after.starts_with(['.', '．', '、'])
                    && !before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
            }
        }
    })
}

fn report_slip(
    report: &Report<'_>,
    section: &Section,
    list: &NumberedList,
    slip: Slip,
    sink: &mut Sink<'_>,
) {
    let item = &list.items[slip.index];
    let message = message(item.number.value, slip.expected, |value| list.style.number(value));
    let diagnostic = sink.report(number_span(report, item), message);
    if let Some(before) = slip.index.checked_sub(1).map(|index| &list.items[index]) {
        diagnostic.label(number_span(report, before), "前一项");
    }
    diagnostic
        .help("请核对是编号有误还是漏了一项")
        .place(section_place(Some(section.number)))
        .value("expected", list.style.number(slip.expected))
        .value("actual", list.style.number(item.number.value));
    let edits: Option<Vec<Edit>> = list.items[slip.index..slip.end]
        .iter()
        .zip(slip.expected..)
        .map(|(item, value)| renumbered(report, item, value))
        .collect();
    if let Some(edits) = edits {
        diagnostic.fix(Applicability::Unsafe, "重新编号", edits);
    }
}

/// Puts `value` as the item's number; nothing where the source says the number otherwise than the words do.
fn renumbered(report: &Report<'_>, item: &NumberedLine, value: u8) -> Option<Edit> {
    let line = &report.lines[item.line];
    let span = line.span(item.number.numeral.clone());
    let is_plain = report.document.source.slice(span) == &line.words()[item.number.numeral.clone()];
    is_plain.then(|| Edit::replace(span, item.number.style.numeral(value)))
}

/// The number with its brackets and marks.
fn number_span(report: &Report<'_>, item: &NumberedLine) -> Span {
    let line = &report.lines[item.line];
    line.span(0..line.words()[..item.number.end].trim_end().len())
}
