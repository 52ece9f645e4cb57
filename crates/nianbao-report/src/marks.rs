use std::ops::Range;

use nianbao_document::Characters;
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
    pub longest_number: usize,
    /// Whether there is anything but digits.
    pub has_words: bool,
    /// Which marks there are.
    pub marks: MarkSet,
}

impl Survey {
    /// Whether there is nothing, or a number as the tables have them.
    #[inline]
    pub(crate) fn is_number_or_empty(self) -> bool {
        const LONGEST_COUNT: usize = 9;
        !self.has_words && self.longest_number <= LONGEST_COUNT
    }
}

/// A [`Survey`] with what it is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surveyed {
    /// Where its marks stand among those found.
    pub marks: Range<usize>,
    /// Where its runs of digits stand among those found.
    pub runs: Range<usize>,
    /// What the words have.
    pub survey: Survey,
}

/// What surveys find, that of one after that of the other.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// The marks.
    pub marks: Vec<Mark>,
    /// The runs of ASCII digits.
    pub runs: Vec<Range<usize>>,
}

impl Findings {
    /// Surveys `words` and adds what it finds.
    pub(crate) fn survey(&mut self, words: &str) -> Surveyed {
        let mut surveyor = Surveyor::new(words, self);
        words.char_indices().for_each(|(at, c)| surveyor.add(at, c));
        surveyor.finish()
    }

    /// The same, and adds the characters of `words` to `characters`.
    pub(crate) fn survey_and_collect(
        &mut self,
        words: &str,
        characters: &mut Characters,
    ) -> Surveyed {
        let mut surveyor = Surveyor::new(words, self);
        // What it is not told of are Han characters.
        characters.add(words, |at, c| surveyor.add(at, c));
        surveyor.finish()
    }
}

struct Surveyor<'w, 'f> {
    words: &'w str,
    findings: &'f mut Findings,
    marks_start: usize,
    runs_start: usize,
    mark_set: MarkSet,
    longest_number: usize,
    /// How many digits the number has that goes on at `number_end`.
    digits: usize,
    /// Where a digit, or the one mark behind it, ended.
    number_end: usize,
    all_digits: usize,
}

impl<'w, 'f> Surveyor<'w, 'f> {
    fn new(words: &'w str, findings: &'f mut Findings) -> Surveyor<'w, 'f> {
        Surveyor {
            words,
            marks_start: findings.marks.len(),
            runs_start: findings.runs.len(),
            findings,
            mark_set: MarkSet::default(),
            longest_number: 0,
            digits: 0,
            number_end: 0,
            all_digits: 0,
        }
    }

    /// Takes note of the character `c` at `at`. Han characters need not be told of.
    #[inline]
    fn add(&mut self, at: usize, c: char) {
        match c {
            '0'..='9' => self.add_digit(at),
            'A'..='Z' | 'a'..='z' => {}
            c if is_han(c) => {}
            char => {
                let mark = Mark { at, char };
                if self.follows_digit(at) {
                    self.number_end = mark.range().end;
                }
                self.mark_set.insert(char);
                self.findings.marks.push(mark);
            }
        }
    }

    #[inline]
    fn add_digit(&mut self, at: usize) {
        self.all_digits += 1;
        self.digits = if self.number_end == at { self.digits + 1 } else { 1 };
        self.longest_number = self.digits.max(self.longest_number);
        self.number_end = at + 1;
        let goes_on = self.follows_digit(at);
        match self.findings.runs.last_mut() {
            Some(run) if goes_on => run.end = at + 1,
            _ => self.findings.runs.push(at..at + 1),
        }
    }

    fn follows_digit(&self, at: usize) -> bool {
        at > 0 && self.words.as_bytes()[at - 1].is_ascii_digit()
    }

    fn finish(self) -> Surveyed {
        let has_words = self.all_digits < self.words.len();
        Surveyed {
            marks: self.marks_start..self.findings.marks.len(),
            runs: self.runs_start..self.findings.runs.len(),
            survey: Survey { longest_number: self.longest_number, has_words, marks: self.mark_set },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[(usize, char)], (longest_number, has_words): (usize, bool)) {
        let mut found = Findings::default();
        let surveyed = found.survey(words);
        let Findings { marks, runs } = &found;
        assert_eq!((&surveyed.marks, &surveyed.runs), (&(0..marks.len()), &(0..runs.len())));
        assert_eq!(*runs, crate::digit_runs(words).collect::<Vec<_>>(), "{words}");
        assert_eq!(marks.iter().map(|mark| (mark.at, mark.char)).collect::<Vec<_>>(), expected);
        let set = MarkSet::of(&marks.iter().map(|mark| mark.char).collect::<Vec<_>>());
        let survey = Survey { longest_number, has_words, marks: set };
        assert_eq!(surveyed.survey, survey, "{words}");
        assert!(marks.iter().all(|mark| words[mark.range()].starts_with(mark.char)));
        let (mut same, mut characters) = (Findings::default(), Characters::default());
        assert_eq!(same.survey_and_collect(words, &mut characters).survey, survey, "{words}");
        assert_eq!((same.marks, same.runs), (found.marks, found.runs), "{words}");
        assert!(words.chars().all(|c| characters.contains(c)), "{words}");
    }

    #[test]
    fn marks_are_what_is_no_letter_digit_or_han_character() {
        check("", &[], (0, false));
        check("120", &[], (3, false));
        check("1,234.56", &[(1, ','), (5, '.')], (6, true));
        check("1，，234甲5", &[(1, '，'), (4, '，')], (3, true));
        check("公开12条，Abc。", &[(11, '，'), (17, '。')], (2, true));
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
