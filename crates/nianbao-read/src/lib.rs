//! Bytes to documents: encodings, and one reader for each format. Knows no official form and no rule.

use nianbao_document::{Document, Format};
use nianbao_span::Source;
use thiserror::Error;

/// Why a file's bytes cannot become text.
#[derive(Debug, Error)]
pub enum DecodeError {}

/// Decodes a file's bytes.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError> {
    Ok(Source::from_text(path, String::from_utf8_lossy(&bytes).into_owned()))
}

/// The format of a source, by its file name, else by its text.
pub fn format_of(source: &Source) -> Format {
    let _ = source;
    Format::Text
}

/// Reads a source. Never fails, never panics.
pub fn read(source: &Source, format: Format) -> Document<'_> {
    Document::new(source, format)
}
