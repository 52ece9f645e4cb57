use std::panic::{AssertUnwindSafe, catch_unwind};

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_report::Report;

use crate::shared::Shared;
use crate::words::Hits;
use crate::{RuleSet, Sink};

/// What the rules found in one report.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What could not be assessed.
    pub notes: Vec<Note>,
}

/// Something a rule could not assess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The rule.
    pub rule: &'static str,
    /// Why, in Chinese.
    pub reason: String,
}

/// Runs the rules over `report`. Findings come sorted by place, then by rule; a rule that panics becomes a finding
/// `nianbao/internal-error`, and the others go on.
pub fn check(report: &Report<'_>, rules: &RuleSet) -> Outcome {
    let settings = rules.settings();
    let mut outcome = Outcome::default();
    let hits = Hits::of(report, rules.words());
    let shared = Shared::default();
    for active in rules.iter() {
        let before = outcome.diagnostics.len();
        let run = catch_unwind(AssertUnwindSafe(|| {
            let mut sink = Sink::new(active.rule, &mut outcome, &hits, &shared);
            match active.finder {
                Some(finder) => finder.check(report, settings, &mut sink),
                None => (active.rule.check)(report, &mut sink),
            }
            sink.finish();
        }));
        if run.is_err() {
            outcome.diagnostics.truncate(before);
            outcome.diagnostics.push(internal_error(active.rule.name));
        }
        for diagnostic in &mut outcome.diagnostics[before..] {
            active.apply_level(diagnostic);
        }
    }
    outcome.sort();
    outcome
}

impl Outcome {
    /// Puts the findings in their order: by place, then by rule. What one rule says of one place stays in the rule's own
    /// order.
    pub(crate) fn sort(&mut self) {
        self.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
}

fn internal_error(rule: &str) -> Diagnostic {
    let message = format!("规则 {rule} 内部出错，本文件未做该项检查");
    let span = nianbao_span::Span::default();
    let mut error = Diagnostic::new("nianbao/internal-error", Severity::Error, span, message);
    error.help("这是 nianbao 的缺陷，请附上能重现的最小文件反馈");
    error
}
