use nianbao_document::{Document, Format};
use nianbao_span::Source;

use crate::docx::{self, Docx};
use crate::{DecodeError, decode, format_of, read};

/// A file's text, and what blocks are made of it with.
#[derive(Debug)]
pub struct Opened {
    /// The text that spans point into.
    pub source: Source,
    /// The format of the file.
    pub format: Format,
    /// What else was read of a Word document.
    pub docx: Option<Box<Docx>>,
}

impl Opened {
    /// A text that is already decoded, as an editor has it.
    pub fn text(source: Source) -> Opened {
        let format = format_of(&source);
        Opened { source, format, docx: None }
    }

    /// The blocks of the file.
    pub fn document(&self) -> Document<'_> {
        match &self.docx {
            Some(docx) => docx.document(&self.source),
            None => read(&self.source, self.format),
        }
    }
}

/// Opens a file of any format that is read: what its bytes are decides, not its name.
///
/// # Errors
/// When the file is too large, broken, or of another kind.
pub fn open(path: &str, bytes: Vec<u8>) -> Result<Opened, DecodeError> {
    if bytes.len() as u64 > Source::MAX_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len() as u64 });
    }
    if docx::is_zip(&bytes)
        && let Some((source, docx)) = docx::open(path, &bytes)?
    {
        return Ok(Opened { source, format: Format::Docx, docx: Some(Box::new(docx)) });
    }
    let is_empty = bytes.is_empty();
    let source = decode(path, bytes)?;
    match docx::misnamed(path) {
        Some(error) if !is_empty => Err(error.into()),
        _ => Ok(Opened::text(source)),
    }
}
