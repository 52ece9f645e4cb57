use encoding_rs::{BIG5, GB18030, GBK};

/// How a file's text becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with byte order mark.
    Utf8Bom,
    /// GBK.
    Gbk,
    /// GB18030.
    Gb18030,
    /// Big5, for Traditional characters.
    Big5,
    /// UTF-16, little-endian, with byte order mark.
    Utf16Le,
    /// UTF-16, big-endian, with byte order mark.
    Utf16Be,
}

impl FileEncoding {
    /// All encodings.
    pub const ALL: [FileEncoding; 7] = [
        FileEncoding::Utf8,
        FileEncoding::Utf8Bom,
        FileEncoding::Gbk,
        FileEncoding::Gb18030,
        FileEncoding::Big5,
        FileEncoding::Utf16Le,
        FileEncoding::Utf16Be,
    ];

    /// Its WHATWG name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            FileEncoding::Utf8 | FileEncoding::Utf8Bom => "utf-8",
            FileEncoding::Gbk => "gbk",
            FileEncoding::Gb18030 => "gb18030",
            FileEncoding::Big5 => "big5",
            FileEncoding::Utf16Le => "utf-16le",
            FileEncoding::Utf16Be => "utf-16be",
        }
    }

    /// The bytes of a file with `text`; a page that declares UTF-8 declares this encoding instead.
    ///
    /// # Panics
    /// When the encoding has no code for a character.
    #[track_caller]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let text = text
            .replace("charset=\"utf-8\"", &format!("charset=\"{}\"", self.name()))
            .replace("charset=utf-8", &format!("charset={}", self.name()));
        match self {
            FileEncoding::Utf8 => text.into_bytes(),
            FileEncoding::Utf8Bom => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            FileEncoding::Gbk => encode_with(GBK, &text),
            FileEncoding::Gb18030 => encode_with(GB18030, &text),
            FileEncoding::Big5 => encode_with(BIG5, &text),
            FileEncoding::Utf16Le => utf16(&text, u16::to_le_bytes),
            FileEncoding::Utf16Be => utf16(&text, u16::to_be_bytes),
        }
    }
}

#[track_caller]
fn encode_with(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{} has no code for some character", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let marked = ['\u{FEFF}'].into_iter().chain(text.chars());
    marked.flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()).flat_map(bytes).collect()
}
