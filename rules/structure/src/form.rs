//! The form a report is compared with, for all rules of the family.

use nianbao_lint::document::{BlockKind, Region};
use nianbao_lint::report::{Edition, Line, Section, section_numeral};
use nianbao_lint::{Norm, Report, Span};

/// Sections the form has.
pub(crate) const SECTIONS: usize = 6;

/// The edition the report must follow. There was none before 2019: `structure/edition-mismatch` says so once, and all
/// other rules that need a form are silent.
pub(crate) fn edition(report: &Report<'_>) -> Option<&'static Edition> {
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

/// Where the prose of a section begins: its first line, or its heading where there is none.
pub(crate) fn first_prose_span(report: &Report<'_>, section: &Section) -> Span {
    let first = report.section_prose(section.number).next();
    first.map_or_else(|| heading_span(report, section), Line::whole_span)
}

/// Whether a table with words or a picture stands in the section.
pub(crate) fn has_table_or_picture(report: &Report<'_>, section: &Section) -> bool {
    let blocks = &report.document.blocks[section.blocks.clone()];
    blocks.iter().filter(|block| block.region == Region::Content).any(|block| match &block.kind {
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.text.is_empty())
        }
        BlockKind::Image { .. } => true,
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) => false,
    })
}
