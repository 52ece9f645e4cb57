use std::borrow::Cow;

use nianbao_run::CheckedDocument;
use nianbao_span::{Source, Span};

/// Whether personal data is quoted: what findings of the family privacy stand at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Private {
    /// Each of its characters is written as `*`, wherever it would be quoted.
    #[default]
    Masked,
    /// As it stands.
    Shown,
}

/// The family whose findings stand at personal data.
const FAMILY: &str = "privacy/";

/// What of a document is not quoted.
#[derive(Debug, Default)]
pub(crate) struct Mask {
    /// By place; they may overlap.
    spans: Vec<Span>,
}

impl Mask {
    /// What of `document` is not quoted.
    pub(crate) fn of(document: &CheckedDocument, private: Private) -> Mask {
        if private == Private::Shown {
            return Mask::default();
        }
        // What a finding stands at stays private, be it reported or not.
        let findings = document.diagnostics.iter();
        let findings = findings.chain(&document.baselined).chain(&document.suppressed.findings);
        let spans =
            findings.filter(|finding| finding.rule.starts_with(FAMILY)).map(|finding| finding.span);
        Mask { spans: spans.collect() }
    }

    /// The places, in the order of findings.
    pub(crate) fn spans(self) -> Vec<Span> {
        self.spans
    }

    /// Whether the character that begins at byte `at` is written as `*`.
    pub(crate) fn hides(&self, at: usize) -> bool {
        self.spans.iter().any(|span| span.range().contains(&at))
    }

    /// What `source` says under `span`, as it may be quoted.
    pub(crate) fn quote<'s>(&self, source: &'s Source, span: Span) -> Cow<'s, str> {
        let words = source.slice(span);
        let start = span.range().start;
        let hide = |(at, c)| if self.hides(start + at) { '*' } else { c };
        if self.spans.is_empty() {
            return Cow::Borrowed(words);
        }
        words.char_indices().map(hide).collect::<String>().into()
    }
}
