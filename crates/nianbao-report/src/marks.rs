use std::ops::Range;

use nianbao_document::script::is_han;

/// A character that is neither a Han character nor an ASCII letter or digit: punctuation, a symbol, white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte it begins at, in the words it stands in.
    pub at: usize,
    /// The character.
    pub char: char,
}

impl Mark {
    /// Its bytes.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.at..self.at + self.char.len_utf8()
    }
}

/// A set of marks, to ask in one step whether words have one of several. The marks of ASCII up to `?` and those of general,
/// Chinese and full-width punctuation up to U+201F, U+301F and U+FF1F are told apart; all others are taken for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkSet([u32; 4]);

impl MarkSet {
    /// White space of any width.
    pub const BLANKS: MarkSet = MarkSet::of(&[
        ' ', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
        '\u{2007}', '\u{2008}', '\u{2009}', '\u{200A}', '\u{3000}', '\t',
    ]);

    /// The set of `marks`.
    #[inline]
    pub const fn of(marks: &[char]) -> MarkSet {
        let mut set = MarkSet([0; 4]);
        let mut rest = marks;
        while let [mark, behind @ ..] = rest {
            set.insert(*mark);
            rest = behind;
        }
        set
    }

    /// Whether some mark is in both, as far as marks are told apart.
    #[inline]
    pub const fn intersects(self, other: MarkSet) -> bool {
        let (own, other) = (self.0, other.0);
        own[0] & other[0] | own[1] & other[1] | own[2] & other[2] | own[3] & other[3] != 0
    }

    /// The marks of both sets.
    #[inline]
    const fn union(self, other: MarkSet) -> MarkSet {
        let (own, other) = (self.0, other.0);
        MarkSet([own[0] | other[0], own[1] | other[1], own[2] | other[2], own[3] | other[3]])
    }

    #[inline]
    const fn insert(&mut self, mark: char) {
        /// The place of a digit, which is no mark.
        const OTHERS: (usize, u32) = (0, '0' as u32);
        let code = mark as u32;
        let (part, place) = match code >> 5 {
            0x01 => (0, code),
            0x100 => (1, code),
            0x180 => (2, code),
            0x7F8 => (3, code),
            _ => OTHERS,
        };
        self.0[part] |= 1 << (place & 31);
    }
}

/// What one look at some words tells, so that rules need not look at every character again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// How many ASCII digits the longest number has; one mark between two digits does not end it.
    pub longest_number: u32,
    /// Whether there is anything but digits.
    pub has_words: bool,
    /// Which marks there are.
    pub marks: MarkSet,
}

impl Survey {
    /// Makes it what is known of both together.
    #[inline]
    pub(crate) fn add(&mut self, other: Survey) {
        self.longest_number = self.longest_number.max(other.longest_number);
        self.has_words |= other.has_words;
        self.marks = self.marks.union(other.marks);
    }

    /// Whether there is nothing, or a number as the tables have them.
    #[inline]
    pub(crate) fn is_number_or_empty(self) -> bool {
        const LONGEST_COUNT: u32 = 9;
        !self.has_words && self.longest_number <= LONGEST_COUNT
    }
}

/// Adds the marks of `words` to `marks` and their runs of ASCII digits to `runs`, in order.
pub(crate) fn survey(words: &str, marks: &mut Vec<Mark>, runs: &mut Vec<Range<usize>>) -> Survey {
    let set = MarkSet::default();
    let mut surveyor =
        Surveyor { words, marks, runs, set, digits: 0, longest: 0, all_digits: 0, end: 0 };
    let (blocks, last) = words.as_bytes().as_chunks();
    for (at, block) in (0..).step_by(BLOCK).zip(blocks) {
        surveyor.block(at, *block);
    }
    let mut filled = [0x80; BLOCK];
    filled[..last.len()].copy_from_slice(last);
    surveyor.block(words.len() - last.len(), filled);
    Survey {
        longest_number: u32::try_from(surveyor.longest).unwrap_or(u32::MAX),
        has_words: surveyor.all_digits < words.len(),
        marks: surveyor.set,
    }
}

/// Bytes looked at together.
const BLOCK: usize = 8;

/// Marks those of eight bytes, by their highest bit, that begin no Han character of U+4000 to U+9FFF and are no later byte
/// of a character. All eight are compared in one step: nearly every byte of a report is one of these.
#[inline]
fn others_in(block: [u8; BLOCK]) -> u64 {
    const EACH: u64 = u64::from_ne_bytes([1; BLOCK]);
    const HIGHEST_BITS: u64 = 0x80 * EACH;
    let bytes = u64::from_le_bytes(block);
    let low_bits = bytes & (0x3F * EACH);
    // What is added carries into the highest bit from 0x24 and from 0x2A on.
    let is_han = (low_bits + (0x80 - 0x24) * EACH) & !(low_bits + (0x80 - 0x2A) * EACH);
    let is_first = bytes & (bytes << 1);
    (!bytes | is_first & !is_han) & HIGHEST_BITS
}

struct Surveyor<'m> {
    words: &'m str,
    marks: &'m mut Vec<Mark>,
    runs: &'m mut Vec<Range<usize>>,
    set: MarkSet,
    /// How many digits the number has that goes on at `end`.
    digits: usize,
    /// How many the longest number has.
    longest: usize,
    /// How many there are.
    all_digits: usize,
    /// Where a digit, or the one mark behind it, ended.
    end: usize,
}

impl Surveyor<'_> {
    /// Surveys the bytes of `block`, which begins at `start`.
    #[inline]
    fn block(&mut self, start: usize, block: [u8; BLOCK]) {
        let mut others = others_in(block);
        while others != 0 {
            let at = start + others.trailing_zeros() as usize / 8;
            others &= others - 1;
            match self.words.as_bytes()[at] {
                // Of a run that was taken at its first digit.
                b'0'..=b'9' if at < self.end => {}
                b'0'..=b'9' => self.digits(at),
                b'A'..=b'Z' | b'a'..=b'z' => {}
                ascii @ ..0x80 => self.mark(Mark { at, char: char::from(ascii) }, 1),
                _ => self.long_char(at),
            }
        }
    }

    #[inline]
    fn digits(&mut self, start: usize) {
        let behind = &self.words.as_bytes()[start..];
        let len = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let before = if self.end == start { self.digits } else { 0 };
        self.digits = before + len;
        self.longest = self.longest.max(self.digits);
        self.all_digits += len;
        self.end = start + len;
        self.runs.push(start..self.end);
    }

    /// Takes the character at `at`, which is not ASCII.
    #[inline]
    fn long_char(&mut self, at: usize) {
        if let Some(char) = self.words[at..].chars().next().filter(|c| !is_han(*c)) {
            self.mark(Mark { at, char }, char.len_utf8());
        }
    }

    /// Adds a mark of `len` bytes.
    #[inline]
    fn mark(&mut self, mark: Mark, len: usize) {
        let before = mark.at.checked_sub(1).map(|before| self.words.as_bytes()[before]);
        if before.is_some_and(|before| before.is_ascii_digit()) {
            self.end = mark.at + len;
        }
        self.set.insert(mark.char);
        self.marks.push(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[(usize, char)], (longest_number, has_words): (u32, bool)) {
        let mut marks = Vec::new();
        let mut runs = Vec::new();
        let found = survey(words, &mut marks, &mut runs);
        assert_eq!(runs, crate::digit_runs(words).collect::<Vec<_>>(), "{words}");
        assert_eq!(marks.iter().map(|mark| (mark.at, mark.char)).collect::<Vec<_>>(), expected);
        let set = MarkSet::of(&marks.iter().map(|mark| mark.char).collect::<Vec<_>>());
        assert_eq!(found, Survey { longest_number, has_words, marks: set }, "{words}");
        assert!(marks.iter().all(|mark| words[mark.range()].starts_with(mark.char)));
    }

    #[test]
    fn marks_are_what_is_no_letter_digit_or_han_character() {
        check("", &[], (0, false));
        check("120", &[], (3, false));
        check("1,234.56", &[(1, ','), (5, '.')], (6, true));
        check("1，，234甲5", &[(1, '，'), (4, '，')], (3, true));
        check("公开12条，Abc。", &[(11, '，'), (17, '。')], (2, true));
        check("二二三年，12345678901234五", &[(12, '，')], (14, true));
        check("㐀\u{20000}○é\u{a0}%", &[(7, '○'), (10, 'é'), (12, '\u{a0}'), (14, '%')], (0, true));
    }

    #[test]
    fn eight_bytes_are_told_together_as_each_by_itself() {
        let is_other = |byte: u8| !matches!(byte, 0x80..=0xBF | 0xE4..=0xE9);
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                for around in [0, 0x7F, 0x80, 0xBF, 0xE3, 0xE4, 0xE9, 0xEA, 0xFF] {
                    let mut block = [around; BLOCK];
                    block[place] = byte;
                    let expected = block.map(|it| if is_other(it) { 0x80 } else { 0 });
                    assert_eq!(others_in(block).to_le_bytes(), expected, "{block:?}");
                }
            }
        }
    }

    #[test]
    fn sets_tell_the_usual_marks_apart_and_miss_none() {
        let usual: Vec<char> =
            "！（），：；？、。《》〈〉【】〔〕‘’“”—%()*,-./:;<>?".chars().collect();
        for c in ('\0'..='\u{FFFF}').filter(|c| !c.is_ascii_digit()) {
            let set = MarkSet::of(&[c]);
            assert!(set.intersects(set), "{c}");
            assert!(!c.is_whitespace() || set.intersects(MarkSet::BLANKS), "{c:?}");
            for mark in &usual {
                assert_eq!(set.intersects(MarkSet::of(&[*mark])), *mark == c, "{mark} {c}");
            }
        }
    }
}
