//! Reports as Markdown.

use super::grid::{Fill, Grid};
use super::headings::Numbering;
use super::html::{self, Zeros};
use super::tables::TableStyle;
use crate::model::{Paragraph, ReportModel};

/// How Markdown writes tables, or headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tables {
    /// Merged cells repeated.
    Repeated,
    /// Fields behind merged cells blank.
    Blank,
    /// As HTML.
    Html,
    /// Merged cells repeated, and headings that are bold paragraphs.
    BoldHeadings,
}

/// The report as Markdown.
pub(crate) fn page(model: &ReportModel, grids: &[Grid; 3], tables: Tables) -> String {
    let write = |table: &Grid| match tables {
        Tables::Html => html::table(table, Zeros::Written, html::TableLook::Clean),
        Tables::Blank => pipe_table(table, Fill::Blank),
        Tables::Repeated | Tables::BoldHeadings => pipe_table(table, Fill::Repeat),
    };
    if tables == Tables::BoldHeadings {
        compose(model, grids, bold, write)
    } else {
        compose(model, grids, hashes, write)
    }
}

/// Markdown headings, tables as rows of fields parted by tabs.
pub(crate) fn tab_page(model: &ReportModel, grids: &[Grid; 3]) -> String {
    let write = |table: &Grid| TableStyle::Tabs.lines(table).join("\n");
    compose(model, grids, hashes, write)
}

fn compose(
    model: &ReportModel,
    tables: &[Grid; 3],
    heading: impl Fn(usize, &str) -> String,
    write: impl Fn(&Grid) -> String,
) -> String {
    let numbering = Numbering::Official;
    let mut paragraphs = vec![heading(1, &model.title)];
    paragraphs.extend(model.preamble.iter().cloned());
    for number in 1..=6 {
        paragraphs.push(heading(2, &numbering.section(model, number)));
        for paragraph in &model.prose[number - 1] {
            match paragraph {
                Paragraph::Plain(text) => paragraphs.push(text.clone()),
                Paragraph::Part { number, heading: words, text } => {
                    paragraphs.push(heading(3, &format!("{}{words}", numbering.part(*number))));
                    paragraphs.push(text.clone());
                }
            }
        }
        if let Some(table) = Grid::of_section(tables, number) {
            paragraphs.push(write(table));
        }
    }
    paragraphs.join("\n\n") + "\n"
}

fn hashes(level: usize, heading: &str) -> String {
    format!("{} {heading}", "#".repeat(level))
}

fn bold(level: usize, heading: &str) -> String {
    match level {
        1 => format!("# {heading}"),
        _ => format!("**{heading}**"),
    }
}

fn pipe_table(table: &Grid, fill: Fill) -> String {
    let matrix = table.matrix(fill);
    let rule = format!("|{}", " --- |".repeat(table.columns));
    let mut lines: Vec<String> =
        matrix.iter().map(|fields| format!("| {} |", fields.join(" | "))).collect();
    lines.insert(1, rule);
    lines.join("\n")
}
