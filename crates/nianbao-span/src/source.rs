use crate::{LineIndex, OffsetMap, Position, Positions, Span};

/// One decoded file: the text all spans point into, and the way back to the file's bytes.
#[derive(Debug)]
pub struct Source {
    /// The path as it was given, with `/` between its parts.
    pub path: String,
    /// The decoded text without byte order mark.
    pub text: String,
    /// The encoding's WHATWG name in lower case, such as `utf-8` or `gb18030`.
    pub encoding: &'static str,
    /// From bytes of the text to bytes of the file.
    pub offsets: OffsetMap,
    lines: std::sync::OnceLock<LineIndex>,
}

impl Source {
    /// Largest file that is read, in bytes. A report has some ten thousand; this bounds memory.
    pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

    /// A source whose text is already decoded.
    pub fn new(
        path: impl Into<String>,
        text: String,
        encoding: &'static str,
        offsets: OffsetMap,
    ) -> Source {
        Source { path: path.into(), text, encoding, offsets, lines: std::sync::OnceLock::new() }
    }

    /// A source held in memory as UTF-8, as tests and editors have it.
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Source {
        Source::new(path, text.into(), "utf-8", OffsetMap::default())
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The bytes of the file under `span`.
    pub fn file_span(&self, span: Span) -> Span {
        Span {
            start: self.offsets.file_offset(span.start),
            end: self.offsets.file_offset(span.end),
        }
    }

    /// Line and columns of the character at `offset`, a byte of the text.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// Tells lines and columns of many places, quickly where each stands behind the one before.
    pub fn positions(&self) -> Positions<'_> {
        Positions::new(self.lines(), &self.text)
    }

    /// The index of the text's lines, made on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}
