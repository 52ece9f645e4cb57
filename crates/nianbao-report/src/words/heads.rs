/// Characters of the basic plane that something begins with: words, numbers, names.
#[derive(Clone, Debug)]
pub(crate) struct Heads {
    /// By the last six bits of the third byte of a character, a bit for each last five bits of its first: most characters
    /// are ruled out by this one look.
    rough: [u32; 64],
    /// A bit for each character.
    exact: Box<[u64; 1 << 10]>,
}

impl Default for Heads {
    fn default() -> Heads {
        Heads { rough: [0; 64], exact: Box::new([0; 1 << 10]) }
    }
}

impl FromIterator<char> for Heads {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Heads {
        let mut heads = Heads::default();
        heads.extend(chars);
        heads
    }
}

impl Extend<char> for Heads {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for c in chars {
            let code = u32::from(c) as usize;
            let Some(bits) = self.exact.get_mut(code / 64) else { continue };
            *bits |= 1 << (code % 64);
            if let [first, _, third] = c.encode_utf8(&mut [0; 4]).as_bytes() {
                self.rough[usize::from(third & 0x3F)] |= 1 << (first & 0x1F);
            }
        }
    }
}

impl Heads {
    /// Whether `c` is one.
    #[inline]
    pub(crate) fn contains(&self, c: char) -> bool {
        self.has(u32::from(c) as usize)
    }

    #[inline]
    fn has(&self, code: usize) -> bool {
        self.exact.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }

    /// Where in `bytes`, which are those of a text, the first of them stands.
    #[inline]
    pub(crate) fn first_in(&self, bytes: &[u8]) -> Option<usize> {
        let low = |byte: u8| usize::from(byte & 0x3F);
        let may_be = |first: u8, third: u8| self.rough[low(third)] >> (first & 0x1F) & 1 == 1;
        let mut rest = bytes;
        loop {
            let (is_head, len) = match *rest {
                // Two characters of three bytes that are none, as nearly always.
                [first @ 0xE0..=0xFF, _, third, next @ 0xE0..=0xFF, _, last, ref behind @ ..]
                    if !may_be(first, third) && !may_be(next, last) =>
                {
                    rest = behind;
                    continue;
                }
                // The fourth byte of a longer character is passed over by itself.
                [first @ 0xE0..=0xFF, second, third, ..] => {
                    let code = usize::from(first & 0x0F) << 12 | low(second) << 6 | low(third);
                    (first < 0xF0 && self.has(code), 3)
                }
                [first @ 0xC0..0xE0, second, ..] => {
                    (self.has(usize::from(first & 0x1F) << 6 | low(second)), 2)
                }
                [first, ..] => (first < 0x80 && self.has(usize::from(first)), 1),
                [] => return None,
            };
            if is_head {
                return Some(bytes.len() - rest.len());
            }
            rest = &rest[len..];
        }
    }

    /// Where they stand in `text`, in order.
    #[inline]
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.first_in(text.as_bytes().get(from..)?)?;
            // Within a character there is nothing to be found.
            from = at + 1;
            Some(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_every_length_are_found() {
        let all = ['\0', '"', '7', 'é', '߿', 'ࠀ', '，', '㐀', '一', '公', '鿿', '\u{FFFD}'];
        let other = ['8', 'è', '。', '㐁', '丁', '兮', '\u{20000}', '\u{10FFFF}'];
        for head in all {
            let heads: Heads = [head].into_iter().collect();
            assert!(heads.contains(head));
            for before in all.into_iter().chain(other).filter(|c| *c != head) {
                assert!(!heads.contains(before));
                let text = format!("{before}{before}{head}{before}{head}");
                let found: Vec<usize> = heads.places(&text).collect();
                let expected: Vec<usize> = text.match_indices(head).map(|(at, _)| at).collect();
                assert_eq!(found, expected, "{head} behind {before}");
            }
        }
        let heads: Heads = ['\u{20000}'].into_iter().collect();
        assert_eq!(heads.places("\u{20000}").next(), None, "beyond the plane");
    }
}
