use nianbao_diagnostics::Applicability;
use nianbao_lint::{Finder, Settings, Sink, WordList};
use nianbao_report::{Report, section_place};

use super::Common;
use crate::message::Spot;
use crate::pattern::{apart, is_within};

/// Finds words for which there are right ones.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) common: Common,
    /// The wrong words.
    pub(crate) wrong: &'static WordList,
    /// The right ones, in the same order.
    pub(crate) right: Vec<String>,
    /// How far putting them there can be trusted.
    pub(crate) applicability: Applicability,
}

impl Finder for Terms {
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>) {
        if !self.common.admits(report, settings, sink) {
            return;
        }
        for hit in apart(sink.hits(self.wrong)) {
            let (line, range) = (&report.lines[hit.line], hit.range.clone());
            let (words, right) = (line.words(), &self.right[hit.word]);
            let is_right = is_within(words, &range, right);
            if is_right || !self.common.scope.has_section(line.section) {
                continue;
            }
            let spot = Spot { found: &words[range.clone()], replacement: right };
            let message = self.common.message.of(report, spot);
            let diagnostic = sink.report(line.span(range.clone()), message);
            diagnostic.place(section_place(line.section));
            diagnostic.value("found", spot.found).value("expected", right);
            self.common.help(diagnostic, report, spot);
            if let Some(edit) = report.passage(hit.line).replace(range, right) {
                diagnostic.fix(self.applicability, format!("改为“{right}”"), vec![edit]);
            }
        }
    }

    fn words(&self) -> Option<&'static WordList> {
        Some(self.wrong)
    }
}
