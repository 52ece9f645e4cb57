//! Ways in which real reports are written down: the same model as text in each of them.

mod crawled;
mod encoding;
mod grid;
mod headings;
mod html;
mod markdown;
mod plain;
mod script;
mod tables;

use crate::model::{Paragraph, ReportModel};

pub use encoding::FileEncoding;
pub use grid::{Grid, GridCell};
use headings::Numbering;
use tables::TableStyle;

/// How a report is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layout {
    /// HTML with merged cells as the form draws them.
    HtmlMerged,
    /// A content management system's page around text pasted from Word.
    HtmlCms,
    /// HTML with merged cells, the zeros left blank.
    HtmlBlankZeros,
    /// Markdown tables that repeat a merged cell's words in every field it covers.
    MarkdownTables,
    /// Markdown tables that leave the fields behind a merged cell blank.
    MarkdownBlankFields,
    /// Markdown with HTML tables.
    MarkdownHtmlTables,
    /// Markdown whose headings are bold paragraphs.
    MarkdownBoldHeadings,
    /// Markdown headings and rows of fields parted by tabs, merged cells dropped and rows padded at either end.
    TabRows,
    /// Rows of fields parted by bars, merged cells dropped.
    PipeRows,
    /// One cell a line, blank lines between.
    CellLines,
    /// One cell a line, no blank line anywhere.
    DenseCellLines,
    /// One cell a line, indented, with white space of several kinds and labels broken over lines.
    RaggedCellLines,
    /// A row a line, cells parted by spaces.
    SpacedRows,
    /// One cell a line; of most rows only the first and the last number is written.
    BlanksLeftOut,
    /// One cell a line; no zero is written.
    ZerosLeftOut,
    /// Traditional characters.
    Traditional,
    /// Traditional characters with injected pinyin, rows of fields parted by bars.
    TraditionalPinyin,
    /// One cell a line, every mark half-width, as crawled text has it.
    HalfWidth,
    /// Headings `一.总体情况`.
    DottedHeadings,
    /// Headings `（一）总体情况`.
    BracketedHeadings,
    /// Headings `第一部分 总体情况`.
    PartHeadings,
    /// Headings that run into their text: `六、其他需要报告的事项：…`.
    RunInHeadings,
}

/// What of the tables a layout keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// Every figure.
    Whole,
    /// Every figure but zeros, which are blank cells.
    BlankZeros,
    /// Cells are missing, so that columns cannot always be told.
    Lossy,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Layout; 22] = [
        Layout::HtmlMerged,
        Layout::HtmlCms,
        Layout::HtmlBlankZeros,
        Layout::MarkdownTables,
        Layout::MarkdownBlankFields,
        Layout::MarkdownHtmlTables,
        Layout::MarkdownBoldHeadings,
        Layout::TabRows,
        Layout::PipeRows,
        Layout::CellLines,
        Layout::DenseCellLines,
        Layout::RaggedCellLines,
        Layout::SpacedRows,
        Layout::BlanksLeftOut,
        Layout::ZerosLeftOut,
        Layout::Traditional,
        Layout::TraditionalPinyin,
        Layout::HalfWidth,
        Layout::DottedHeadings,
        Layout::BracketedHeadings,
        Layout::PartHeadings,
        Layout::RunInHeadings,
    ];

    /// Its name in file names, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Layout::HtmlMerged => "html-merged",
            Layout::HtmlCms => "html-cms",
            Layout::HtmlBlankZeros => "html-blank-zeros",
            Layout::MarkdownTables => "markdown-tables",
            Layout::MarkdownBlankFields => "markdown-blank-fields",
            Layout::MarkdownHtmlTables => "markdown-html-tables",
            Layout::MarkdownBoldHeadings => "markdown-bold-headings",
            Layout::TabRows => "tab-rows",
            Layout::PipeRows => "pipe-rows",
            Layout::CellLines => "cell-lines",
            Layout::DenseCellLines => "dense-cell-lines",
            Layout::RaggedCellLines => "ragged-cell-lines",
            Layout::SpacedRows => "spaced-rows",
            Layout::BlanksLeftOut => "blanks-left-out",
            Layout::ZerosLeftOut => "zeros-left-out",
            Layout::Traditional => "traditional",
            Layout::TraditionalPinyin => "traditional-pinyin",
            Layout::HalfWidth => "half-width",
            Layout::DottedHeadings => "dotted-headings",
            Layout::BracketedHeadings => "bracketed-headings",
            Layout::PartHeadings => "part-headings",
            Layout::RunInHeadings => "run-in-headings",
        }
    }

    /// The extension of files written so, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Layout::HtmlMerged | Layout::HtmlCms | Layout::HtmlBlankZeros => "html",
            Layout::MarkdownTables
            | Layout::MarkdownBlankFields
            | Layout::MarkdownHtmlTables
            | Layout::MarkdownBoldHeadings => "md",
            _ => "txt",
        }
    }

    /// What it keeps of the tables.
    pub const fn fidelity(self) -> Fidelity {
        match self {
            Layout::HtmlBlankZeros => Fidelity::BlankZeros,
            Layout::BlanksLeftOut | Layout::ZerosLeftOut => Fidelity::Lossy,
            _ => Fidelity::Whole,
        }
    }

    /// How plain text writes its tables.
    const fn table_style(self) -> TableStyle {
        match self {
            Layout::TabRows => TableStyle::Tabs,
            Layout::PipeRows | Layout::TraditionalPinyin | Layout::DottedHeadings => {
                TableStyle::Pipes
            }
            Layout::SpacedRows | Layout::BracketedHeadings => TableStyle::Spaces,
            Layout::RaggedCellLines => TableStyle::RaggedLines,
            Layout::BlanksLeftOut => TableStyle::LinesWithoutBlanks,
            Layout::ZerosLeftOut => TableStyle::LinesWithoutZeros,
            _ => TableStyle::Lines,
        }
    }

    const fn numbering(self) -> Numbering {
        match self {
            Layout::DottedHeadings => Numbering::Dotted,
            Layout::BracketedHeadings => Numbering::Bracketed,
            Layout::PartHeadings => Numbering::Part,
            _ => Numbering::Official,
        }
    }
}

/// Writes `model` down in `layout`.
pub fn render(model: &ReportModel, layout: Layout) -> String {
    render_with(model, &Grid::tables(model), layout)
}

/// Writes `model` down in `layout` with these tables instead of its own. A table without rows is left out.
pub fn render_with(model: &ReportModel, tables: &[Grid; 3], layout: Layout) -> String {
    match layout {
        Layout::HtmlMerged => html::clean_page(model, tables, html::Zeros::Written),
        Layout::HtmlBlankZeros => html::clean_page(model, tables, html::Zeros::Blank),
        Layout::HtmlCms => html::cms_page(model, tables),
        Layout::MarkdownTables => markdown::page(model, tables, markdown::Tables::Repeated),
        Layout::MarkdownBlankFields => markdown::page(model, tables, markdown::Tables::Blank),
        Layout::MarkdownHtmlTables => markdown::page(model, tables, markdown::Tables::Html),
        Layout::MarkdownBoldHeadings => {
            markdown::page(model, tables, markdown::Tables::BoldHeadings)
        }
        Layout::TabRows => markdown::tab_page(model, tables),
        Layout::Traditional => script::traditional(&plain::page(model, tables, layout)),
        Layout::TraditionalPinyin => {
            script::with_pinyin(&script::traditional(&plain::page(model, tables, layout)))
        }
        Layout::HalfWidth => crawled::half_width(&plain::page(model, tables, layout)),
        _ => plain::page(model, tables, layout),
    }
}

/// A part of section prose as one paragraph: heading and text run together.
fn run_in(paragraph: &Paragraph, numbering: Numbering) -> String {
    match paragraph {
        Paragraph::Plain(text) => text.clone(),
        Paragraph::Part { number, heading, text } => {
            format!("{}{heading}。{text}", numbering.part(*number))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_layout_writes_the_report_otherwise() {
        let model = ReportModel::clean(11);
        let texts: BTreeSet<String> =
            Layout::ALL.into_iter().map(|layout| render(&model, layout)).collect();
        let names: BTreeSet<&str> = Layout::ALL.into_iter().map(Layout::name).collect();
        assert_eq!((texts.len(), names.len()), (Layout::ALL.len(), Layout::ALL.len()));
    }

    #[test]
    fn ordinary_text_has_about_nine_kilobytes() {
        for seed in 0..20 {
            let text = render(&ReportModel::clean(seed), Layout::CellLines);
            assert!((7_000..11_000).contains(&text.len()), "{} bytes", text.len());
        }
    }
}
