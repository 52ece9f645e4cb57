//! From an edit to the bytes that it puts into the file.

use std::fmt::Write as _;

use nianbao_diagnostics::Edit;
use nianbao_document::Format;
use nianbao_read::{EncodeError, encode};
use nianbao_span::{Source, Span};

/// An edit with how its replacement is written.
#[derive(Clone, Debug)]
pub(super) struct WrittenEdit {
    /// What goes, in the source's text.
    pub(super) span: Span,
    /// What the reader sees in its place.
    pub(super) said: String,
    /// The same as the format writes it.
    written: String,
    /// The same in the file's encoding.
    bytes: Vec<u8>,
}

impl WrittenEdit {
    /// `edit` as it is written into `source`, which is in `format`.
    pub(super) fn new(
        edit: &Edit,
        source: &Source,
        format: Format,
    ) -> Result<WrittenEdit, EncodeError> {
        let written = written(&edit.replacement, format, source.encoding);
        let bytes = encode(source.encoding, &written)?;
        Ok(WrittenEdit { span: edit.span, said: edit.replacement.clone(), written, bytes })
    }
}

/// `words` as `format` writes them, so that they are words and no markup. A page can name a character that its encoding
/// cannot carry; in other formats people read the source, where a code in place of a character is damage.
fn written(words: &str, format: Format, encoding: &str) -> String {
    let mut written = String::with_capacity(words.len());
    for c in words.chars() {
        match (format, c) {
            (Format::Html, '<') => written.push_str("&lt;"),
            (Format::Html, '>') => written.push_str("&gt;"),
            (Format::Html, '&') => written.push_str("&amp;"),
            (Format::Html, _) if !is_carried(encoding, c) => {
                // Writing to a string cannot fail.
                let _ = write!(written, "&#{};", u32::from(c));
            }
            (Format::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|') => {
                written.extend(['\\', c]);
            }
            _ => written.push(c),
        }
    }
    written
}

fn is_carried(encoding: &str, c: char) -> bool {
    c.is_ascii()
        || !matches!(encode(encoding, c.encode_utf8(&mut [0; 4])), Err(EncodeError::NoCode(_)))
}

/// The source's text with `edits`, which are in order and apart, made.
pub(super) fn text_with<'e>(
    source: &Source,
    edits: impl IntoIterator<Item = &'e WrittenEdit>,
) -> String {
    let mut text = String::with_capacity(source.text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        text.push_str(&source.text[done..range.start]);
        text.push_str(&edit.written);
        done = range.end;
    }
    text.push_str(&source.text[done..]);
    text
}

/// The file's `bytes` with `edits`, which are in order and apart, made. All other bytes stay as they are.
pub(super) fn bytes_with<'e>(
    source: &Source,
    bytes: &[u8],
    edits: impl IntoIterator<Item = &'e WrittenEdit>,
) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for edit in edits {
        let range = source.file_span(edit.span).range();
        result.extend_from_slice(&bytes[done..range.start]);
        result.extend_from_slice(&edit.bytes);
        done = range.end;
    }
    result.extend_from_slice(&bytes[done..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, encoding: &str, words: &str, expected: &str) {
        assert_eq!(written(words, format, encoding), expected);
    }

    #[test]
    fn words_stay_words() {
        check(Format::Html, "utf-8", "〈a&b〉<>", "〈a&amp;b〉&lt;&gt;");
        check(Format::Markdown, "utf-8", "138****5678", "138\\*\\*\\*\\*5678");
        check(Format::Text, "utf-8", "138****5678 <&>", "138****5678 <&>");
    }

    #[test]
    fn a_page_names_what_its_encoding_cannot_carry() {
        check(Format::Html, "big5", "类，", "&#31867;，");
        check(Format::Html, "utf-16le", "类𠀀", "类𠀀");
        check(Format::Markdown, "big5", "类", "类");
    }
}
