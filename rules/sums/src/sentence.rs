//! Where a sentence begins and ends around a word.

use std::ops::Range;

/// Marks that end a sentence.
const ENDS: [char; 5] = ['。', '；', ';', '！', '？'];

/// How far to either side a sentence is followed, in bytes; what is longer is cut, so that a line takes linear time.
const MOST_BYTES: usize = 1200;

/// The sentence of `words` around byte `at`, its end mark left out.
pub(crate) fn around(words: &str, at: usize) -> Range<usize> {
    let Range { start: first, end: last } = near(words, at);
    let start = words[first..at].rfind(ENDS).map_or(first, |mark| after_char(words, first + mark));
    let end = words[at..last].find(ENDS).map_or(last, |len| at + len);
    start..end
}

/// What stands near byte `at`, whatever sentences it is.
pub(crate) fn near(words: &str, at: usize) -> Range<usize> {
    let first = words.floor_char_boundary(at.saturating_sub(MOST_BYTES));
    first..words.floor_char_boundary(at.saturating_add(MOST_BYTES))
}

/// The byte behind the character at `at`.
pub(crate) fn after_char(words: &str, at: usize) -> usize {
    at + words[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_marks_or_where_it_gets_too_long() {
        let words = "甲。乙丙，丁；戊";
        assert_eq!(&words[around(words, words.find('丙').unwrap())], "乙丙，丁");
        let long = "申".repeat(2000);
        let range = around(&long, 3000);
        assert_eq!(range, 1800..4200);
    }
}
