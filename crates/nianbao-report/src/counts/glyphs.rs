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

/// Whether `word` stands in `chars` at `at`.
pub(super) fn stands_at(chars: &[char], at: usize, word: &str) -> bool {
    let mut rest = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether `word` stands somewhere in `chars`.
pub(super) fn contains(chars: &[char], word: &str) -> bool {
    (0..chars.len()).any(|at| stands_at(chars, at, word))
}
