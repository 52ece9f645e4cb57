//! Reports with tables changed by hand, in every layout.

use nianbao_lint::document::Format;
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;
use nianbao_test::{Found, findings};

/// The main ways tables are written down.
pub(crate) const LAYOUTS: [Layout; 9] = [
    Layout::HtmlMerged,
    Layout::MarkdownTables,
    Layout::MarkdownBlankFields,
    Layout::MarkdownHtmlTables,
    Layout::TabRows,
    Layout::PipeRows,
    Layout::CellLines,
    Layout::DenseCellLines,
    Layout::SpacedRows,
];

pub(crate) fn format_of(layout: Layout) -> Format {
    match layout.extension() {
        "html" => Format::Html,
        "md" => Format::Markdown,
        // Its headings are Markdown's.
        _ if layout == Layout::TabRows => Format::Markdown,
        _ => Format::Text,
    }
}

/// What a rule finds in a right report of 2023 whose text `change` has changed.
#[track_caller]
pub(crate) fn found_in(
    rule: &str,
    layout: Layout,
    change: impl Fn(&str, Layout) -> String,
) -> Vec<Found> {
    let text = render(&ReportModel::clean_for_year(1, 2023), layout);
    findings(rule, format_of(layout), &change(&text, layout))
}

/// `text` with a copy of the row that `label` opens right behind it, its label another.
#[track_caller]
pub(crate) fn with_copy(text: &str, layout: Layout, label: &str, copy: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.contains(label)).expect("a row with the label");
    let is_value = |line: &&str| line.trim().is_empty() || line.trim().parse::<u64>().is_ok();
    let values = match layout {
        Layout::CellLines | Layout::DenseCellLines => {
            lines[start + 1..].iter().take_while(|line| is_value(line)).count()
        }
        _ => 0,
    };
    let end = start + 1 + values;
    let row = lines[start..end].iter().map(|line| line.replace(label, copy));
    let (before, behind) = lines.split_at(end);
    let lines = before.iter().map(|line| (*line).to_owned()).chain(row);
    lines.chain(behind.iter().map(|line| (*line).to_owned())).map(|line| line + "\n").collect()
}

/// `text` with `old` at its only place become `new`.
#[track_caller]
pub(crate) fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replace(old, new)
}

/// What was found, one line each.
pub(crate) fn said(found: &[Found]) -> Vec<String> {
    found.iter().map(ToString::to_string).collect()
}
