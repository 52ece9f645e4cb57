//! What the prose states of its quantities: that some make up another, that one is a share of another, that one has
//! changed since another year. A rule judges whether it is so.

mod change;
mod list;
mod partition;
mod results;
mod share;
mod subject;
mod term;

use rust_decimal::Decimal;

use crate::Report;
use term::{Terms, groups};

pub use change::{Change, Direction, is_feasible};
pub use list::{Breakdown, Closing, Marker};
pub use partition::Partition;
pub use results::ResultList;
pub use share::Share;

/// The statements of a report, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    breakdowns: Vec<Breakdown>,
    result_lists: Vec<ResultList>,
    shares: Vec<Share>,
    partitions: Vec<Partition>,
    changes: Vec<Change>,
}

impl Report<'_> {
    /// Totals with the parts that the prose gives of them, in reading order.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.statements().breakdowns
    }

    /// Lists of all results whose total the line does not say, in reading order.
    pub fn result_lists(&self) -> &[ResultList] {
        &self.statements().result_lists
    }

    /// Shares that the prose gives of numbers in a whole, in reading order.
    pub fn shares(&self) -> &[Share] {
        &self.statements().shares
    }

    /// Percentages that the prose gives side by side of one whole, in reading order.
    pub fn partitions(&self) -> &[Partition] {
        &self.statements().partitions
    }

    /// Changes that the prose gives in percent, in reading order.
    pub fn changes(&self) -> &[Change] {
        &self.statements().changes
    }

    fn statements(&self) -> &Statements {
        self.memo.statements.get_or_init(|| find(self))
    }
}

fn find(report: &Report<'_>) -> Statements {
    let mut statements = Statements::default();
    for (index, line) in report.counted_lines().iter().enumerate() {
        for group in groups(line) {
            if group.len() > 1 {
                statements.push(index, &Terms::of(line, line.text(report), group));
            }
        }
    }
    statements
}

impl Statements {
    /// Adds what `terms`, of the line with this index, state.
    fn push(&mut self, line: usize, terms: &Terms<'_>) {
        let first = self.breakdowns.len();
        self.breakdowns.extend(list::breakdowns(terms, line));
        self.result_lists.extend(results::result_list(terms, line, &self.breakdowns[first..]));
        if terms.all.len() < terms.range.len() {
            let breakdowns = &self.breakdowns[first..];
            let shares = share::shares(terms, line, breakdowns);
            self.partitions.extend(partition::partitions(terms, line, &shares));
            self.changes.extend(change::changes(terms, line, breakdowns));
            self.shares.extend(shares);
        }
    }
}

/// Whether `percentage` is `part` of `whole` in percent at the digits it shows, rounded half up or cut off. Nothing where
/// that cannot be said, as of a part of nothing.
pub fn is_percentage_of(percentage: Decimal, part: Decimal, whole: Decimal) -> Option<bool> {
    if whole.is_zero() {
        return None;
    }
    let step = Decimal::try_from_i128_with_scale(1, percentage.scale()).ok()?;
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?;
    // Rounded, it lies half a step below at most; cut off, less than a step above.
    let least = percentage.checked_sub(step.checked_div(Decimal::TWO)?)?.checked_mul(whole)?;
    let most = percentage.checked_add(step)?.checked_mul(whole)?;
    Some(least <= exact && exact < most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_or_cut_off_at_the_digits_shown() {
        let is = |percentage: &str, part: i64, whole: i64| {
            is_percentage_of(percentage.parse().unwrap(), part.into(), whole.into())
        };
        // 35 of 805 is 4.348 percent, 1 of 3 is 33.333, 2 of 3 is 66.667, 1 of 8 is 12.5.
        for (percentage, part, whole) in [
            ("4.35", 35, 805),
            ("4.34", 35, 805),
            ("4.3", 35, 805),
            ("33.33", 1, 3),
            ("66.67", 2, 3),
            ("66.66", 2, 3),
            ("13", 1, 8),
            ("12", 1, 8),
            ("12.50", 1, 8),
            ("100", 8, 8),
            ("150", 3, 2),
            ("0", 0, 7),
        ] {
            assert_eq!(is(percentage, part, whole), Some(true), "{percentage} {part}/{whole}");
        }
        for (percentage, part, whole) in
            [("4.36", 35, 805), ("4.33", 35, 805), ("34", 1, 3), ("33.9", 272, 805), ("101", 8, 8)]
        {
            assert_eq!(is(percentage, part, whole), Some(false), "{percentage} {part}/{whole}");
        }
        assert_eq!(is("5", 1, 0), None);
        assert_eq!(is_percentage_of(Decimal::MAX, Decimal::MAX, Decimal::MAX), None);
    }
}
