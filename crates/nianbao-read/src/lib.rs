//! Bytes to documents: encodings, and one reader for each format.
//!
//! [`decode`] makes text of a file's bytes, [`format_of`] tells its format, [`read`] makes blocks of it; [`encode`] makes
//! bytes of words that are put into a file. Spans of everything that is read are exact places in the decoded text. This crate knows no official form and no rule, and
//! reads no files.

mod encode;
mod encoding;
mod fields;
mod format;
mod html;
mod markdown;
mod text;

use nianbao_document::{Document, Format};
use nianbao_span::Source;

pub use encode::{EncodeError, encode};
pub use encoding::{DecodeError, decode};
pub use format::format_of;

/// Reads a source. Never fails, never panics: what was odd stands in [`Document::problems`].
pub fn read(source: &Source, format: Format) -> Document<'_> {
    match format {
        Format::Text => text::read(source),
        Format::Markdown => markdown::read(source),
        Format::Html => html::read(source),
    }
}
