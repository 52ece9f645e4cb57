//! Files that are no text, told by their first bytes.

use super::DecodeError;

/// First bytes of a kind of file, what it is and what to do about it.
struct Signature {
    bytes: &'static [u8],
    what: &'static str,
    advice: &'static str,
}

const SAVE_AS: &str = "请另存为 Word（.docx）、HTML、Markdown 或纯文本";

const SIGNATURES: [Signature; 12] = [
    Signature::new(b"%PDF-", "PDF 文件"),
    Signature::new(b"{\\rtf", "RTF 文件"),
    Signature::new(b"MIME-Version:", "网页归档文件（MHT）"),
    Signature::new(b"\x89PNG\r\n\x1A\n", "PNG 图片"),
    Signature::new(b"\xFF\xD8\xFF", "JPEG 图片"),
    Signature::new(b"GIF8", "GIF 图片"),
    Signature::new(b"BM\0\0\0\0", "BMP 图片"),
    Signature::new(b"II*\0", "TIFF 图片"),
    Signature::new(b"MM\0*", "TIFF 图片"),
    Signature::unpacked(b"Rar!\x1A\x07", "RAR 压缩包"),
    Signature::unpacked(b"7z\xBC\xAF\x27\x1C", "7z 压缩包"),
    Signature::unpacked(b"\x1F\x8B", "gzip 压缩包"),
];

/// What compound files begin with: documents of Office before 2007, and newer ones under a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Names of parts that tell what a zip archive holds.
const ZIP_PARTS: [(&[u8], &str); 2] =
    [(b"xl/", "Excel 文件（xlsx，暂不支持）"), (b"ppt/", "PowerPoint 文件（pptx，暂不支持）")];

/// How far into a zip archive names of parts are looked for, in bytes.
const ZIP_HEAD: usize = 8 * 1024;

impl Signature {
    const fn new(bytes: &'static [u8], what: &'static str) -> Signature {
        Signature { bytes, what, advice: SAVE_AS }
    }

    const fn unpacked(bytes: &'static [u8], what: &'static str) -> Signature {
        Signature { bytes, what, advice: "请解压后检查其中的文件" }
    }
}

/// The error for a file of a known kind that is no text.
pub(super) fn by_signature(bytes: &[u8]) -> Option<DecodeError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(&bytes[..bytes.len().min(ZIP_HEAD)]));
    }
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    let found = SIGNATURES.iter().find(|signature| bytes.starts_with(signature.bytes))?;
    Some(DecodeError::Binary { what: found.what, advice: found.advice })
}

/// The error for a file whose many NUL bytes show that it is no text.
pub(super) fn unknown() -> DecodeError {
    DecodeError::Binary { what: "二进制文件", advice: SAVE_AS }
}

/// What a compound file holds: an old document, or a new one under a password.
fn compound(bytes: &[u8]) -> DecodeError {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &encrypted).is_some() {
        return DecodeError::Binary {
            what: "加密的 Office 文件",
            advice: "请用密码打开，取消密码保护后另存再检查",
        };
    }
    DecodeError::Binary {
        what: "旧版 Office 文件（.doc、.xls、.wps）",
        advice: "请用 Word 或 WPS 打开，另存为 .docx 后再检查",
    }
}

fn zip(head: &[u8]) -> DecodeError {
    let part = ZIP_PARTS.iter().find(|(name, _)| contains(head, name));
    match part {
        Some((_, what)) => DecodeError::Binary { what, advice: SAVE_AS },
        None => DecodeError::Binary {
            what: "ZIP 压缩包", advice: "请解压后检查其中的文件"
        },
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
