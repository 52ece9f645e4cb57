use nianbao_diagnostics::{Applicability, Diagnostic};
use nianbao_document::{Format, script};
use nianbao_lint::{Rule, RuleSet};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::findings::{Found, apply, list, run};

/// Asserts of every linked rule of `family` that its documentation is true: each `bad` example gives a finding, no
/// `good` one does, there is at least one of both, its safe fixes remove what they mend, its name is its module's, and
/// title, norm and messages follow the house style.
///
/// A fence says what it holds: ```` ```bad ```` or ```` ```good ````, with `text` or `html` behind where it is not
/// Markdown. A rule without norm says why in a line that begins `No norm:`.
///
/// # Panics
/// With every fault of every rule, or where no rule of the family is linked.
#[track_caller]
pub fn check_examples(family: &str) {
    let rules: Vec<_> =
        RuleSet::linked().into_iter().filter(|rule| rule.family() == family).collect();
    assert!(!rules.is_empty(), "no rule of the family {family} is linked into this test");
    let faults: Vec<String> = rules.into_iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is wrong with a rule's documentation, each fault with the rule's name.
fn faults(rule: &'static Rule) -> Vec<String> {
    let doc = unindented(rule.doc);
    let mut faults = description_faults(rule, &doc);
    match examples(&doc) {
        Ok(examples) => faults.extend(example_faults(rule, &examples)),
        Err(fault) => faults.push(fault),
    }
    faults.into_iter().map(|fault| format!("{}: {fault}", rule.name)).collect()
}

/// The doc without the space that stands before each line of a doc comment.
fn unindented(doc: &str) -> String {
    doc.lines().flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect()
}

fn description_faults(rule: &Rule, doc: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name = name_of_module(rule.module);
    if name.as_deref() != Some(rule.name) {
        faults.push(format!("the name is not that of its module {}", rule.module));
    }
    if let Some(fault) = sentence_fault(rule.title()) {
        faults.push(format!("the title {:?} {fault}", rule.title()));
    }
    if doc.lines().nth(1).is_some_and(|line| !line.is_empty()) {
        faults.push("the title is longer than a line".to_owned());
    }
    if rule.norm.is_none() && !doc.lines().any(|line| line.starts_with("No norm: ")) {
        faults.push("it has neither a norm nor a line `No norm: …` that says why".to_owned());
    }
    faults
}

/// The rule's name that belongs to a module: `sums/row-total` to `nianbao_rules_sums::row_total`.
fn name_of_module(module: &str) -> Option<String> {
    let (family, name) = module.strip_prefix("nianbao_rules_")?.rsplit_once("::")?;
    Some(format!("{family}/{name}").replace('_', "-"))
}

/// What keeps `sentence` from being a short Chinese clause.
fn sentence_fault(sentence: &str) -> Option<&'static str> {
    if !sentence.contains(script::is_han) {
        Some("is not Chinese")
    } else if sentence.ends_with(['。', '！', '!', '.', '；', ';', '，']) {
        Some("ends in a stop")
    } else if sentence.contains('\n') {
        Some("is longer than a line")
    } else {
        None
    }
}

/// A report or part of one in a rule's documentation.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    is_bad: bool,
    format: Format,
    text: String,
}

/// The `bad` and `good` fences of `doc`, in order.
fn examples(doc: &str) -> Result<Vec<Example>, String> {
    let mut examples = Vec::new();
    let mut open = None;
    for event in Parser::new(doc) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => open = example(&info)?,
            Event::Text(text) => {
                if let Some(example) = &mut open {
                    example.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => examples.extend(open.take()),
            _ => {}
        }
    }
    Ok(examples)
}

/// The empty example that a fence with this info opens, where it opens one.
fn example(info: &str) -> Result<Option<Example>, String> {
    let mut words = info.split_whitespace();
    let is_bad = match words.next() {
        Some("bad") => true,
        Some("good") => false,
        _ => return Ok(None),
    };
    let format = match words.next() {
        None | Some("markdown") => Format::Markdown,
        Some("text") => Format::Text,
        Some("html") => Format::Html,
        Some(word) => return Err(format!("the fence {info:?} names no format: {word:?}")),
    };
    Ok(Some(Example { is_bad, format, text: String::new() }))
}

fn example_faults(rule: &'static Rule, examples: &[Example]) -> Vec<String> {
    let mut faults = Vec::new();
    for (is_bad, kind) in [(true, "bad"), (false, "good")] {
        let mut same_kind = examples.iter().filter(|example| example.is_bad == is_bad).peekable();
        if same_kind.peek().is_none() {
            faults.push(format!("it has no {kind} example"));
        }
        for (number, example) in (1..).zip(same_kind) {
            let of_example = example.faults(rule);
            faults
                .extend(of_example.iter().map(|fault| format!("{kind} example {number} {fault}")));
        }
    }
    faults
}

impl Example {
    fn faults(&self, rule: &'static Rule) -> Vec<String> {
        let outcome = run(rule, self.format, &self.text);
        let found: Vec<Found> =
            outcome.diagnostics.iter().map(|it| Found::new(it, &self.text)).collect();
        if !self.is_bad {
            return match found.as_slice() {
                [] => Vec::new(),
                found => vec![format!("gives{}", list(found))],
            };
        }
        if found.is_empty() {
            let reasons: Vec<_> = outcome.notes.into_iter().map(|note| note.reason).collect();
            return vec![format!("gives nothing; notes: {reasons:?}")];
        }
        let wording = outcome.diagnostics.iter().flat_map(wording_faults);
        wording.chain(self.fix_fault(rule, &outcome.diagnostics)).collect()
    }

    /// Says where the safe fixes, applied together, leave or bring findings.
    fn fix_fault(&self, rule: &'static Rule, diagnostics: &[Diagnostic]) -> Option<String> {
        let (safe, rest): (Vec<_>, Vec<_>) =
            diagnostics.iter().partition(|diagnostic| is_safely_fixed(diagnostic));
        if safe.is_empty() {
            return None;
        }
        let edits = safe.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let fixed = apply(&self.text, edits.flat_map(|fix| &fix.edits));
        let after = run(rule, self.format, &fixed).diagnostics;
        let left: Vec<Found> = after.iter().map(|it| Found::new(it, &fixed)).collect();
        (left.len() != rest.len())
            .then(|| format!("after its safe fixes reads {fixed:?} and gives{}", list(&left)))
    }
}

fn is_safely_fixed(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

fn wording_faults(diagnostic: &Diagnostic) -> Vec<String> {
    let title = diagnostic.fix.as_ref().map(|fix| fix.title.as_str());
    let help = diagnostic.help.as_deref();
    let sentences = [Some(diagnostic.message.as_str()), help, title];
    sentences
        .into_iter()
        .flatten()
        .filter_map(|sentence| {
            sentence_fault(sentence).map(|fault| format!("says {sentence:?}, which {fault}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use nianbao_diagnostics::{Edit, Severity};
    use nianbao_lint::{Report, Runs, Sink, Span};

    use super::*;

    /// A rule that finds every `坏`, and mends it safely where `！` follows.
    const RULE: Rule = Rule {
        name: "test/bad-word",
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        doc: DOC,
        module: "nianbao_rules_test::bad_word",
        runs: Runs::ByDefault,
        check: find_bad_words,
    };

    const DOC: &str =
        " 不得写坏字\n\n No norm: made up.\n\n ```bad\n 坏！\n ```\n ```good\n 好\n ```\n";

    fn find_bad_words(report: &Report<'_>, sink: &mut Sink<'_>) {
        let text = &report.document.source.text;
        for (start, word) in text.match_indices('坏') {
            let span = Span::new(start..start + word.len());
            let diagnostic = sink.report(span, "写有坏字");
            if text[span.range().end..].starts_with('！') {
                diagnostic.fix(Applicability::Safe, "改为好", vec![Edit::replace(span, "好")]);
            }
        }
    }

    #[track_caller]
    fn check_faults(rule: Rule, expected: &[&str]) {
        assert_eq!(faults(Box::leak(Box::new(rule))), expected);
    }

    fn with_doc(rest: &'static str) -> Rule {
        let doc = format!(" 不得写坏字\n\n No norm: made up.\n\n{rest}");
        Rule { doc: Box::leak(doc.into_boxed_str()), ..RULE }
    }

    #[test]
    fn true_documentation_has_no_fault() {
        check_faults(RULE, &[]);
    }

    #[test]
    fn bad_example_without_finding_and_good_example_with_one_are_faults() {
        check_faults(
            with_doc(" ```bad\n 好\n ```\n ```good\n 好\n ```\n ```good text\n 坏\n ```\n"),
            &[
                "test/bad-word: bad example 1 gives nothing; notes: []",
                "test/bad-word: good example 2 gives\n    warning: 写有坏字 at \"坏\"",
            ],
        );
    }

    #[test]
    fn both_kinds_of_examples_are_asked_for() {
        check_faults(
            with_doc(""),
            &["test/bad-word: it has no bad example", "test/bad-word: it has no good example"],
        );
    }

    #[test]
    fn unknown_format_is_a_fault() {
        check_faults(
            with_doc(" ```bad docx\n 坏\n ```\n"),
            &["test/bad-word: the fence \"bad docx\" names no format: \"docx\""],
        );
    }

    #[test]
    fn name_title_and_norm_are_checked() {
        let doc = DOC.replace("不得写坏字", "不得写坏字。").replace("No norm: made up.", "");
        check_faults(
            Rule {
                doc: Box::leak(doc.into_boxed_str()),
                module: "nianbao_rules_test::worse_word",
                ..RULE
            },
            &[
                "test/bad-word: the name is not that of its module nianbao_rules_test::worse_word",
                "test/bad-word: the title \"不得写坏字。\" ends in a stop",
                "test/bad-word: it has neither a norm nor a line `No norm: …` that says why",
            ],
        );
    }

    #[test]
    fn safe_fix_that_leaves_its_finding_is_a_fault() {
        fn keep(report: &Report<'_>, sink: &mut Sink<'_>) {
            let span = Span::new(0..report.document.source.text.find('\n').unwrap_or(0));
            if !span.is_empty() && report.document.source.text.contains('！') {
                let edits = vec![Edit::replace(span, "坏！！")];
                sink.report(span, "写有坏字").fix(Applicability::Safe, "改为好", edits);
            }
        }
        check_faults(
            Rule { check: keep, ..RULE },
            &[
                "test/bad-word: bad example 1 after its safe fixes reads \"坏！！\\n\" and gives\n    \
               warning: 写有坏字 at \"坏！！\"",
            ],
        );
    }

    #[test]
    fn messages_end_without_stop() {
        fn shout(_: &Report<'_>, sink: &mut Sink<'_>) {
            sink.report(Span::empty(0), "写有坏字！").help("Mend it");
        }
        let faults = faults(Box::leak(Box::new(Rule { check: shout, ..RULE })));
        assert_eq!(
            faults[..2],
            [
                "test/bad-word: bad example 1 says \"写有坏字！\", which ends in a stop",
                "test/bad-word: bad example 1 says \"Mend it\", which is not Chinese",
            ]
        );
    }

    #[test]
    fn fence_within_a_longer_fence_belongs_to_the_example() {
        let examples = examples("````bad\n```\na\n```\n````\n").unwrap();
        let text = "```\na\n```\n".to_owned();
        assert_eq!(examples, [Example { is_bad: true, format: Format::Markdown, text }]);
    }
}
