/// A set of characters that are looked up quickly, and all at once in another set: one bit for each character of the
/// first plane, 8 KB. Characters behind the first plane are taken for one: it has all of them or none.
#[derive(Clone, Debug)]
pub struct CharSet {
    /// By the characters' numbers, 64 in a word.
    words: Box<[u64; WORDS]>,
    has_others: bool,
}

const WORDS: usize = 1024;

impl CharSet {
    /// Whether `c` is in it.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        match u16::try_from(u32::from(c)) {
            Ok(code) => self.has(usize::from(code >> 6), code),
            Err(_) => self.has_others,
        }
    }

    /// Whether some character is in both.
    pub fn intersects(&self, other: &CharSet) -> bool {
        // Without a way out in between, the processor compares several words at once.
        let common = self.words.iter().zip(other.words.iter()).fold(0, |any, (a, b)| any | a & b);
        common != 0 || self.has_others && other.has_others
    }

    /// Its characters in `text`, with their places.
    pub fn members_in<'t>(&self, text: &'t str) -> Members<'_, 't> {
        self.members_from(text, 0)
    }

    /// Its characters in `text` from byte `start` on, with their places.
    pub(crate) fn members_from<'t>(&self, text: &'t str, start: usize) -> Members<'_, 't> {
        Members { set: self, text, rest: &text.as_bytes()[start..] }
    }

    /// The characters that are in `other` too; one for all those behind the first plane.
    pub fn common(&self, other: &CharSet) -> impl Iterator<Item = char> {
        /// Words that the processor compares at once, since most have nothing in common.
        const STEP: usize = 32;
        let (own_parts, _) = self.words.as_chunks::<STEP>();
        let (other_parts, _) = other.words.as_chunks::<STEP>();
        let parts = (0..).step_by(STEP).zip(own_parts.iter().zip(other_parts));
        let with_common = parts.filter(|(_, (own, other))| {
            own.iter().zip(*other).fold(0, |any, (own, other)| any | own & other) != 0
        });
        let words =
            with_common.flat_map(|(first, (own, other))| (first..).zip(own.iter().zip(other)));
        let characters = words.flat_map(|(word, (own, other))| {
            let mut bits = own & other;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                char::from_u32(word << 6 | bit)
            })
        });
        let others = (self.has_others && other.has_others).then_some('\u{10000}');
        characters.chain(others)
    }

    /// Adds the characters of `text`. Of each small ASCII letter `on_letter` is told what stands before it.
    #[inline]
    pub(crate) fn insert_all(&mut self, text: &str, mut on_letter: impl FnMut(&[u8])) {
        let bytes = text.as_bytes();
        let mut rest = bytes;
        loop {
            let words = &mut *self.words;
            // Han characters and nearly all marks of a report.
            while let [first @ 0xE0..=0xEF, second, third, behind @ ..] = rest {
                words[word_of(*first, *second)] |= 1 << (third & 63);
                rest = behind;
            }
            while let [ascii @ ..0x80, behind @ ..] = rest {
                words[usize::from(ascii >> 6)] |= 1 << (ascii & 63);
                if ascii.is_ascii_lowercase() {
                    on_letter(&bytes[..bytes.len() - rest.len()]);
                }
                rest = behind;
            }
            if let [0xC0..=0xDF | 0xF0.., ..] = rest {
                let Some(c) = text[bytes.len() - rest.len()..].chars().next() else { return };
                self.insert(c);
                rest = &rest[c.len_utf8()..];
            } else if rest.is_empty() {
                return;
            }
        }
    }

    /// Adds `c`.
    fn insert(&mut self, c: char) {
        match u16::try_from(u32::from(c)) {
            Ok(code) => self.words[usize::from(code >> 6)] |= 1 << (code & 63),
            Err(_) => self.has_others = true,
        }
    }

    #[inline]
    fn has(&self, word: usize, low_bits: u16) -> bool {
        self.words[word % WORDS] >> (low_bits & 63) & 1 == 1
    }
}

/// The characters of a set in a text, as [`CharSet::members_in`] finds them.
#[derive(Clone, Debug)]
pub struct Members<'s, 't> {
    set: &'s CharSet,
    text: &'t str,
    /// The bytes not looked at yet.
    rest: &'t [u8],
}

impl Iterator for Members<'_, '_> {
    type Item = (usize, char);

    #[inline]
    fn next(&mut self) -> Option<(usize, char)> {
        let words = &*self.set.words;
        let has = |word: usize, low_bits: u8| words[word % WORDS] >> (low_bits & 63) & 1 == 1;
        let mut rest = self.rest;
        loop {
            let at = self.text.len() - rest.len();
            match rest {
                // Han characters and nearly all marks of a report.
                [first @ 0xE0..=0xEF, second, third, behind @ ..] => {
                    let word = word_of(*first, *second);
                    if has(word, *third) {
                        self.rest = behind;
                        let code = word << 6 | usize::from(third & 0x3F);
                        return char::from_u32(u32::try_from(code).ok()?).map(|c| (at, c));
                    }
                    rest = behind;
                }
                [ascii @ ..0x80, behind @ ..] => {
                    if has(usize::from(ascii >> 6), *ascii) {
                        self.rest = behind;
                        return Some((at, char::from(*ascii)));
                    }
                    rest = behind;
                }
                [] => {
                    self.rest = rest;
                    return None;
                }
                _ => {
                    let c = self.text[at..].chars().next()?;
                    rest = &rest[c.len_utf8()..];
                    if self.set.contains(c) {
                        self.rest = rest;
                        return Some((at, c));
                    }
                }
            }
        }
    }
}

/// Where the bit of a character of three bytes stands; which one it is, the last six bits of its third byte say.
#[inline]
fn word_of(first: u8, second: u8) -> usize {
    usize::from(first & 0x0F) << 6 | usize::from(second & 0x3F)
}

impl Default for CharSet {
    fn default() -> CharSet {
        CharSet { words: Box::new([0; WORDS]), has_others: false }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut set = CharSet::default();
        set.extend(chars);
        set
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        chars.into_iter().for_each(|c| self.insert(c));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "[a-e公开信息鏀é\u{7FF}\u{800}\u{e000}\u{3000}\u{ffff}\u{f0000}𠀀]{0,24}";

    proptest! {
        #[test]
        fn members_are_those_it_contains(set in TEXT, text in TEXT) {
            let (set, in_set): (CharSet, Vec<char>) = (set.chars().collect(), set.chars().collect());
            let has_others = in_set.iter().any(|c| *c > '\u{ffff}');
            let is_member = |c: char| in_set.contains(&c) || has_others && c > '\u{ffff}';
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| is_member(*c)).collect();
            prop_assert!(text.chars().all(|c| set.contains(c) == is_member(c)));
            prop_assert_eq!(set.members_in(&text).collect::<Vec<_>>(), expected.clone());
            let of_text: CharSet = text.chars().collect();
            prop_assert_eq!(set.intersects(&of_text), !expected.is_empty());
            let mut common: Vec<char> = expected.iter().map(|(_, c)| *c.min(&'\u{10000}')).collect();
            common.sort_unstable();
            common.dedup();
            prop_assert_eq!(set.common(&of_text).collect::<Vec<_>>(), common);
            let mut all = CharSet::default();
            all.insert_all(&text, |before| assert!(text.as_bytes().starts_with(before)));
            prop_assert!(text.chars().all(|c| all.contains(c)));
            prop_assert_eq!(all.intersects(&set), !expected.is_empty());
        }
    }
}
