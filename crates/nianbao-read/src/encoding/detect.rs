//! Which encoding a file's bytes are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

use super::{DecodeError, binary, declared_charset, mapped};

/// The byte order mark as GB18030 writes it.
const GB18030_MARK: [u8; 4] = [0x84, 0x31, 0x95, 0x33];

/// How much of a file is looked at where a guess is enough, in bytes.
const SAMPLE: usize = 64 * 1024;

/// The encoding told by a byte order mark and the mark's length, or UTF-16 without a mark told by its NUL bytes.
///
/// # Errors
/// When NUL bytes show that the file is no text.
pub(super) fn by_mark_or_nul(
    bytes: &[u8],
) -> Result<Option<(&'static Encoding, usize)>, DecodeError> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Ok(Some(found));
    }
    if bytes.starts_with(&GB18030_MARK) {
        return Ok(Some((GB18030, GB18030_MARK.len())));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = memchr::memchr_iter(0, sample).count();
    if nuls == 0 {
        return Ok(None);
    }
    if let Some(encoding) = utf16_of(sample) {
        return Ok(Some((encoding, 0)));
    }
    // A stray NUL in a text is damage that the reader gets over; one in a hundred bytes is a binary file.
    if nuls * 100 >= sample.len() { Err(binary::unknown()) } else { Ok(None) }
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, with a few broken places. Text in GBK or Big5 makes
/// next to no sequence of three bytes that UTF-8 allows.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut broken = 0_usize;
    let mut long_chars = 0_usize;
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        long_chars += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
    }
    long_chars >= 4 * broken
}

/// The encoding of bytes that are neither UTF-8 nor UTF-16. Nearly all text in Big5 is valid GB18030 too, and means
/// nothing there, so common characters decide between the two, before what is valid and what is declared.
pub(super) fn legacy(bytes: &[u8]) -> &'static Encoding {
    let declared = declared_charset(bytes)
        .and_then(|declared| declared.encoding)
        .filter(|encoding| !encoding.is_single_byte() && encoding.is_ascii_compatible());
    let likely = likelier_chinese(bytes);
    let candidates = [Some(likely), declared, Some(GB18030), Some(BIG5)];
    let valid = candidates.into_iter().flatten().find(|encoding| is_valid(encoding, bytes));
    let found = valid.unwrap_or_else(|| {
        let guess = guess_of(bytes);
        let least = [likely, guess].into_iter().min_by_key(|encoding| damage(encoding, bytes));
        least.unwrap_or(likely)
    });
    match (is_gb(found), declared) {
        (false, _) => found,
        (true, Some(declared)) if declared == GBK && !has_four_byte_chars(bytes) => GBK,
        (true, _) => GB18030,
    }
}

/// Big5 or GB18030, whichever makes more of the characters common ones.
fn likelier_chinese(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // The 3,755 common characters of GB 2312, and its punctuation.
    let (gb_common, gb_all) =
        share(sample, |lead, trail| matches!(lead, 0xB0..=0xD7 | 0xA1..=0xA3) && trail >= 0xA1);
    // The 5,401 common characters of Big5, and its punctuation.
    let (big5_common, big5_all) = share(sample, |lead, _| matches!(lead, 0xA1..=0xC6));
    if big5_common * gb_all > gb_common * big5_all { BIG5 } else { GB18030 }
}

/// How many of the pairs of bytes that make a character are common, and how many there are.
fn share(bytes: &[u8], is_common: impl Fn(u8, u8) -> bool) -> (u64, u64) {
    let (mut common, mut all) = (0, 0);
    let mut at = 0;
    while let Some([lead, trail]) = bytes.get(at..at + 2) {
        if lead.is_ascii() {
            at += 1;
        } else {
            common += u64::from(is_common(*lead, *trail));
            all += 1;
            at += 2;
        }
    }
    (common, all)
}

/// Whether the encoding is one of the GB family, whose decoders are one and the same.
pub(crate) fn is_gb(encoding: &'static Encoding) -> bool {
    encoding == GBK || encoding == GB18030
}

fn guess_of(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    detector.guess(Some(b"cn"), Utf8Detection::Deny)
}

fn is_valid(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Number of broken places.
fn damage(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Whether text in the GB family has characters that only GB18030 has.
fn has_four_byte_chars(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        match mapped::gb_char_len(&bytes[at..]) {
            4 => return true,
            len => at += len,
        }
    }
    false
}

/// UTF-16 without a byte order mark, where nine in ten units of one byte order are characters a report has.
fn utf16_of(sample: &[u8]) -> Option<&'static Encoding> {
    let (units, _) = sample.as_chunks::<2>();
    let usual = |unit_of: fn([u8; 2]) -> u16| {
        units.iter().filter(|unit| is_usual_unit(unit_of(**unit))).count()
    };
    let little = usual(u16::from_le_bytes);
    let big = usual(u16::from_be_bytes);
    let (encoding, count) = if little >= big { (UTF_16LE, little) } else { (UTF_16BE, big) };
    (units.len() >= 2 && count * 10 >= units.len() * 9).then_some(encoding)
}

/// Whether a UTF-16 unit is ASCII text, Chinese, or Chinese punctuation.
fn is_usual_unit(unit: u16) -> bool {
    matches!(
        unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0 | 0x2010..=0x2027 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF
    )
}
