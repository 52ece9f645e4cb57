use std::borrow::Cow;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_span::Span;

use crate::words::Hits;
use crate::{Note, Outcome, Rule, WordHit, WordList};

/// Where a rule puts what it finds, and where it is told at which places the words of its list stand.
#[derive(Debug)]
pub struct Sink<'o> {
    rule: &'static Rule,
    outcome: &'o mut Outcome,
    hits: &'o Hits,
}

impl<'o> Sink<'o> {
    /// A sink for the findings of `rule` in the report whose words `hits` knows.
    pub(crate) fn new(rule: &'static Rule, outcome: &'o mut Outcome, hits: &'o Hits) -> Sink<'o> {
        Sink { rule, outcome, hits }
    }

    /// Where the words of `list` stand in the report, by place; they may overlap.
    pub fn hits(&self, list: &'static WordList) -> &'o [WordHit] {
        self.hits.of_list(list)
    }

    /// Reports a finding at `span`; what else is known of it is added to the diagnostic returned.
    ///
    /// # Panics
    /// Never: the diagnostic returned was put there.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.outcome.diagnostics.push(Diagnostic {
            rule: Cow::Borrowed(self.rule.name),
            severity: self.rule.severity,
            span,
            message: message.into(),
            span_label: String::new(),
            labels: Vec::new(),
            help: None,
            norm: self.rule.norm,
            place: None,
            values: Vec::new(),
            fix: None,
        });
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

    /// Says that something could not be assessed, and why.
    pub fn note(&mut self, reason: impl Into<String>) {
        let note = Note { rule: self.rule.name, reason: reason.into() };
        if !self.outcome.notes.contains(&note) {
            self.outcome.notes.push(note);
        }
    }
}
