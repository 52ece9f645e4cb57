//! Plain text: a paragraph a line, and tables of fields parted by tabs or bars.

use std::iter::once;
use std::ops::Range;

use memchr::{memchr, memchr_iter};
use nianbao_document::{Block, BlockKind, Document, Format, Region, Text};
use nianbao_span::{Source, Span};

use crate::fields;

/// Room made for the blocks of a text beforehand. A report with a cell a line has some hundreds.
const USUAL_LINES: usize = 512;

/// Reads plain text.
pub(crate) fn read(source: &Source) -> Document<'_> {
    let mut document = Document::new(source, Format::Text);
    let text = source.text.as_str();
    document.blocks.reserve(source.lines().line_count().min(USUAL_LINES));
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

/// Makes a paragraph of each line in `range` that has words. Lines end at `\n`, and those of old systems at `\r`.
pub(crate) fn push_lines(document: &mut Document<'_>, range: Range<usize>) {
    let source = document.source;
    let bytes = source.text.as_bytes();
    let has_returns = memchr(b'\r', &bytes[range.clone()]).is_some();
    let mut at = range.start;
    let ends = source.lines().starts_in(range.clone()).map(|start| start - 1);
    for end in ends.chain(once(range.end)) {
        let line = at..end;
        at = end + 1;
        if !has_returns {
            push_line(document, line);
            continue;
        }
        let mut start = line.start;
        for len in memchr_iter(b'\r', &bytes[line.clone()]) {
            push_line(document, start..line.start + len);
            start = line.start + len + 1;
        }
        push_line(document, start..line.end);
    }
}

/// Makes a paragraph of a line that has words.
fn push_line(document: &mut Document<'_>, line: Range<usize>) {
    if line.is_empty() {
        return;
    }
    let text = document.source.text.as_str();
    let words = fields::trim(text, line);
    if !words.is_empty() {
        let paragraph = Text::verbatim(text, Span::new(words));
        document.blocks.push(content(BlockKind::Paragraph(paragraph)));
    }
}

/// A block of the content proper, directly under the root.
pub(crate) fn content(kind: BlockKind<'_>) -> Block<'_> {
    Block { kind, region: Region::Content, container: 0 }
}
