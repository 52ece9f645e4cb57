//! A file's bytes to text, with the way back from each character to its bytes.

mod binary;
mod declared;
mod detect;
mod mapped;

use encoding_rs::{Encoding, UTF_8};
use nianbao_span::{OffsetMap, Source};
use thiserror::Error;

pub(crate) use declared::declared_charset;
pub(crate) use detect::is_gb;

/// Why a file's bytes cannot become text. Displayed in Chinese, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Above [`Source::MAX_BYTES`].
    #[error("文件有 {bytes} 字节，超过 {max} 字节的上限，请拆分后再检查", max = Source::MAX_BYTES)]
    TooLarge {
        /// The file's size.
        bytes: u64,
    },
    /// A Word document that cannot be read.
    #[error(transparent)]
    Docx(#[from] crate::DocxError),
    /// Not a text file.
    #[error("文件是{what}，不是文本，{advice}")]
    Binary {
        /// What it is, in Chinese.
        what: &'static str,
        /// What to do, in Chinese.
        advice: &'static str,
    },
}

/// Decodes a file's bytes: by byte order mark, else as UTF-8 where that fits, else as the encoding that fits best among
/// the declared one and those in use for Chinese. A declaration that does not fit is not obeyed.
///
/// # Errors
/// When the file is too large or no text.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError> {
    if bytes.len() as u64 > Source::MAX_BYTES {
        return Err(DecodeError::TooLarge { bytes: bytes.len() as u64 });
    }
    if let Some(error) = binary::by_signature(&bytes) {
        return Err(error);
    }
    if let Some((encoding, mark)) = detect::by_mark_or_nul(&bytes)? {
        return Ok(decode_as(encoding, path, bytes, mark));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        return Ok(Source::from_text(path, text));
    }
    let encoding = if detect::is_mostly_utf8(&bytes) { UTF_8 } else { detect::legacy(&bytes) };
    Ok(decode_as(encoding, path, bytes, 0))
}

/// Decodes the bytes after a byte order mark of `mark` bytes; broken ones become U+FFFD.
fn decode_as(encoding: &'static Encoding, path: &str, bytes: Vec<u8>, mark: usize) -> Source {
    if encoding != UTF_8 {
        let (text, offsets) = mapped::decode(encoding, &bytes, mark);
        return Source::new(path, text, name_of(encoding), offsets);
    }
    let (text, offsets) = match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..mark);
            (text, OffsetMap::shifted(as_u32(mark)))
        }
        Err(error) => mapped::decode_utf8_lossy(error.as_bytes(), mark),
    };
    Source::new(path, text, name_of(UTF_8), offsets)
}

/// The encoding's WHATWG name in lower case.
fn name_of(encoding: &'static Encoding) -> &'static str {
    const NAMES: [&str; 11] = [
        "utf-8",
        "gbk",
        "gb18030",
        "big5",
        "utf-16le",
        "utf-16be",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "windows-1252",
        "iso-2022-jp",
    ];
    let name = encoding.name();
    NAMES.into_iter().find(|lower| lower.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// A byte offset as spans hold it.
fn as_u32(at: usize) -> u32 {
    u32::try_from(at).expect("a file above 256 MiB is refused")
}
