//! Text back to bytes, for what is put into a file.

use encoding_rs::{EncoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

/// Why words cannot be put into a file. Displayed in Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// The encoding has no code for a character.
    #[error("“{0}”无法用文件的编码写入")]
    NoCode(char),
    /// What a byte means depends on the bytes before it, so nothing can be put between.
    #[error("文件的编码 {0} 不支持局部修改")]
    Stateful(&'static str),
    /// No encoding has this name.
    #[error("不认识的编码")]
    Unknown,
}

/// The bytes of `text` in the encoding that a [`Source`](nianbao_span::Source) names.
///
/// # Errors
/// When the encoding cannot carry it.
pub fn encode(encoding: &str, text: &str) -> Result<Vec<u8>, EncodeError> {
    let encoding = Encoding::for_label(encoding.as_bytes()).ok_or(EncodeError::Unknown)?;
    if encoding == UTF_8 {
        Ok(text.as_bytes().to_vec())
    } else if encoding == UTF_16LE {
        Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
    } else if encoding == UTF_16BE {
        Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect())
    } else if encoding == ISO_2022_JP {
        Err(EncodeError::Stateful(encoding.name()))
    } else {
        with_table(encoding, text)
    }
}

fn with_table(encoding: &'static Encoding, text: &str) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = encoding.new_encoder();
    let room = encoder.max_buffer_length_from_utf8_without_replacement(text.len());
    let mut bytes = Vec::with_capacity(room.unwrap_or_default());
    match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true) {
        (EncoderResult::InputEmpty, _) => Ok(bytes),
        (EncoderResult::Unmappable(c), _) => Err(EncodeError::NoCode(c)),
        (EncoderResult::OutputFull, _) => unreachable!("there is room for the longest result"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_writes_its_own_bytes() {
        for (encoding, bytes) in [
            ("utf-8", &b"\xEF\xBC\x8Ca"[..]),
            ("gbk", b"\xA3\xACa"),
            ("gb18030", b"\xA3\xACa"),
            ("big5", b"\xA1\x41a"),
            ("utf-16le", b"\x0C\xFFa\0"),
            ("utf-16be", b"\xFF\x0C\0a"),
        ] {
            assert_eq!(encode(encoding, "，a").as_deref(), Ok(bytes), "{encoding}");
        }
    }

    #[test]
    fn what_an_encoding_cannot_carry_is_an_error() {
        assert_eq!(encode("big5", "甲类"), Err(EncodeError::NoCode('类')));
        assert_eq!(encode("gbk", "𠀀"), Err(EncodeError::NoCode('𠀀')));
        assert_eq!(encode("gb18030", "𠀀").map(|bytes| bytes.len()), Ok(4));
        assert_eq!(encode("iso-2022-jp", "a"), Err(EncodeError::Stateful("ISO-2022-JP")));
        assert_eq!(encode("", "a"), Err(EncodeError::Unknown));
    }
}
