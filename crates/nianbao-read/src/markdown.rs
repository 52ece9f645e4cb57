//! Markdown, as converters write it and people do.
//!
//! Tables are taken out of the text before the rest is parsed: a Markdown parser pads and cuts rows to the header's
//! width, ends a raw HTML table at its first blank line, and takes rows that begin with tabs for code.

mod prose;
mod words;

use std::ops::Range;

use memchr::memchr_iter;
use nianbao_document::{BlockKind, Document, Format, Region, Text};
use nianbao_span::{Source, Span};

use crate::text::content;
use crate::{fields, html, text};

/// Reads Markdown.
pub(crate) fn read(source: &Source) -> Document<'_> {
    let mut document = Document::new(source, Format::Markdown);
    let mut at = push_front_matter(&mut document);
    for table in html_tables(&source.text, at) {
        push_outside_html(&mut document, at..table.start);
        html::read_part(&mut document, table.clone());
        at = table.end;
    }
    push_outside_html(&mut document, at..source.text.len());
    document
}

fn push_outside_html(document: &mut Document<'_>, range: Range<usize>) {
    let text = document.source.text.as_str();
    let mut at = range.start;
    for run in fields::runs(text, range.clone()) {
        let rows = run.range();
        prose::push(document, at..rows.start);
        // One look at all of a table tells that no cell has markup.
        let is_plain = !words::has_marks(&text.as_bytes()[rows.clone()]);
        let table = if is_plain {
            run.table(text, |field| Text::verbatim(text, Span::new(field)))
        } else {
            run.table(text, |field| words::of_cell(text, field))
        };
        document.blocks.push(content(BlockKind::Table(table)));
        at = rows.end;
    }
    prose::push(document, at..range.end);
}

/// Makes page blocks of the YAML lines between two lines of dashes that the file begins with, and gives their end.
fn push_front_matter(document: &mut Document<'_>) -> usize {
    let text = document.source.text.as_str();
    let Some(yaml) = front_matter(text) else { return 0 };
    text::push_lines(document, yaml.clone());
    for block in &mut document.blocks {
        block.region = Region::Page;
    }
    yaml.end + text[yaml.end..].find('\n').unwrap_or(text.len() - yaml.end)
}

fn front_matter(text: &str) -> Option<Range<usize>> {
    let (first, _) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = first.len() + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        if words == "---" {
            return Some(start..at);
        }
        if !words.is_empty() && !words.contains(':') && !words.starts_with(['-', '#']) {
            return None;
        }
        at += line.len();
    }
    None
}

/// The outermost raw HTML tables of `text` after `start`, each with its end tag.
fn html_tables(text: &str, start: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut tables = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in memchr_iter(b'<', &bytes[start..]).map(|at| start + at) {
        if is_tag(bytes, at, b"<table") {
            open.push(at);
        } else if is_tag(bytes, at, b"</table")
            && let Some(begin) = open.pop()
            && open.is_empty()
        {
            let end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1);
            tables.push(begin..end);
        }
    }
    tables
}

fn is_tag(bytes: &[u8], at: usize, tag: &[u8]) -> bool {
    let head = bytes.get(at..at + tag.len());
    let next = bytes.get(at + tag.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
        && next.is_some_and(|next| !next.is_ascii_alphanumeric())
}
