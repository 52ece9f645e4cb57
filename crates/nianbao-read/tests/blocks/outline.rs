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
