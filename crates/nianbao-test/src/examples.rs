use nianbao_diagnostics::{Applicability, Diagnostic};
use nianbao_document::{Format, script};
use nianbao_lint::{DocPart, Example, Rule, RuleSet, Verdict};

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
    let mut faults = description_faults(rule, &unindented(rule.doc));
    faults.extend(example_faults(rule, &examples(rule)));
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

/// The examples in a rule's documentation, in order.
fn examples(rule: &Rule) -> Vec<Example> {
    let parts = rule.doc_parts().into_iter();
    parts
        .filter_map(|part| match part {
            DocPart::Example(example) => Some(example),
            DocPart::Prose(_) => None,
        })
        .collect()
}

fn example_faults(rule: &'static Rule, examples: &[Example]) -> Vec<String> {
    let mut faults = Vec::new();
    for (verdict, kind) in [(Verdict::Bad, "bad"), (Verdict::Good, "good")] {
        let mut same_kind = examples.iter().filter(|example| example.verdict == verdict).peekable();
        if same_kind.peek().is_none() {
            faults.push(format!("it has no {kind} example"));
        }
        for (number, example) in (1..).zip(same_kind) {
            let of_example = faults_of(example, rule);
            faults
                .extend(of_example.iter().map(|fault| format!("{kind} example {number} {fault}")));
        }
    }
    faults
}

fn faults_of(example: &Example, rule: &'static Rule) -> Vec<String> {
    let Some(format) = example.format else {
        return vec!["is of no known format".to_owned()];
    };
    let outcome = run(rule, format, &example.text);
    let found: Vec<Found> =
        outcome.diagnostics.iter().map(|it| Found::new(it, &example.text)).collect();
    match (example.verdict, found.as_slice()) {
        (Verdict::Good, []) => Vec::new(),
        (Verdict::Good, found) => vec![format!("gives{}", list(found))],
        (Verdict::Bad, []) => {
            let reasons: Vec<_> = outcome.notes.into_iter().map(|note| note.reason).collect();
            vec![format!("gives nothing; notes: {reasons:?}")]
        }
        (Verdict::Bad, _) => {
            let wording = outcome.diagnostics.iter().flat_map(wording_faults);
            let undeclared = outcome.diagnostics.iter().filter_map(|it| undeclared_fix(rule, it));
            let fixed = fix_fault((format, &example.text), rule, &outcome.diagnostics);
            wording.chain(undeclared).chain(fixed).collect()
        }
    }
}

/// Says that a fix is of a kind the rule does not name.
fn undeclared_fix(rule: &Rule, diagnostic: &Diagnostic) -> Option<String> {
    let applicability = diagnostic.fix.as_ref()?.applicability;
    let is_undeclared = !rule.fixes.contains(&applicability);
    is_undeclared
        .then(|| format!("offers a fix of a kind that `fixes` leaves out: {applicability:?}"))
}

/// Says where the safe fixes of an example, applied together, leave or bring findings.
fn fix_fault(
    (format, text): (Format, &str),
    rule: &'static Rule,
    diagnostics: &[Diagnostic],
) -> Option<String> {
    let (safe, rest): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|diagnostic| is_safely_fixed(diagnostic));
    if safe.is_empty() {
        return None;
    }
    let edits = safe.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    let fixed = apply(text, edits.flat_map(|fix| &fix.edits));
    let after = run(rule, format, &fixed).diagnostics;
    let left: Vec<Found> = after.iter().map(|it| Found::new(it, &fixed)).collect();
    (left.len() != rest.len())
        .then(|| format!("after its safe fixes reads {fixed:?} and gives{}", list(&left)))
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
        fixes: &[Applicability::Safe],
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
            &[
                "test/bad-word: bad example 1 is of no known format",
                "test/bad-word: it has no good example",
            ],
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
    fn fixes_are_of_the_kinds_the_rule_names() {
        check_faults(
            Rule { fixes: &[Applicability::Unsafe], ..RULE },
            &["test/bad-word: bad example 1 offers a fix of a kind that `fixes` leaves out: Safe"],
        );
    }
}
