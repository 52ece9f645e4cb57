//! Reports as plain text.

use super::grid::Grid;
use super::headings::Numbering;
use super::tables::TableStyle;
use super::{Layout, run_in};
use crate::model::ReportModel;

/// The report as plain text.
pub(crate) fn page(model: &ReportModel, tables: &[Grid; 3], layout: Layout) -> String {
    let numbering = layout.numbering();
    let style = layout.table_style();
    let between = match layout {
        Layout::DenseCellLines | Layout::TraditionalPinyin | Layout::PipeRows => "\n",
        _ => "\n\n",
    };
    let mut paragraphs = vec![model.title.clone()];
    paragraphs.extend(model.preamble.iter().cloned());
    for number in 1..=6 {
        paragraphs.extend(opening(model, number, numbering, layout));
        if let Some(table) = Grid::of_section(tables, number) {
            paragraphs.extend(table_paragraphs(table, style, between));
        }
    }
    paragraphs.join(between) + "\n"
}

/// Heading and prose of a section.
fn opening(
    model: &ReportModel,
    number: usize,
    numbering: Numbering,
    layout: Layout,
) -> Vec<String> {
    let heading = numbering.section(model, number);
    let mut prose: Vec<String> =
        model.prose[number - 1].iter().map(|paragraph| run_in(paragraph, numbering)).collect();
    match prose.first_mut() {
        Some(first) if layout == Layout::RunInHeadings => {
            first.insert_str(0, &format!("{heading}："));
        }
        _ => prose.insert(0, heading),
    }
    prose
}

/// The table as paragraphs: its rows belong together, its cells may be parted by blank lines.
fn table_paragraphs(table: &Grid, style: TableStyle, between: &str) -> Vec<String> {
    let lines = style.lines(table);
    if style.is_rows() { vec![lines.join("\n")] } else { vec![lines.join(between)] }
}
