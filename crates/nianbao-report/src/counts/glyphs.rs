use std::ops::Range;

/// The characters of a line without white space, digits half-width, with the way back to its bytes.
pub(super) struct Glyphs {
    chars: Vec<char>,
    /// The byte where each character begins.
    starts: Vec<usize>,
    /// The byte where each character ends.
    ends: Vec<usize>,
}

impl Glyphs {
    pub(super) fn new(words: &str) -> Glyphs {
        let mut glyphs = Glyphs { chars: Vec::new(), starts: Vec::new(), ends: Vec::new() };
        for (at, c) in words.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            glyphs.chars.push(half_width(c));
            glyphs.starts.push(at);
            glyphs.ends.push(at + c.len_utf8());
        }
        glyphs
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The bytes of the line from the first character of `range` to its last.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.starts.get(range.start).or(self.ends.last()).copied().unwrap_or(0);
            return at..at;
        }
        self.starts[range.start]..self.ends[range.end - 1]
    }
}

/// Full-width digits as ASCII, everything else as it is.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}

/// Words to be looked for at many places, with a mark for each character one of them begins with, so that a place is
/// ruled out by one look.
pub(super) struct WordSet {
    heads: Vec<u64>,
    words: &'static [&'static str],
}

impl WordSet {
    /// The set of `words`; where several stand at one place, the first of the list is found.
    pub(super) fn new(words: &'static [&'static str]) -> WordSet {
        WordSet { heads: heads(words.iter().filter_map(|word| word.chars().next())), words }
    }

    /// The word that stands in `chars` at `at`.
    pub(super) fn at(&self, chars: &[char], at: usize) -> Option<&'static str> {
        let head = *chars.get(at)?;
        if !is_head(&self.heads, head) {
            return None;
        }
        self.words.iter().copied().find(|word| stands_at(chars, at, word))
    }

    /// Whether one of the words stands somewhere in `chars`.
    pub(super) fn is_in(&self, chars: &[char]) -> bool {
        (0..chars.len()).any(|at| self.at(chars, at).is_some())
    }
}

/// A bit for each character of the basic plane.
const PLANE_BITS: usize = 1 << 16;

/// Marks for characters; those beyond the basic plane have none of their own and are always taken for marked.
pub(super) fn heads(chars: impl Iterator<Item = char>) -> Vec<u64> {
    let mut heads = vec![0; PLANE_BITS / 64];
    for c in chars {
        if let Some(word) = heads.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }
    heads
}

/// Whether `c` is marked in `heads`.
pub(super) fn is_head(heads: &[u64], c: char) -> bool {
    heads.get(c as usize / 64).is_none_or(|word| word >> (c as usize % 64) & 1 == 1)
}

/// Whether `word` stands in `chars` at `at`.
pub(super) fn stands_at(chars: &[char], at: usize, word: &str) -> bool {
    let mut rest = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether `word` stands somewhere in `chars`.
pub(super) fn contains(chars: &[char], word: &str) -> bool {
    (0..chars.len()).any(|at| stands_at(chars, at, word))
}
