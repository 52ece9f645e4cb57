use std::ops::Range;

use nianbao_diagnostics::Applicability;
use nianbao_lint::{Finder, Settings, Sink, WordList};
use nianbao_report::{LineRole, Report, section_place};

use super::Common;
use crate::message::Spot;
use crate::pattern::Pattern;

/// Finds words that must not be there.
#[derive(Debug)]
pub(crate) struct Forbid {
    pub(crate) common: Common,
    pub(crate) pattern: Pattern,
    /// What comes instead, with `$1` for a group of the pattern, and how far that can be trusted.
    pub(crate) replacement: Option<(String, Applicability)>,
}

impl Finder for Forbid {
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>) {
        if !self.common.admits(report, settings, sink) {
            return;
        }
        match &self.pattern {
            Pattern::Literal(list) => {
                for hit in sink.hits(list) {
                    let replacement = self.replacement.as_ref().map(|(words, _)| words.as_str());
                    self.report(report, (hit.line, hit.range.clone()), replacement, sink);
                }
            }
            Pattern::Expression(regex) => {
                for (index, line) in report.lines.iter().enumerate() {
                    if !is_authored(line.role) || !self.common.scope.has_section(line.section) {
                        continue;
                    }
                    for found in regex.captures_iter(line.words()) {
                        let Some(whole) = found.get(0) else { continue };
                        let expanded = self.replacement.as_ref().map(|(template, _)| {
                            let mut words = String::new();
                            found.expand(template, &mut words);
                            words
                        });
                        self.report(report, (index, whole.range()), expanded.as_deref(), sink);
                    }
                }
            }
        }
    }

    fn words(&self) -> Option<&'static WordList> {
        self.pattern.words()
    }
}

impl Forbid {
    fn report(
        &self,
        report: &Report<'_>,
        (index, range): (usize, Range<usize>),
        replacement: Option<&str>,
        sink: &mut Sink<'_>,
    ) {
        let line = &report.lines[index];
        if range.is_empty() || !self.common.scope.has_section(line.section) {
            return;
        }
        let found = &line.words()[range.clone()];
        let spot = Spot { found, replacement: replacement.unwrap_or_default() };
        let message = self.common.message.of(report, spot);
        let diagnostic = sink.report(line.span(range.clone()), message);
        diagnostic.place(section_place(line.section)).value("found", found);
        self.common.help(diagnostic, report, spot);
        if let (Some(words), Some((_, applicability))) = (replacement, &self.replacement)
            && let Some(edit) = report.passage(index).replace(range, words)
        {
            let title =
                if words.is_empty() { "删去".to_owned() } else { format!("改为“{words}”") };
            diagnostic.value("expected", words).fix(*applicability, title, vec![edit]);
        }
    }
}

/// Whether the author wrote it, outside tables.
pub(super) fn is_authored(role: LineRole) -> bool {
    matches!(role, LineRole::Title | LineRole::Heading | LineRole::Prose)
}
