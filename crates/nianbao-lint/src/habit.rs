use nianbao_diagnostics::{Applicability, Diagnostic, Edit, Severity};
use nianbao_report::section_place;
use nianbao_span::Span;

use crate::Sink;

/// How findings of one kind are told: each on its own while they are few, all in one once they are a habit of the
/// document.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// What each finding weighs.
    pub severity: Severity,
    /// More places than this are one finding.
    pub most_single: usize,
    /// The message of the one finding, which gives the number of places.
    pub summary: fn(usize) -> String,
    /// How far the fix can be trusted, and what it is called.
    pub fix: (Applicability, &'static str),
    /// What to know of it.
    pub help: Option<&'static str>,
}

/// One place of a finding that may be a habit.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Where.
    pub span: Span,
    /// The section it stands in.
    pub section: Option<u8>,
    /// The message where it is reported on its own.
    pub message: String,
    /// What is said of it beside others, shorter.
    pub label: String,
    /// How to mend it; empty where that cannot be said.
    pub edits: Vec<Edit>,
}

/// How many places a finding for the whole document shows.
const SHOWN: usize = 5;

impl Habit {
    /// Reports `spots`, in whatever order they come.
    pub fn report(&self, mut spots: Vec<Spot>, sink: &mut Sink<'_>) {
        spots.sort_by_key(|spot| spot.span);
        if spots.len() > self.most_single {
            self.report_all(spots, sink);
            return;
        }
        for spot in spots {
            let diagnostic = sink.report_as(self.severity, spot.span, spot.message);
            self.finish(diagnostic, spot.section, spot.edits);
        }
    }

    fn report_all(&self, spots: Vec<Spot>, sink: &mut Sink<'_>) {
        let count = spots.len();
        let Some(first) = spots.first() else { return };
        let section = first.section;
        let diagnostic = sink.report_as(self.severity, first.span, (self.summary)(count));
        diagnostic.span_label(&first.label).value("count", count);
        for spot in spots.iter().take(SHOWN).skip(1) {
            diagnostic.label(spot.span, &spot.label);
        }
        let edits = spots.into_iter().flat_map(|spot| spot.edits).collect();
        self.finish(diagnostic, section, edits);
    }

    fn finish(&self, diagnostic: &mut Diagnostic, section: Option<u8>, edits: Vec<Edit>) {
        diagnostic.place(section_place(section));
        if let Some(help) = self.help {
            diagnostic.help(help);
        }
        if !edits.is_empty() {
            let (applicability, title) = self.fix;
            diagnostic.fix(applicability, title, edits);
        }
    }
}
