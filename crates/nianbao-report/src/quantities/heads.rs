//! Where numbers in Chinese numerals begin.

use std::ops::Range;

use super::PERCENT_OF;
use super::number::may_follow_numeral;
use super::unit::may_begin_unit;

/// The numerals a number can begin with.
const NUMERALS: [char; 13] =
    ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];

/// Where the first number in Chinese numerals may begin within `range`: at a numeral with another or a unit behind it, or
/// at 百分之. 进一步, 一是 and 三公 are none.
pub(super) fn first_numeral(text: &str, range: Range<usize>) -> Option<usize> {
    let bytes = &text.as_bytes()[..range.end];
    let mut rest = &bytes[range.start..];
    loop {
        rest = match rest {
            &[first @ 0xE0..=0xEF, second, third, ref behind @ ..] => {
                let at = bytes.len() - rest.len();
                if may_be_numeral([first, second, third]) && may_begin(&text[at..]) {
                    return Some(at);
                }
                behind
            }
            [] => return None,
            [_, behind @ ..] => behind,
        };
    }
}

/// Whether a number may begin with `c`.
pub(super) fn is_head(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(&c)
}

/// Whether a character of these bytes may be one of [`NUMERALS`]; few others may.
#[inline]
fn may_be_numeral([_, second, third]: [u8; 3]) -> bool {
    const SECONDS: u64 = low_bits(1);
    const THIRDS: u64 = low_bits(2);
    THIRDS >> (third & 63) & 1 == 1 && SECONDS >> (second & 63) & 1 == 1
}

/// A bit for the last six bits of each numeral's byte at `place`.
const fn low_bits(place: u32) -> u64 {
    let mut bits = 0;
    let mut index = 0;
    while index < NUMERALS.len() {
        // Of three bytes, each later one holds six bits.
        bits |= 1 << (NUMERALS[index] as u32 >> (6 * (2 - place)) & 63);
        index += 1;
    }
    bits
}

fn may_begin(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| NUMERALS.contains(&c))
        && (chars.next().is_some_and(|c| may_follow_numeral(c) || may_begin_unit(c))
            || text.starts_with(PERCENT_OF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numeral_may_begin_a_number() {
        for c in NUMERALS {
            for text in [format!("共{c}件"), format!("é“{c}十"), format!("𠀀a{c}3")] {
                let at = text.find(c).unwrap();
                assert_eq!(first_numeral(&text, 0..text.len()), Some(at), "{text}");
                assert_eq!(first_numeral(&text, 0..at), None, "{text}");
            }
            assert!(is_head(c));
        }
        assert_eq!(first_numeral("达百分之", 0..12), Some(3));
        assert!(is_head('0') && !is_head('零') && !is_head('万') && !is_head('工'));
    }

    #[test]
    fn numerals_in_words_begin_none() {
        for text in ["进一步", "一是", "“三公”", "第二", "百", "千", "工作", ""] {
            assert_eq!(first_numeral(text, 0..text.len()), None, "{text}");
        }
    }

    #[test]
    fn the_quick_look_misses_no_numeral() {
        for c in '\u{800}'..='\u{FFFF}' {
            let mut bytes = [0; 3];
            c.encode_utf8(&mut bytes);
            assert!(may_be_numeral(bytes) || !NUMERALS.contains(&c), "{c}");
        }
    }
}
