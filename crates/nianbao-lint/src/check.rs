use std::panic::{AssertUnwindSafe, catch_unwind};

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_report::Report;

use crate::rule_set::ActiveRule;
use crate::shared::Shared;
use crate::words::Hits;
use crate::{RuleSet, Settings, Sink};

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
    let mut session = Session::new(report, rules);
    rules.iter().for_each(|active| session.run(active));
    session.finish()
}

/// As [`check`], for each of several reports. A rule goes through all of them before the next one: its code and its tables
/// are fetched into the processor's caches once for all.
pub fn check_all<'r, 'd: 'r>(
    reports: impl IntoIterator<Item = &'r Report<'d>>,
    rules: &RuleSet,
) -> Vec<Outcome> {
    let mut sessions: Vec<Session<'_, '_>> =
        reports.into_iter().map(|report| Session::new(report, rules)).collect();
    for active in rules.iter() {
        for session in &mut sessions {
            session.run(active);
        }
    }
    sessions.into_iter().map(Session::finish).collect()
}

/// The rules' way through one report.
struct Session<'r, 'd> {
    report: &'r Report<'d>,
    settings: &'r Settings,
    hits: Hits<'r>,
    shared: Shared,
    outcome: Outcome,
}

impl<'r, 'd> Session<'r, 'd> {
    fn new(report: &'r Report<'d>, rules: &'r RuleSet) -> Session<'r, 'd> {
        Session {
            report,
            settings: rules.settings(),
            hits: Hits::of(report, rules.words()),
            shared: Shared::default(),
            outcome: Outcome::default(),
        }
    }

    fn run(&mut self, active: &ActiveRule) {
        let Session { report, settings, hits, shared, outcome } = self;
        let before = outcome.diagnostics.len();
        let run = catch_unwind(AssertUnwindSafe(|| {
            let mut sink = Sink::new(active.rule, outcome, hits, shared);
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

    fn finish(mut self) -> Outcome {
        self.outcome.sort();
        self.outcome
    }
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
