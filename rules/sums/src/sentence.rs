//! Where a sentence begins and ends around a word.

use std::ops::Range;

use nianbao_lint::report::Mark;

/// Marks that end a sentence.
const ENDS: [char; 5] = ['。', '；', ';', '！', '？'];

/// How far to either side a sentence is followed, in bytes; what is longer is cut, so that a line takes linear time.
const MOST_BYTES: usize = 1200;

/// The sentence of `words`, which have these `marks`, around byte `at`, its end mark left out.
pub(crate) fn around(words: &str, marks: &[Mark], at: usize) -> Range<usize> {
    within(marks, near(words, at), at, &ENDS)
}

/// The part of `range` around byte `at` that no mark of `ends` parts, in words with these `marks`.
pub(crate) fn within(
    marks: &[Mark],
    range: Range<usize>,
    at: usize,
    ends: &[char],
) -> Range<usize> {
    let is_end = |mark: &&Mark| ends.contains(&mark.char);
    let (before, behind) = marks.split_at(marks.partition_point(|mark| mark.at < at));
    let before = before.iter().rev().take_while(|mark| mark.at >= range.start).find(is_end);
    let behind = behind.iter().take_while(|mark| mark.at < range.end).find(is_end);
    before.map_or(range.start, |mark| mark.range().end)..behind.map_or(range.end, |mark| mark.at)
}

/// What stands near byte `at`, whatever sentences it is.
pub(crate) fn near(words: &str, at: usize) -> Range<usize> {
    let first = words.floor_char_boundary(at.saturating_sub(MOST_BYTES));
    first..words.floor_char_boundary(at.saturating_add(MOST_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_marks_or_where_it_gets_too_long() {
        let words = "甲。乙丙，丁；戊";
        let marks = words.char_indices().filter(|(_, c)| "。，；".contains(*c));
        let marks: Vec<Mark> = marks.map(|(at, char)| Mark { at, char }).collect();
        assert_eq!(&words[around(words, &marks, words.find('丙').unwrap())], "乙丙，丁");
        assert_eq!(&words[around(words, &marks, words.find('；').unwrap())], "乙丙，丁");
        assert_eq!(&words[around(words, &marks, words.len())], "戊");
        let long = "申".repeat(2000);
        assert_eq!(around(&long, &[], 3000), 1800..4200);
    }
}
