//! Quantities of the prose as findings tell them, and what their numbers may be slips for.

use nianbao_lint::report::{CountedLine, Quantity, section_place};
use nianbao_lint::{Place, Report, Span};
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

    /// The section the line stands in.
    pub(crate) fn place(self) -> Place {
        section_place(self.report.lines[self.line.line].section)
    }
}

/// Numbers as a sum: `64+36`.
pub(crate) fn terms(numbers: impl Iterator<Item = Decimal>) -> String {
    numbers.map(plain).collect::<Vec<_>>().join("+")
}

/// What was done to the digits of `right` to make `written` of them, where one slip did it. A number of one digit can be any
/// other.
pub(crate) fn slip(written: Decimal, right: Decimal) -> Option<&'static str> {
    let (written, right) = (plain(written), plain(right));
    if written.len() != right.len() || written.len() < 2 {
        return None;
    }
    let pairs = written.bytes().zip(right.bytes());
    let differing: Vec<(u8, u8)> = pairs.filter(|(written, right)| written != right).collect();
    match differing.as_slice() {
        [_] => Some("错了一位数字"),
        [(a, b), (c, d)] if (a, b) == (d, c) => Some("颠倒了两位数字"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_digit_and_two_swapped_ones_are_slips() {
        let slip = |written: u32, right: u32| slip(written.into(), right.into());
        assert_eq!(slip(171, 172), Some("错了一位数字"));
        assert_eq!(slip(127, 172), Some("颠倒了两位数字"));
        for (written, right) in [(3, 5), (99, 100), (123, 231), (27, 38), (27, 27)] {
            assert_eq!(slip(written, right), None, "{written} {right}");
        }
    }
}
