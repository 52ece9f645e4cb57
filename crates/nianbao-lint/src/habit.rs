use std::borrow::Cow;

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
    pub message: Cow<'static, str>,
    /// What is said of it beside others, shorter.
    pub label: Cow<'static, str>,
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
        diagnostic.span_label(&*first.label).value("count", count);
        for spot in spots.iter().take(SHOWN).skip(1) {
            diagnostic.label(spot.span, &*spot.label);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::Shared;
    use crate::words::Hits;
    use crate::{Outcome, Rule, Runs};

    const HABIT: Habit = Habit {
        severity: Severity::Info,
        most_single: 2,
        summary: |count| format!("共 {count} 处"),
        fix: (Applicability::Safe, "删去"),
        help: None,
    };

    static RULE: Rule = Rule {
        name: "test/habit",
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        doc: "",
        module: "",
        runs: Runs::ByDefault,
        fixes: &[],
        check: |_, _| {},
    };

    fn reported(count: u32) -> Vec<Diagnostic> {
        let spot = |start| {
            let span = Span { start, end: start + 1 };
            Spot {
                span,
                section: None,
                message: "一处".into(),
                label: "此处".into(),
                edits: vec![Edit::delete(span)],
            }
        };
        let mut outcome = Outcome::default();
        let hits = Hits::none();
        HABIT.report(
            (0..count).rev().map(spot).collect(),
            &mut Sink::new(&RULE, &mut outcome, &hits, &Shared::default()),
        );
        outcome.diagnostics
    }

    #[test]
    fn few_places_are_findings_of_their_own() {
        assert!(reported(0).is_empty());
        let found = reported(2);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].span.start, found[0].message.as_str()), (0, "一处"));
    }

    #[test]
    fn many_places_are_one_finding_that_shows_the_first() {
        let found = reported(9);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].span.start, found[0].message.as_str()), (0, "共 9 处"));
        assert_eq!(found[0].labels.len(), SHOWN - 1);
        assert_eq!(found[0].fix.as_ref().unwrap().edits.len(), 9);
        assert_eq!(found[0].severity, Severity::Info);
    }
}
