use std::ops::Range;

use nianbao_lint::{WordHit, WordList};
use regex::{Regex, RegexBuilder};

use crate::pack::kept;

/// Words that are sought.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// These very words, found by the pass over the words of all rules.
    Literal(&'static WordList),
    /// An expression, matched without backtracking.
    Expression(Regex),
}

/// Longest pattern, in bytes.
const MAX_BYTES: usize = 2_000;
/// Largest program that a pattern may become, in bytes.
const MAX_PROGRAM: usize = 1 << 20;

impl Pattern {
    /// The pattern `written`, or why it is none.
    pub(crate) fn new(written: &str) -> Result<Pattern, String> {
        if written.len() > MAX_BYTES {
            return Err(format!("不能超过 {MAX_BYTES} 字节"));
        }
        let regex = RegexBuilder::new(written).size_limit(MAX_PROGRAM).build();
        let regex = regex.map_err(|error| reason(&error))?;
        if regex.is_match("") {
            return Err("能与空文字相符，处处都会报告".to_owned());
        }
        let is_literal = regex_syntax_free(written);
        Ok(if is_literal { Pattern::Literal(list(&[written])) } else { Pattern::Expression(regex) })
    }

    /// The list that the pass over all words shall seek.
    pub(crate) fn words(&self) -> Option<&'static WordList> {
        match self {
            Pattern::Literal(list) => Some(list),
            Pattern::Expression(_) => None,
        }
    }

    /// Whether it is in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        match self {
            Pattern::Literal(list) => list.0.iter().any(|word| text.contains(word)),
            Pattern::Expression(regex) => regex.is_match(text),
        }
    }
}

/// A list of words that is kept as long as the program runs.
pub(crate) fn list(words: &[&str]) -> &'static WordList {
    let words: Vec<&'static str> = words.iter().map(|word| kept(word)).collect();
    Box::leak(Box::new(WordList(Vec::leak(words))))
}

/// The hits of `hits` that no longer or earlier one overlaps, in order.
pub(crate) fn apart(hits: &[WordHit]) -> Vec<&WordHit> {
    let mut sorted: Vec<&WordHit> = hits.iter().collect();
    sorted.sort_by_key(|hit| (hit.line, hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end: Option<(usize, usize)> = None;
    sorted.retain(|hit| {
        let is_free = end.is_none_or(|(line, end)| hit.line > line || hit.range.start >= end);
        if is_free {
            end = Some((hit.line, hit.range.end));
        }
        is_free
    });
    sorted
}

/// Whether the words at `range` of `line` are part of `right`, which contains them.
pub(crate) fn is_within(line: &str, range: &Range<usize>, right: &str) -> bool {
    let wrong = &line[range.clone()];
    right.match_indices(wrong).any(|(at, _)| {
        let start = range.start.checked_sub(at);
        start.and_then(|start| line.get(start..)).is_some_and(|rest| rest.starts_with(right))
    })
}

fn regex_syntax_free(written: &str) -> bool {
    regex::escape(written) == written
}

/// What the parser of patterns complains of, and what that means to those who do not program.
const COMPLAINTS: [(&str, &str); 7] = [
    ("unclosed group", "有 '(' 而没有 ')'"),
    ("unopened group", "有 ')' 而没有 '('"),
    ("unclosed character class", "有 '[' 而没有 ']'"),
    ("unclosed counted repetition", "有 '{' 而没有 '}'"),
    ("repetition operator missing expression", "'*'、'+'、'?' 或 '{' 之前没有内容"),
    ("look-around", "不支持前后查看，如 (?=…)"),
    ("backreferences", "不支持反向引用，如 \\1"),
];

fn reason(error: &regex::Error) -> String {
    if let regex::Error::CompiledTooBig(_) = error {
        return "过于复杂".to_owned();
    }
    let error = error.to_string();
    // The last line says what is wrong; those before draw it.
    let last = error.lines().last().unwrap_or_default().trim();
    let known = COMPLAINTS.iter().find(|(complaint, _)| last.contains(complaint));
    known.map_or_else(
        || last.trim_start_matches("error: ").to_owned(),
        |(_, words)| (*words).to_owned(),
    )
}
