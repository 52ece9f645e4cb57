//! Text whose bytes were read in the wrong encoding, told by reading them back: only what is sound Chinese in UTF-8
//! counts.

use std::ops::RangeInclusive;
use std::str::Chars;
use std::sync::LazyLock;

use encoding_rs::{Encoding, GBK, WINDOWS_1252};
use nianbao_lint::document::CharSet;
use nianbao_lint::document::script::is_han;

/// What stood in the file before a run was misread.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misread {
    /// Bytes of the misread run.
    pub(crate) len: usize,
    /// What it should read, where that is ordinary Chinese; text misread more than once is not.
    pub(crate) intended: Option<String>,
}

/// Two characters of a run may come out by chance, four do not.
const FEWEST: usize = 4;

/// The run of UTF-8 read as GBK that `text` begins with, such as `鏀垮簻淇℃伅` for 政府信息.
pub(crate) fn utf8_as_gbk(text: &str) -> Option<Misread> {
    if !may_be_utf8_as_gbk(text.chars()) {
        return None;
    }
    let (len, intended) = read_back(text, GBK, |_| true);
    let is_ordinary = intended.chars().all(is_ordinary);
    (intended.chars().count() >= FEWEST)
        .then(|| Misread { len, intended: is_ordinary.then_some(intended) })
}

/// Whether the first three of `chars` can be those of a run of UTF-8 read as GBK.
fn may_be_utf8_as_gbk(mut chars: Chars<'_>) -> bool {
    let is_other = |c: char| !is_han(c) && !c.is_ascii();
    if !chars.next().is_some_and(|c| GBK_BEGINNINGS.contains(c)) {
        return false;
    }
    match chars.next() {
        Some(c) if is_han(c) => {
            GBK_SECONDS.contains(c)
                && chars.next().is_some_and(|c| GBK_THIRDS.contains(c) || is_other(c))
        }
        // It may stand for a single byte, and the next character begin anew.
        next => next.is_some_and(is_other),
    }
}

/// The run of UTF-8 read as Western European that `text` begins with, such as `ï¼Œ` for a comma.
pub(crate) fn utf8_as_latin(text: &str) -> Option<Misread> {
    let mut chars = text.chars();
    let is_possible = may_begin_utf8_as_latin(chars.next()?)
        && chars.next().is_some_and(|c| !c.is_ascii() && !is_han(c));
    if !is_possible {
        return None;
    }
    let (len, intended) = read_back(text, WINDOWS_1252, is_ordinary);
    (len > 0).then_some(Misread { len, intended: Some(intended) })
}

/// Whether a run of UTF-8 read as Western European may begin with `c`.
pub(crate) fn may_begin_utf8_as_latin(c: char) -> bool {
    matches!(c, 'Â' | 'Ã' | 'â'..='ï')
}

/// Writes the beginning of `text` in `encoding` and reads it as UTF-8, as far as that gives characters `accept` takes:
/// the bytes of `text` that went into it, and what came out.
fn read_back(text: &str, encoding: &'static Encoding, accept: fn(char) -> bool) -> (usize, String) {
    let mut read = (0, String::new());
    let mut pending: Vec<u8> = Vec::with_capacity(4);
    let mut decoded = String::new();
    for (at, c) in text.char_indices() {
        if c.is_ascii() || !push_bytes(c, encoding, &mut pending) {
            break;
        }
        match take_character(&mut pending) {
            Taken::Character(intended) if accept(intended) => decoded.push(intended),
            Taken::Nothing => continue,
            Taken::Character(_) | Taken::Unsound => break,
        }
        if pending.is_empty() {
            read.0 = at + c.len_utf8();
            read.1.push_str(&decoded);
            decoded.clear();
        }
    }
    read
}

/// Appends `c` as `encoding` writes it; false where it cannot.
fn push_bytes(c: char, encoding: &'static Encoding, bytes: &mut Vec<u8>) -> bool {
    // Windows leaves five bytes of this encoding unassigned; readers pass them through as control characters.
    if let ('\u{80}'..='\u{9f}', Ok(byte)) = (c, u8::try_from(u32::from(c))) {
        bytes.push(byte);
        return true;
    }
    let mut buffer = [0; 4];
    let (encoded, _, unmappable) = encoding.encode(c.encode_utf8(&mut buffer));
    bytes.extend_from_slice(&encoded);
    !unmappable
}

enum Taken {
    /// A whole character.
    Character(char),
    /// Nothing yet: more bytes must come.
    Nothing,
    /// What no UTF-8 text has.
    Unsound,
}

/// Takes the first character off `bytes`.
fn take_character(bytes: &mut Vec<u8>) -> Taken {
    let len = match bytes.first() {
        Some(0xc2 | 0xc3) => 2,
        Some(0xe2..=0xef) => 3,
        _ => return Taken::Unsound,
    };
    let Some(sequence) = bytes.get(..len) else { return Taken::Nothing };
    let character = std::str::from_utf8(sequence).ok().and_then(|text| text.chars().next());
    bytes.drain(..len);
    character.map_or(Taken::Unsound, Taken::Character)
}

/// Whether `c` is what a Chinese report is made of: a frequent character, that is one of GB 2312, or a mark.
fn is_ordinary(c: char) -> bool {
    if is_han(c) {
        let mut buffer = [0; 4];
        let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
        return !unmappable && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe]);
    }
    matches!(c, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{301f}' | '\u{ff00}'..='\u{ff5e}')
}

/// Han characters that a run of UTF-8 read as GBK may begin with: what GBK makes of the first two bytes of Chinese
/// characters and marks in UTF-8.
pub(crate) static GBK_BEGINNINGS: LazyLock<CharSet> = LazyLock::new(|| {
    let marks = [[0xe2, 0x80], [0xe3, 0x80], [0xef, 0xbc]];
    let characters = pairs(0xe4..=0xe9, 0x80..=0xbf);
    han_in_gbk(marks.into_iter().chain(characters))
});

/// Han characters that the second one of such a run may be: what GBK makes of the last byte of a character and the first
/// of the next.
static GBK_SECONDS: LazyLock<CharSet> =
    LazyLock::new(|| han_in_gbk(pairs(0x81..=0xbf, 0xc2..=0xef)));

/// Han characters that may follow two Han characters of such a run: what GBK makes of the last two bytes of a character, or
/// of the last byte of a short one and the first of the next.
static GBK_THIRDS: LazyLock<CharSet> =
    LazyLock::new(|| han_in_gbk(pairs(0x81..=0xbf, 0x80..=0xef)));

fn pairs(first: RangeInclusive<u8>, second: RangeInclusive<u8>) -> impl Iterator<Item = [u8; 2]> {
    first.flat_map(move |first| second.clone().map(move |second| [first, second]))
}

/// The Han characters among those that `pairs` of bytes stand for.
fn han_in_gbk(pairs: impl Iterator<Item = [u8; 2]>) -> CharSet {
    let bytes: Vec<u8> = pairs.flatten().collect();
    let (decoded, _) = GBK.decode_without_bom_handling(&bytes);
    decoded.chars().filter(|c| is_han(*c)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `text` as a reader sees it who takes its UTF-8 for `encoding`.
    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn words_of_the_genre_are_read_back() {
        for words in ["政府信息公开", "工作年度报告", "，现将有关情况", "依申请公开、主动公开"]
        {
            let gbk = misread(words, GBK);
            let intended = utf8_as_gbk(&gbk).unwrap().intended.unwrap();
            assert!(words.starts_with(&intended), "{gbk} → {intended}");
            assert!(intended.chars().count() + 1 >= words.chars().count(), "{intended}");
            let latin = misread(words, WINDOWS_1252);
            let expected = Misread { len: latin.len(), intended: Some(words.to_owned()) };
            assert_eq!(utf8_as_latin(&latin), Some(expected));
        }
        for mark in ["，", "“", "…", "·", "é"] {
            let found = utf8_as_latin(&misread(mark, WINDOWS_1252)).unwrap();
            assert_eq!(found.intended.as_deref(), Some(mark));
        }
    }

    #[test]
    fn runs_begin_with_the_first_two_bytes() {
        for c in '\u{4e00}'..='\u{9fff}' {
            let text = c.to_string();
            let (bytes, _, unmappable) = GBK.encode(&text);
            let begins =
                matches!(*bytes, [0xe4..=0xe9, 0x80..=0xbf] | [0xe2 | 0xe3, 0x80] | [0xef, 0xbc]);
            assert_eq!(GBK_BEGINNINGS.contains(c), begins && !unmappable, "{c}");
        }
    }

    #[test]
    fn han_characters_that_cannot_go_on_lead_to_nothing() {
        for c in ('\u{3400}'..='\u{FAFF}').filter(|c| is_han(*c)) {
            let text = c.to_string();
            let (bytes, _, unmappable) = GBK.encode(&text);
            let may_be = |second: RangeInclusive<u8>| {
                !unmappable && matches!(*bytes, [0x80..=0xbf, last] if second.contains(&last))
            };
            assert!(GBK_SECONDS.contains(c) || !may_be(0xc2..=0xef), "{c}");
            assert!(GBK_THIRDS.contains(c) || !may_be(0x80..=0xef), "{c}");
        }
    }

    proptest! {
        #[test]
        fn what_can_be_no_run_leads_to_nothing(
            text in "[鏀垮簻淇℃伅鍏紑宸ヤ綔€\u{80}渚澹錄鏈政府工作市中，a]{1,8}",
        ) {
            if !may_be_utf8_as_gbk(text.chars()) {
                let (_, intended) = read_back(&text, GBK, |_| true);
                let begins = text.chars().next().is_some_and(|c| GBK_BEGINNINGS.contains(c));
                prop_assert!(!begins || intended.chars().count() < FEWEST, "{}", intended);
            }
        }
    }

    #[test]
    fn text_misread_twice_is_found_but_not_read() {
        let twice = misread(&misread("政府信息公开工作", GBK), GBK);
        assert_eq!(utf8_as_gbk(&twice).map(|found| found.intended), Some(None));
    }

    #[test]
    fn sound_text_is_no_misreading() {
        for text in [
            "淇县政府",
            "涓滴之水",
            "溧阳市规划局各级机构",
            "é，",
            "ātman",
            "×·3",
            "âme",
            "öffentlich",
            "汶川",
        ] {
            assert_eq!(utf8_as_gbk(text), None, "{text}");
            assert_eq!(utf8_as_latin(text), None, "{text}");
        }
    }
}
