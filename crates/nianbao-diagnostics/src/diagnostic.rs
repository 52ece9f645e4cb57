use std::borrow::Cow;
use std::fmt::Display;

use nianbao_span::Span;

use crate::{Applicability, Edit, Fix, Norm, Place};

/// How much a finding weighs. Set by the rule, overruled by the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Style, hints.
    Info,
    /// A careful reader would query it.
    Warning,
    /// Provable from the document or the law.
    Error,
}

impl Severity {
    /// The name in JSON, settings and concise output.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule's full name, `family/name`.
    pub rule: Cow<'static, str>,
    /// Its weight.
    pub severity: Severity,
    /// Where it is, in the source's text.
    pub span: Span,
    /// What is wrong, in Chinese, one clause without final stop.
    pub message: String,
    /// Words at the primary span, shorter than the message; empty where the message says all.
    pub span_label: String,
    /// Other spans that belong to it, such as the terms of a sum, in reading order.
    pub labels: Vec<Label>,
    /// What to do or how the figures were computed.
    pub help: Option<String>,
    /// The legal or standard text behind it.
    pub norm: Option<Norm>,
    /// Where a person looks.
    pub place: Option<Place>,
    /// Computed values by name, such as `expected` and `actual`.
    pub values: Vec<(&'static str, String)>,
    /// How to mend it, where that can be said.
    pub fix: Option<Fix>,
}

/// A span with words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where, in the source's text.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

impl Diagnostic {
    /// A finding that says no more than what is wrong where.
    pub fn new(
        rule: impl Into<Cow<'static, str>>,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            rule: rule.into(),
            severity,
            span,
            message: message.into(),
            span_label: String::new(),
            labels: Vec::new(),
            help: None,
            norm: None,
            place: None,
            values: Vec::new(),
            fix: None,
        }
    }

    /// Says something short at the primary span.
    pub fn span_label(&mut self, message: impl Into<String>) -> &mut Self {
        self.span_label = message.into();
        self
    }

    /// Adds a secondary label.
    pub fn label(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Says what to do or how the figures were computed.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Names another norm than the rule's own.
    pub fn norm(&mut self, norm: Norm) -> &mut Self {
        self.norm = Some(norm);
        self
    }

    /// Says where a person looks.
    pub fn place(&mut self, place: Place) -> &mut Self {
        self.place = Some(place);
        self
    }

    /// Adds a computed value.
    pub fn value(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        self.values.push((name, format!("{value}")));
        self
    }

    /// Offers a fix.
    pub fn fix(
        &mut self,
        applicability: Applicability,
        title: impl Into<String>,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fix = Some(Fix { applicability, title: title.into(), edits });
        self
    }
}
