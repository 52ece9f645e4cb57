use std::borrow::Cow;

use nianbao_diagnostics::{Diagnostic, Severity};
use nianbao_span::Span;

use crate::{Note, Outcome, Rule};

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Sink<'o> {
    rule: &'static Rule,
    outcome: &'o mut Outcome,
}

impl<'o> Sink<'o> {
    /// A sink for the findings of `rule`.
    pub fn new(rule: &'static Rule, outcome: &'o mut Outcome) -> Sink<'o> {
        Sink { rule, outcome }
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
