//! Plain text: a paragraph a line, and tables of fields parted by tabs or bars.

use std::ops::Range;

use memchr::memchr2;
use nianbao_document::{Block, BlockKind, Document, Format, Region, Text};
use nianbao_span::{Source, Span};

use crate::fields;

/// Reads plain text.
pub(crate) fn read(source: &Source) -> Document<'_> {
    let mut document = Document::new(source, Format::Text);
    let text = source.text.as_str();
    let mut at = 0;
    for run in fields::runs(text, 0..text.len()) {
        let rows = run.range();
        push_lines(&mut document, at..rows.start);
        let table = run.table(text, |field| Text::verbatim(text, Span::new(field)));
        document.blocks.push(content(BlockKind::Table(table)));
        at = rows.end;
    }
    push_lines(&mut document, at..text.len());
    document
}

/// Makes a paragraph of each line in `range` that has words.
pub(crate) fn push_lines(document: &mut Document<'_>, range: Range<usize>) {
    let text = document.source.text.as_str();
    let mut at = range.start;
    while at < range.end {
        let rest = &text.as_bytes()[at..range.end];
        let end = memchr2(b'\n', b'\r', rest).map_or(range.end, |len| at + len);
        let words = if end > at { fields::trim(text, at..end) } else { at..end };
        if !words.is_empty() {
            let paragraph = Text::verbatim(text, Span::new(words));
            document.blocks.push(content(BlockKind::Paragraph(paragraph)));
        }
        at = end + 1;
    }
}

/// A block of the content proper, directly under the root.
pub(crate) fn content(kind: BlockKind<'_>) -> Block<'_> {
    Block { kind, region: Region::Content, container: 0 }
}
