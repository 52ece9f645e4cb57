//! Quantities of the prose as findings tell them.

use std::ops::Range;

use nianbao_lint::report::{CountedLine, Quantity, section_place};
use nianbao_lint::{Edit, Place, Report, Span};
use rust_decimal::Decimal;

use crate::imbalance::plain;

/// A line of prose whose quantities a finding is about.
#[derive(Clone, Copy)]
pub(crate) struct Prose<'r, 'd> {
    report: &'r Report<'d>,
    line: &'r CountedLine,
}

/// Longest words shown of what a number counts, in characters.
const LONGEST_PHRASE_CHARS: usize = 24;

impl<'r, 'd> Prose<'r, 'd> {
    /// The line with this index in [`Report::counted_lines`].
    pub(crate) fn of(report: &'r Report<'d>, line: usize) -> Prose<'r, 'd> {
        Prose { report, line: &report.counted_lines()[line] }
    }

    pub(crate) fn quantity(self, index: usize) -> &'r Quantity {
        &self.line.quantities[index]
    }

    pub(crate) fn value(self, index: usize) -> Decimal {
        self.quantity(index).value
    }

    /// The digits of a quantity.
    pub(crate) fn number_span(self, index: usize) -> Span {
        self.line.span(self.report, &self.quantity(index).number)
    }

    /// Puts `right` in place of the digits of a quantity; nothing where markup stands among them.
    pub(crate) fn edit(self, index: usize, right: impl Into<String>) -> Option<Edit> {
        let words = self.line.words_range(&self.quantity(index).number);
        match self.report.lines[self.line.line].spans(words).as_slice() {
            [span] => Some(Edit::replace(*span, right.into())),
            _ => None,
        }
    }

    /// A quantity with its unit.
    pub(crate) fn span(self, index: usize) -> Span {
        self.line.span(self.report, &self.quantity(index).whole)
    }

    /// A quantity as it is written, with its unit.
    pub(crate) fn words(self, index: usize) -> &'r str {
        &self.line.text(self.report)[self.quantity(index).whole.clone()]
    }

    /// A quantity with what it counts: `主动公开政府信息171条`.
    pub(crate) fn phrase(self, index: usize) -> String {
        let text = self.line.text(self.report);
        let quantity = self.quantity(index);
        let subject = &text[quantity.subject.clone()];
        let shown = subject.char_indices().rev().nth(LONGEST_PHRASE_CHARS - 1);
        let start = shown.map_or(0, |(at, _)| at);
        let cut = if start > 0 { "…" } else { "" };
        format!("{cut}{}{}", &subject[start..], &text[quantity.whole.clone()])
    }

    /// The line of the report and the digits of a quantity within its words.
    pub(crate) fn place_in_words(self, index: usize) -> (usize, Range<usize>) {
        (self.line.line, self.line.words_range(&self.quantity(index).number))
    }

    /// From the digits of a quantity to the end of another.
    pub(crate) fn span_between(self, first: usize, last: usize) -> Span {
        let range = self.quantity(first).number.start..self.quantity(last).whole.end;
        self.line.span(self.report, &range)
    }

    /// From the words for a quantity to the end of another.
    pub(crate) fn span_of_list(self, first: usize, last: usize) -> Span {
        let range = self.quantity(first).subject.start..self.quantity(last).whole.end;
        self.line.span(self.report, &range)
    }

    /// The words behind a quantity to the end of the sentence.
    pub(crate) fn tail_of_sentence(self, index: usize) -> &'r str {
        let tail = &self.line.text(self.report)[self.quantity(index).whole.end..];
        tail.split('。').next().unwrap_or_default()
    }

    /// Whether a sentence ends between two quantities.
    pub(crate) fn stops_between(self, first: usize, last: usize) -> bool {
        let range = self.quantity(first).whole.end..self.quantity(last).number.start;
        let between = self.line.text(self.report).get(range).unwrap_or_default();
        between.contains(['。', '！', '？'])
    }

    /// The section the line stands in.
    pub(crate) fn place(self) -> Place {
        section_place(self.report.lines[self.line.line].section)
    }
}

/// Numbers as a sum: `64+36`.
pub(crate) fn terms(numbers: impl Iterator<Item = Decimal>) -> String {
    numbers.map(plain).collect::<Vec<_>>().join("+")
}
