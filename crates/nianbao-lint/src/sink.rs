use std::any::Any;
use std::rc::Rc;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_span::Span;

use crate::shared::Shared;
use crate::words::Hits;
use crate::{Note, Outcome, Rule, WordHit, WordList};

/// Where a rule puts what it finds, and where it is told at which places the words of its list stand.
#[derive(Debug)]
pub struct Sink<'o> {
    rule: &'static Rule,
    outcome: &'o mut Outcome,
    hits: &'o Hits<'o>,
    shared: &'o Shared,
    /// How many findings there are of the rule.
    count: usize,
}

/// More findings of one rule in one document are counted but not kept: nobody reads them, and a file of nothing but
/// faults would take hundreds of times its size in memory.
const MOST_FINDINGS: usize = 1_000;

impl<'o> Sink<'o> {
    /// A sink for the findings of `rule` in the report whose words `hits` knows, and `shared` what the rules share.
    pub(crate) fn new(
        rule: &'static Rule,
        outcome: &'o mut Outcome,
        hits: &'o Hits<'o>,
        shared: &'o Shared,
    ) -> Sink<'o> {
        Sink { rule, outcome, hits, shared, count: 0 }
    }

    /// Where the words of `list` stand in the report, by place; they may overlap.
    pub fn hits(&self, list: &'static WordList) -> &'o [WordHit] {
        self.hits.of_list(list)
    }

    /// What several rules want to know of the report, by its type: `find` is asked by the first rule, and the others are
    /// told the same.
    pub fn shared<T: Any>(&self, find: impl FnOnce() -> T) -> Rc<T> {
        self.shared.get(find)
    }

    /// Reports a finding at `span`; what else is known of it is added to the diagnostic returned.
    ///
    /// # Panics
    /// Never: the diagnostic returned was put there.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.count += 1;
        if self.count > MOST_FINDINGS + 1 {
            self.outcome.diagnostics.pop();
        }
        let found = Diagnostic::new(self.rule.name, self.rule.severity, span, message);
        self.outcome.diagnostics.push(Diagnostic { norm: self.rule.norm, ..found });
        self.outcome.diagnostics.last_mut().expect("just pushed")
    }

    /// Reports a finding that weighs otherwise than the rule's findings do.
    pub fn report_as(
        &mut self,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let diagnostic = self.report(span, message);
        diagnostic.severity = severity;
        diagnostic
    }

    /// Drops the finding kept beyond the most, and says how many there were.
    pub(crate) fn finish(mut self) {
        if self.count > MOST_FINDINGS {
            self.outcome.diagnostics.pop();
            let count = self.count;
            self.note(format!("同类问题共 {count} 处，只列出前 {MOST_FINDINGS} 处"));
        }
    }

    /// Says that something could not be assessed, and why.
    pub fn note(&mut self, reason: impl Into<String>) {
        let note = Note { rule: self.rule.name, reason: reason.into() };
        if !self.outcome.notes.contains(&note) {
            self.outcome.notes.push(note);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Runs;

    static RULE: Rule = Rule {
        name: "test/many",
        severity: Severity::Error,
        norm: None,
        since: "0.1.0",
        doc: "",
        module: "",
        fixes: &[],
        runs: Runs::ByDefault,
        check: |_, _| {},
    };

    fn outcome_of(findings: usize) -> Outcome {
        let mut outcome = Outcome::default();
        let hits = Hits::none();
        let shared = Shared::default();
        let mut sink = Sink::new(&RULE, &mut outcome, &hits, &shared);
        for number in 0..findings {
            sink.report(Span::default(), format!("第{number}处")).value("count", number);
        }
        sink.finish();
        outcome
    }

    #[test]
    fn as_many_findings_are_kept_as_can_be_read() {
        let all = outcome_of(MOST_FINDINGS);
        assert_eq!((all.diagnostics.len(), all.notes.len()), (MOST_FINDINGS, 0));
        let some = outcome_of(MOST_FINDINGS + 25);
        assert_eq!(some.diagnostics.len(), MOST_FINDINGS);
        assert_eq!(some.diagnostics[MOST_FINDINGS - 1].message, "第999处");
        assert_eq!(some.notes[0].reason, "同类问题共 1025 处，只列出前 1000 处");
    }
}
