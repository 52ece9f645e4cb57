//! The form a report is compared with, for all rules of the family.

use nianbao_lint::report::{Edition, Section, section_numeral};
use nianbao_lint::{Norm, Report, Sink, Span};

/// The edition the report must follow; where there is none, a note that says so.
pub(crate) fn edition(report: &Report<'_>, sink: &mut Sink<'_>) -> Option<&'static Edition> {
    if report.edition.is_none() {
        sink.note("2018年及以前的年度报告没有统一格式，未核对各部分");
    }
    report.edition
}

/// The notice that issued the form.
pub(crate) fn norm(edition: &'static Edition) -> Norm {
    Norm { document: &edition.norm, clause: "" }
}

/// The words of a section's heading as the form prints them, number included: `一、总体情况`.
pub(crate) fn heading(edition: &Edition, number: u8) -> String {
    format!("{}、{}", section_numeral(number), heading_words(edition, number))
}

/// The words of a section's heading as the form prints them.
pub(crate) fn heading_words(edition: &Edition, number: u8) -> &str {
    let spec = usize::from(number).checked_sub(1).and_then(|index| edition.sections.get(index));
    spec.map_or("", |spec| spec.heading.as_str())
}

/// The words of a section's heading as they stand, number included.
pub(crate) fn stated_heading<'r>(report: &'r Report<'_>, section: &Section) -> &'r str {
    let words = report.lines[section.heading.line].words();
    words[..section.heading.title.end].trim()
}

/// Where a section's heading stands, number and marks included.
pub(crate) fn heading_span(report: &Report<'_>, section: &Section) -> Span {
    report.lines[section.heading.line].whole_span()
}
