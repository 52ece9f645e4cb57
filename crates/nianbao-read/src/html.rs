//! HTML.
use std::ops::Range;
use nianbao_document::Document;
use nianbao_span::{Source, Span};
pub(crate) fn read(source: &Source) -> Document<'_> { crate::text::read(source) }
pub(crate) fn read_part(document: &mut Document<'_>, range: Range<usize>) { crate::text::push_lines(document, range); }
pub(crate) fn image(_text: &str, _range: Range<usize>) -> Option<(Span, String)> { None }
