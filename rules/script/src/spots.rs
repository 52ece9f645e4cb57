use nianbao_lint::report::section_place;
use nianbao_lint::{Applicability, Diagnostic, Edit, Severity, Sink, Span};

/// More places than this of one kind in a document are one finding.
pub(crate) const MOST_SINGLE: usize = 5;

/// How many places a finding for the whole document shows.
pub(crate) const SHOWN: usize = 5;

/// One of many places of the same kind.
pub(crate) struct Spot {
    /// Where.
    pub(crate) span: Span,
    /// The section it stands in.
    pub(crate) section: Option<u8>,
    /// What to say of it, shortly.
    pub(crate) label: String,
    /// How to mend it; empty where that cannot be said.
    pub(crate) edits: Vec<Edit>,
}

/// Reports one place.
pub(crate) fn report_one<'s>(
    sink: &'s mut Sink<'_>,
    severity: Severity,
    spot: &Spot,
    message: impl Into<String>,
) -> &'s mut Diagnostic {
    sink.report_as(severity, spot.span, message).place(section_place(spot.section))
}

/// Reports all places in one finding, which shows the first of them. `spots` are in order.
pub(crate) fn report_all<'s, 'p>(
    sink: &'s mut Sink<'_>,
    severity: Severity,
    spots: impl IntoIterator<Item = &'p Spot>,
    message: impl Into<String>,
) -> &'s mut Diagnostic {
    let mut shown = spots.into_iter().take(SHOWN);
    let first = shown.next();
    let diagnostic =
        sink.report_as(severity, first.map(|spot| spot.span).unwrap_or_default(), message);
    if let Some(first) = first {
        diagnostic.span_label(&first.label).place(section_place(first.section));
    }
    for spot in shown {
        diagnostic.label(spot.span, &spot.label);
    }
    diagnostic
}

/// The edits of all places.
pub(crate) fn edits(spots: Vec<Spot>) -> Vec<Edit> {
    spots.into_iter().flat_map(|spot| spot.edits).collect()
}

/// Offers `edits` as a fix, where there are any.
pub(crate) fn offer(
    diagnostic: &mut Diagnostic,
    applicability: Applicability,
    title: impl Into<String>,
    edits: Vec<Edit>,
) {
    if !edits.is_empty() {
        diagnostic.fix(applicability, title, edits);
    }
}
