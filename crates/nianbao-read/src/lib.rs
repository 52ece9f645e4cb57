//! Bytes to documents: encodings, and one reader for each format.
//!
//! [`open`] makes text of a file of any format. For text formats, [`decode`] makes text of the bytes, [`format_of`] tells the
//! format, [`read`] makes blocks of it; [`encode`] makes bytes of words that are put into a file. Spans of everything that
//! is read are exact places in the decoded text, or in the plain text that [`Docx`] makes of a Word document. This crate
//! knows no official form and no rule, and reads no files.

mod docx;
mod encode;
mod encoding;
mod fields;
mod format;
mod html;
mod markdown;
mod open;
mod text;

use nianbao_document::{Document, Format};
use nianbao_span::Source;

pub use docx::{Comment, Docx, DocxError, DocxFault, Revision};
pub use encode::{EncodeError, encode};
pub use encoding::{DecodeError, decode};
pub use format::format_of;
pub use html::{Mark, marked_page};
pub use open::{Opened, open};

/// Reads a source. Never fails, never panics: what was odd stands in [`Document::problems`].
pub fn read(source: &Source, format: Format) -> Document<'_> {
    match format {
        // Of a Word document's text alone, without what else was read of it, only lines are known.
        Format::Text | Format::Docx => text::read(source),
        Format::Markdown => markdown::read(source),
        Format::Html => html::read(source),
    }
}
