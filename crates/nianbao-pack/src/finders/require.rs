use std::ops::Range;

use nianbao_lint::{Finder, Settings, Sink};
use nianbao_report::{LineRole, Report, list_number, section_numeral, section_place};
use nianbao_span::Span;
use regex::Regex;

use super::Common;
use super::forbid::is_authored;
use crate::message::Spot;
use crate::pattern::Pattern;

/// Finds that words are not there which must be.
#[derive(Debug)]
pub(crate) struct Require {
    pub(crate) common: Common,
    pub(crate) pattern: Pattern,
    /// The heading they must stand below.
    pub(crate) heading: Option<Regex>,
}

/// Headings below those of the sections are short.
const LONGEST_HEADING_CHARS: usize = 40;

impl Finder for Require {
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>) {
        if !self.common.admits(report, settings, sink) {
            return;
        }
        let sections = &self.common.scope.sections;
        let missing =
            sections.iter().find(|number| **number > 0 && report.section(**number).is_none());
        if let Some(number) = missing {
            sink.note(format!("没有找到第{}部分，未做该项检查", section_numeral(*number)));
            return;
        }
        let Some((place, lines)) = self.lines(report) else {
            sink.note("没有找到所说的标题，未做该项检查");
            return;
        };
        let is_meant = |index: &usize| {
            let line = &report.lines[*index];
            is_authored(line.role) && self.common.scope.has_section(line.section)
        };
        let mut lines = lines.filter(is_meant).map(|index| report.lines[index].words());
        if lines.any(|words| self.pattern.is_in(words)) {
            return;
        }
        let message = self.common.message.of(report, Spot::default());
        let (span, section) = self.spot(report, place);
        let diagnostic = sink.report(span, message);
        diagnostic.place(section_place(section));
        self.common.help(diagnostic, report, Spot::default());
    }
}

impl Require {
    /// The lines the words must stand in, with the line of the heading they must stand below, where there is one.
    fn lines(&self, report: &Report<'_>) -> Option<(Option<usize>, Range<usize>)> {
        let Some(heading) = &self.heading else { return Some((None, 0..report.lines.len())) };
        let is_heading = |index: usize| {
            let line = &report.lines[index];
            let words = line.words();
            let is_short =
                words.chars().take(LONGEST_HEADING_CHARS + 1).count() <= LONGEST_HEADING_CHARS;
            line.role == LineRole::Heading || (is_short && list_number(words).is_some())
        };
        let at = (0..report.lines.len()).find(|index| {
            let line = &report.lines[*index];
            self.common.scope.has_section(line.section)
                && is_heading(*index)
                && heading.is_match(line.words())
        })?;
        let style = list_number(report.lines[at].words()).map(|number| number.style);
        let ends = |index: &usize| {
            let line = &report.lines[*index];
            let same_or_higher =
                list_number(line.words()).is_some_and(|number| Some(number.style) <= style);
            line.role == LineRole::Heading || (is_heading(*index) && same_or_higher)
        };
        let end = (at + 1..report.lines.len()).find(ends).unwrap_or(report.lines.len());
        Some((Some(at), at + 1..end))
    }

    /// Where a person looks: the heading, that of the only section, the title.
    fn spot(&self, report: &Report<'_>, heading: Option<usize>) -> (Span, Option<u8>) {
        if let Some(index) = heading {
            let line = &report.lines[index];
            return (line.whole_span(), line.section);
        }
        let first = self.common.scope.sections.iter().find_map(|number| report.section(*number));
        if let Some(section) = first {
            return (report.lines[section.heading.line].whole_span(), Some(section.number));
        }
        let title = report.title.as_ref().map(|title| title.span);
        (title.unwrap_or_default(), None)
    }
}
