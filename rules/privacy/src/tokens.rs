use std::ops::Range;

use nianbao_lint::Report;
use nianbao_lint::report::{Passage, PassageKind};

/// What stands between the groups of a number.
pub(crate) const SEPARATORS: [char; 4] = [' ', '\u{A0}', '-', '－'];

/// A run of ASCII letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
}

/// The runs of ASCII letters and digits in the words of `passage` that begin with a digit.
pub(crate) fn tokens(report: &Report<'_>, passage: &Passage<'_>) -> Vec<Token> {
    let words = passage.words();
    match passage.kind {
        PassageKind::Line(index) => tokens_at(words, report.digit_runs(index)),
        PassageKind::Cell => tokens_at(words, &digit_runs(words)),
    }
}

/// The tokens of `words`, whose runs of digits are known.
fn tokens_at(words: &str, digit_runs: &[Range<usize>]) -> Vec<Token> {
    let bytes = words.as_bytes();
    let begins =
        |run: &&Range<usize>| run.start == 0 || !bytes[run.start - 1].is_ascii_alphabetic();
    let token = |run: &Range<usize>| {
        let rest = bytes[run.end..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        Token { range: run.start..run.end + rest.count() }
    };
    digit_runs.iter().filter(begins).map(token).collect()
}

/// The longest runs of ASCII digits in `words`.
fn digit_runs(words: &str) -> Vec<Range<usize>> {
    let runs = words.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let ends = runs.scan(0, |end, run| {
        *end += run.len();
        Some((*end - run.len()..*end, run[0].is_ascii_digit()))
    });
    ends.filter(|(_, is_number)| *is_number).map(|(range, _)| range).collect()
}

/// Whether nothing but one separator stands between two neighbours.
pub(crate) fn are_joined(words: &str, pair: &[Token]) -> bool {
    let [first, second] = pair else { return false };
    let between = &words[first.range.end..second.range.start];
    between.strip_prefix(SEPARATORS).is_some_and(str::is_empty)
}

/// Whether the number at `range` is part of an address, a file's name or a decimal number.
pub(crate) fn is_part_of_name(words: &str, range: &Range<usize>) -> bool {
    let is_inner = |c: char| c.is_ascii_graphic() && !"():,;\"'<>|".contains(c);
    let before = words[..range.start].trim_end_matches(is_inner).len();
    let after = words.len() - words[range.end..].trim_start_matches(is_inner).len();
    let (before, after) = (&words[before..range.start], &words[range.end..after]);
    let is_word =
        |part: &str| part.contains(|c: char| c.is_ascii_alphabetic() || "@_=&".contains(c));
    let is_decimal =
        after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            || before.ends_with(['.', '*'])
            || after.starts_with('*');
    is_word(before) || is_word(after) || is_decimal
}

/// The up to `chars` characters before `at`, from the last end of a sentence on.
pub(crate) fn context_before(words: &str, at: usize, chars: usize) -> &str {
    let before = &words[..at];
    let start = before.char_indices().rev().take(chars).last().map_or(at, |(start, _)| start);
    let context = &before[start..];
    context.rfind(['。', '；', ';']).map_or(context, |end| &context[end..])
}

/// Whether one of `any` is among `words`.
pub(crate) fn names_any(words: &str, any: &[&str]) -> bool {
    any.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_begin_with_a_digit() {
        let words = "电话12a-34，AB56、7";
        let tokens = tokens_at(words, &digit_runs(words));
        let found: Vec<&str> = tokens.into_iter().map(|token| &words[token.range]).collect();
        assert_eq!(found, ["12a", "34", "7"]);
    }

    #[test]
    fn parts_of_addresses_and_decimals_are_told() {
        let is_part = |words: &str| {
            let start = words.find("138").expect("it is there");
            is_part_of_name(words, &(start..start + 11))
        };
        for words in [
            "http://a.cn/13800000000",
            "图13800000000.jpg",
            "13800000000@qq.com",
            "13800000000.5",
            "a_13800000000",
        ] {
            assert!(is_part(words), "{words}");
        }
        for words in
            ["电话13800000000。", "0572-2289236/13800000000", "Tel:13800000000", "(13800000000)"]
        {
            assert!(!is_part(words), "{words}");
        }
    }

    #[test]
    fn context_ends_at_the_sentence() {
        assert_eq!(context_before("手机。电话1", "手机。电话".len(), 10), "。电话");
    }
}
