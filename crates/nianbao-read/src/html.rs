//! HTML: the tree that a browser builds, read as a person sees it.

mod blocks;
mod chunks;
mod elements;
mod grid;
mod marked;
mod page;
mod plain_table;
mod survey;
mod tag;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;
mod words;

use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use nianbao_document::{Document, Format, Problem, ProblemKind};
use nianbao_span::{Source, Span};

pub use self::marked::{Mark, marked_page};

use self::blocks::Nesting;
use self::survey::Survey;
use self::tree::Tree;
use crate::encoding::{declared_charset, is_gb};

/// Reads a page.
pub(crate) fn read(source: &Source) -> Document<'_> {
    let mut document = Document::new(source, Format::Html);
    document.problems.extend(wrong_charset(source));
    let text = source.text.as_str();
    let (tree, survey) = parse(&mut document, 0..text.len());
    document.page_title = survey.title.and_then(|title| blocks::words_of(&tree, text, title));
    blocks::push(&mut document, &tree, &survey, Nesting::Kept);
    document
}

/// Appends the blocks of HTML within another format.
pub(crate) fn read_part(document: &mut Document<'_>, range: Range<usize>) {
    let (tree, survey) = parse(document, range);
    blocks::push(document, &tree, &survey, Nesting::Flat);
}

fn parse(document: &mut Document<'_>, range: Range<usize>) -> (Tree, Survey) {
    let text = document.source.text.as_str();
    let tree = tokens::parse(text, range);
    if let Some(span) = tree.cut {
        let line = document.source.position(span.start).line;
        let message = format!("网页标签嵌套过深，第 {line} 行起的内容没有读取");
        document.problems.push(Problem { kind: ProblemKind::Limit, span, message });
    }
    let survey = Survey::of(&tree, text);
    (tree, survey)
}

/// The problem of a page that declares another character encoding than it is in.
fn wrong_charset(source: &Source) -> Option<Problem> {
    if source.text.is_ascii() {
        return None;
    }
    let declared = declared_charset(source.text.as_bytes())?;
    let encoding = declared.encoding?;
    let actual = Encoding::for_label(source.encoding.as_bytes())?;
    if are_compatible(encoding, actual) {
        return None;
    }
    let span = Span::new(declared.label);
    let message = format!("声明的编码是 {}，实际是 {}", source.slice(span), source.encoding);
    Some(Problem { kind: ProblemKind::WrongCharset, span, message })
}

fn are_compatible(declared: &'static Encoding, actual: &'static Encoding) -> bool {
    let is_utf16 = |encoding| [UTF_16LE, UTF_16BE].contains(&encoding);
    declared == actual
        || (is_gb(declared) && is_gb(actual))
        || (is_utf16(declared) && is_utf16(actual))
}
