//! Which part of a document a comment speaks of: the line or block it stands in, else the block that follows.

use nianbao_document::{BlockKind, Document, Format, Row, Table};
use nianbao_span::Span;

/// What the comment at `comment` is about; nothing where no block follows.
///
/// In Markdown a comment with words beside it on its line is about that line. Within a table it is about the row it
/// stands in, else the next row; within a block of HTML about that block. Everywhere else it is about the block that
/// follows: a heading, a paragraph, a whole table.
pub(super) fn cover(document: &Document<'_>, comment: Span) -> Option<Span> {
    if document.format == Format::Markdown
        && let Some(line) = line_around(&document.source.text, comment)
    {
        return Some(line);
    }
    let around = document.blocks.iter().find(|block| contains(block.span(), comment));
    if let Some(block) = around {
        return match &block.kind {
            BlockKind::Table(table) => row_at(table, comment),
            _ => Some(block.span()),
        };
    }
    let mut blocks = document.blocks.iter().map(nianbao_document::Block::span);
    blocks.find(|span| span.start >= comment.end && !span.is_empty())
}

/// The line that `comment` stands on, where other words stand there too.
fn line_around(text: &str, comment: Span) -> Option<Span> {
    let range = comment.range();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |len| range.end + len);
    let is_alone = is_comments(&text[start..range.start]) && is_comments(&text[range.end..end]);
    (!is_alone).then(|| Span::new(start..end))
}

/// Whether there are only comments and white space.
fn is_comments(mut text: &str) -> bool {
    loop {
        text = text.trim();
        let Some(comment) = text.strip_prefix("<!--") else { return text.is_empty() };
        text = comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
}

fn row_at(table: &Table<'_>, comment: Span) -> Option<Span> {
    let rows: Vec<Span> = table.rows.iter().filter_map(extent).collect();
    let around = rows.iter().find(|row| contains(**row, comment));
    around.or_else(|| rows.iter().find(|row| row.start >= comment.end)).copied()
}

/// From the first cell of a row to its last.
fn extent(row: &Row<'_>) -> Option<Span> {
    row.cells.iter().map(|cell| cell.text.whole_span()).reduce(Span::cover)
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && !outer.is_empty()
}
