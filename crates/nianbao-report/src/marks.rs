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

/// What one look at some words tells, so that rules need not look at every character again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// How many ASCII digits the longest number has; one mark between two digits does not end it.
    pub longest_number: usize,
    /// How many other characters.
    pub others: usize,
}

impl Survey {
    /// Whether there is nothing, or a number as the tables have them.
    pub(crate) fn is_number_or_empty(self) -> bool {
        const LONGEST_COUNT: usize = 9;
        self.others == 0 && self.longest_number <= LONGEST_COUNT
    }
}

/// Adds the marks of `words` to `marks`, in order.
pub(crate) fn survey(words: &str, marks: &mut Vec<Mark>) -> Survey {
    /// Characters that begin with these bytes are Han characters (U+4000 to U+9FFF), of three bytes.
    const HAN: std::ops::RangeInclusive<u8> = 0xE4..=0xE9;
    let bytes = words.as_bytes();
    let mut longest_number = 0;
    let mut digits = 0;
    // Where a digit, or the one mark behind it, ended.
    let mut number_end = 0;
    let mut others = 0;
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        match first {
            b'0'..=b'9' => {
                digits = if number_end == at { digits + 1 } else { 1 };
                longest_number = digits.max(longest_number);
                at += 1;
                number_end = at;
                continue;
            }
            b'A'..=b'Z' | b'a'..=b'z' => at += 1,
            first if HAN.contains(&first) => at += 3,
            _ => {
                let Some(char) = words[at..].chars().next() else { break };
                if !is_han(char) {
                    let follows_digit = at > 0 && bytes[at - 1].is_ascii_digit();
                    if follows_digit {
                        number_end = at + char.len_utf8();
                    }
                    marks.push(Mark { at, char });
                }
                at += char.len_utf8();
            }
        }
        others += 1;
    }
    Survey { longest_number, others }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[(usize, char)], expected_survey: (usize, usize)) {
        let mut marks = Vec::new();
        let Survey { longest_number, others } = survey(words, &mut marks);
        assert_eq!(marks.iter().map(|mark| (mark.at, mark.char)).collect::<Vec<_>>(), expected);
        assert_eq!((longest_number, others), expected_survey, "{words}");
        assert!(marks.iter().all(|mark| words[mark.range()].starts_with(mark.char)));
    }

    #[test]
    fn marks_are_what_is_no_letter_digit_or_han_character() {
        check("", &[], (0, 0));
        check("120", &[], (3, 0));
        check("公开12条，Abc。", &[(11, '，'), (17, '。')], (2, 8));
        check("㐀\u{20000}○é\u{a0}%", &[(7, '○'), (10, 'é'), (12, '\u{a0}'), (14, '%')], (0, 6));
    }
}
