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
    let first_run = runs.len();
    let set = collect(words, marks, runs);
    let runs = &runs[first_run..];
    Survey {
        longest_number: u32::try_from(longest_number(words, runs)).unwrap_or(u32::MAX),
        has_words: runs.iter().map(Range::len).sum::<usize>() < words.len(),
        marks: set,
    }
}

/// How many digits the longest number has that these `runs` make.
fn longest_number(words: &str, runs: &[Range<usize>]) -> usize {
    let (mut longest, mut digits, mut end) = (0, 0, 0);
    for run in runs {
        let goes_on = is_one_mark(words, end..run.start);
        digits = if goes_on { digits + run.len() } else { run.len() };
        end = run.end;
        longest = longest.max(digits);
    }
    longest
}

#[inline]
fn is_one_mark(words: &str, range: Range<usize>) -> bool {
    if range.len() > char::MAX_LEN_UTF8 {
        return false;
    }
    let mut chars = words[range].chars();
    let first = chars.next();
    first.is_some_and(|c| !c.is_ascii_alphanumeric() && !is_han(c)) && chars.as_str().is_empty()
}

/// Adds the marks of `words` to `marks` and their runs of ASCII digits to `runs`, and tells which marks there are.
fn collect(words: &str, marks: &mut Vec<Mark>, runs: &mut Vec<Range<usize>>) -> MarkSet {
    let low_bits = |third: u8| u32::from(third & 0x3F);
    let mut set = MarkSet::default();
    let mut rest = words.as_bytes();
    loop {
        rest = behind_han(rest);
        let at = words.len() - rest.len();
        let (char, behind) = match rest {
            // Nearly all marks.
            [0xE3, 0x80, third, behind @ ..] => (char::from_u32(0x3000 | low_bits(*third)), behind),
            [0xEF, 0xBC, third, behind @ ..] => (char::from_u32(0xFF00 | low_bits(*third)), behind),
            [b'0'..=b'9', behind @ ..] => {
                let len = 1 + behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
                runs.push(at..at + len);
                rest = &rest[len..];
                continue;
            }
            [b'A'..=b'Z' | b'a'..=b'z', behind @ ..] => (None, behind),
            [ascii @ ..0x80, behind @ ..] => (Some(char::from(*ascii)), behind),
            [] => return set,
            _ => {
                let char = words[at..].chars().next();
                (char.filter(|c| !is_han(*c)), &rest[char.map_or(rest.len(), char::len_utf8)..])
            }
        };
        if let Some(char) = char {
            set.insert(char);
            marks.push(Mark { at, char });
        }
        rest = behind;
    }
}

/// `bytes` behind the Han characters (U+4000 to U+9FFF) they begin with, which are most of a report.
#[inline]
fn behind_han(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [0xE4..=0xE9, _, _, behind @ ..] = rest {
        rest = behind;
    }
    rest
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
