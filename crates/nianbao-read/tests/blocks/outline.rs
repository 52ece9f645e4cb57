//! Documents written as lines, for tests to compare.

use nianbao_document::{Block, BlockKind, Cell, Document, Format, Region, Text};
use nianbao_read::read;
use nianbao_span::Source;

/// Each block as a line: `P` paragraph, `H1` heading, `T` table (rows parted by ` / `, cells by `,`, merged cells with
/// their column and size), `I` image; `page:` before what belongs to the page. Line breaks are shown as `⏎`.
#[track_caller]
pub(crate) fn assert_outline(text: &str, format: Format, expected: &[&str]) {
    let source = Source::from_text("年报", text);
    let document = read(&source, format);
    let lines: Vec<String> = document.blocks.iter().map(line_of).collect();
    assert_eq!(lines, expected);
}

/// The source of each piece of the words `words`, which stand in one block or cell.
#[track_caller]
pub(crate) fn assert_pieces(text: &str, format: Format, words: &str, expected: &[&str]) {
    let source = Source::from_text("年报", text);
    let document = read(&source, format);
    let (text, at) = texts(&document)
        .into_iter()
        .find_map(|text| Some((text, text.content().find(words)?)))
        .unwrap_or_else(|| panic!("{words} is not in {document:?}"));
    let spans = text.spans(at..at + words.len());
    let pieces: Vec<&str> = spans.into_iter().map(|span| source.slice(span)).collect();
    assert_eq!(pieces, expected);
}

fn texts<'d, 's>(document: &'d Document<'s>) -> Vec<&'d Text<'s>> {
    let in_block = |block: &'d Block<'s>| match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => vec![text],
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text).collect()
        }
        BlockKind::Image { .. } => Vec::new(),
    };
    document.blocks.iter().flat_map(in_block).collect()
}

fn line_of(block: &Block<'_>) -> String {
    let page = if block.region == Region::Page { "page:" } else { "" };
    let words = match &block.kind {
        BlockKind::Heading { level, text } => format!("H{level} {}", text.content()),
        BlockKind::Paragraph(text) => format!("P {}", text.content()),
        BlockKind::Image { name, .. } => format!("I {name}"),
        BlockKind::Table(table) => {
            let row = |cells: &[Cell<'_>]| cells.iter().map(cell_of).collect::<Vec<_>>().join(",");
            let rows: Vec<String> = table.rows.iter().map(|cells| row(&cells.cells)).collect();
            format!("T {}", rows.join(" / "))
        }
    };
    format!("{page}{words}").replace('\n', "⏎")
}

fn cell_of(cell: &Cell<'_>) -> String {
    let words = cell.text.content();
    match (cell.colspan, cell.rowspan) {
        (1, 1) => words.to_owned(),
        (columns, rows) => format!("{words}@{}:{columns}x{rows}", cell.column),
    }
}
