//! A set of characters that costs the same quick look for every character of a text.

/// One bit for each character of the first plane, 8 KB; what lies behind it is in none.
#[derive(Debug)]
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// Whether `c` is in it.
    pub(crate) fn contains(&self, c: char) -> bool {
        u32::from(c) <= 0xFFFF && self.has(u32::from(c) as usize)
    }

    /// The members in `text` with their bytes, and every character behind the first plane.
    pub(crate) fn candidates(&self, text: &str) -> impl Iterator<Item = (usize, char)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            // Han characters of three bytes (U+4000 to U+9FFF) and ASCII need no decoding.
            while let Some(&first) = bytes.get(at) {
                let start = at;
                let may_be = match first {
                    ..0x80 => {
                        at += 1;
                        self.has(first.into())
                    }
                    0xE4..=0xE9 => {
                        at += 3;
                        let bits = |behind: usize| usize::from(bytes[start + behind] & 0x3F);
                        self.has(usize::from(first & 0x0F) << 12 | bits(1) << 6 | bits(2))
                    }
                    _ => {
                        let c = text[at..].chars().next()?;
                        at += c.len_utf8();
                        u32::from(c) > 0xFFFF || self.contains(c)
                    }
                };
                if may_be {
                    return text[start..].chars().next().map(|c| (start, c));
                }
            }
            None
        })
    }

    /// Whether the character number `index`, of the first plane, is in it.
    fn has(&self, index: usize) -> bool {
        self.0[index / 64 % 1024] >> (index % 64) & 1 == 1
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut set = CharSet([0; 1024]);
        for index in chars.into_iter().map(|c| u32::from(c) as usize) {
            if let Some(word) = set.0.get_mut(index / 64) {
                *word |= 1 << (index % 64);
            }
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn candidates_are_members_and_what_lies_behind_the_first_plane(
            text in "[a-e公开信息鏀é\u{e000}\u{3000}\u{f0000}𠀀]{0,24}",
        ) {
            let set: CharSet = ['c', '信', '鏀', 'é', '\u{e000}'].into_iter().collect();
            let expected = text.char_indices().filter(|(_, c)| set.contains(*c) || *c > '\u{ffff}');
            prop_assert_eq!(set.candidates(&text).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}
