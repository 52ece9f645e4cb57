use std::fmt;

use nianbao_diagnostics::{Applicability, Diagnostic, Edit, Severity};
use nianbao_document::Format;
use nianbao_lint::{Note, Outcome, Rule, RuleSet, check};
use nianbao_report::{Hints, Report};
use nianbao_span::{Source, Span};

/// One finding with its words cut from the text, so that a test says what it expects in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What stands under the primary span.
    pub text: String,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The place in words.
    pub place: Option<String>,
    /// What to do or how the figures were computed.
    pub help: Option<String>,
    /// Secondary labels: what stands there, and what is said of it.
    pub labels: Vec<(String, String)>,
    /// Computed values by name.
    pub values: Vec<(&'static str, String)>,
    /// How far its fix can be trusted, and the whole text once that fix alone is applied.
    pub fix: Option<(Applicability, String)>,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} at {:?}", self.severity.name(), self.message, self.text)?;
        match &self.place {
            Some(place) => write!(f, " ({place})"),
            None => Ok(()),
        }
    }
}

/// What the rule named `rule` finds in `text` read as `format`, by place.
///
/// # Panics
/// Where no such rule is linked, or a span lies outside the text or within a character.
#[track_caller]
pub fn findings(rule: &str, format: Format, text: &str) -> Vec<Found> {
    run(linked(rule), format, text).diagnostics.iter().map(|it| Found::new(it, text)).collect()
}

/// Why the rule named `rule` could not assess `text` read as `format`.
///
/// # Panics
/// Where no such rule is linked.
#[track_caller]
pub fn notes(rule: &str, format: Format, text: &str) -> Vec<String> {
    run(linked(rule), format, text).notes.into_iter().map(|Note { reason, .. }| reason).collect()
}

/// Asserts that the rule named `rule` finds exactly `expected` in `markdown`, in order: the words under each finding,
/// or how they begin where the expectation ends in `…`.
///
/// # Panics
/// Where it finds anything else.
#[track_caller]
pub fn check_rule(rule: &str, markdown: &str, expected: &[&str]) {
    let found = findings(rule, Format::Markdown, markdown);
    let agrees = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| match expected.strip_suffix('…') {
            Some(start) => found.text.starts_with(start),
            None => found.text == *expected,
        });
    assert!(agrees, "{rule} was to find {expected:?}, but finds{}", list(&found));
}

/// The findings one a line, for messages of failed tests.
pub(crate) fn list(found: &[Found]) -> String {
    if found.is_empty() {
        return " nothing".to_owned();
    }
    found.iter().flat_map(|found| ["\n    ".to_owned(), found.to_string()]).collect()
}

#[track_caller]
fn linked(name: &str) -> &'static Rule {
    match RuleSet::linked().into_iter().find(|rule| rule.name == name) {
        Some(rule) => rule,
        None => panic!("no rule {name} is linked into this test"),
    }
}

/// Runs one rule alone.
pub(crate) fn run(rule: &'static Rule, format: Format, text: &str) -> Outcome {
    let source = Source::from_text("example", text);
    let document = nianbao_read::read(&source, format);
    let report = Report::recover(&document, &Hints::default());
    check(&report, &RuleSet::only(rule))
}

impl Found {
    #[track_caller]
    pub(crate) fn new(diagnostic: &Diagnostic, text: &str) -> Found {
        Found {
            text: cut(text, diagnostic.span),
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            place: diagnostic.place.as_ref().map(|place| place.label.clone()),
            help: diagnostic.help.clone(),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| (cut(text, label.span), label.message.clone()))
                .collect(),
            values: diagnostic.values.clone(),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| (fix.applicability, apply(text, fix.edits.iter()))),
        }
    }
}

#[track_caller]
fn cut(text: &str, span: Span) -> String {
    match text.get(span.range()) {
        Some(words) => words.to_owned(),
        None => panic!("{span:?} lies outside the text or within a character"),
    }
}

/// `text` with `edits` made; of two that overlap, the first by place.
#[track_caller]
pub(crate) fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        if edit.span.start < done {
            continue;
        }
        result.push_str(&cut(text, Span { start: done, end: edit.span.start }));
        result.push_str(&edit.replacement);
        done = edit.span.end;
    }
    result.push_str(&text[done as usize..]);
    result
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use nianbao_lint::{Sink, rule};

    use super::*;

    rule! {
        /// 写有测试二字
        "test/test-word" {
            severity: Severity::Info,
            norm: None,
            since: "0.1.0",
            check: find_test_words,
        }
    }

    fn find_test_words(report: &Report<'_>, sink: &mut Sink<'_>) {
        let text = &report.document.source.text;
        for (start, _) in text.match_indices("测试") {
            sink.report(Span::new(start..text.len().min(start + "测试甲".len())), "写有测试");
        }
        sink.note("只看文字");
    }

    #[test]
    fn expected_words_are_compared_in_order() {
        check_rule("test/test-word", "测试甲测试乙", &["测试甲", "测试…"]);
        check_rule("test/test-word", "甲乙", &[]);
        for wrong in [&["测试甲"][..], &["测试乙", "测试甲"], &["测试甲", "测试"]] {
            let check = || check_rule("test/test-word", "测试甲测试乙", wrong);
            assert!(catch_unwind(check).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn notes_are_the_reasons() {
        assert_eq!(notes("test/test-word", Format::Text, "甲"), ["只看文字"]);
    }

    #[test]
    fn first_of_two_overlapping_edits_wins() {
        let edits = [
            Edit::replace(Span::new(3..9), "乙"),
            Edit::replace(Span::new(0..6), "甲"),
            Edit::delete(Span::new(9..12)),
        ];
        assert_eq!(apply("一二三四五", edits.iter()), "甲三五");
    }

    #[test]
    fn finding_is_told_in_one_line() {
        let found = Found {
            text: "13".to_owned(),
            severity: Severity::Error,
            message: "合计应为 12".to_owned(),
            place: Some("表三".to_owned()),
            help: None,
            labels: Vec::new(),
            values: Vec::new(),
            fix: None,
        };
        assert_eq!(found.to_string(), "error: 合计应为 12 at \"13\" (表三)");
    }
}
