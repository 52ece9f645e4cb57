//! Shares of the prose that do not follow from their numbers.

use nianbao_lint::report::{Share, is_percentage_of};
use nianbao_lint::{Report, Severity, TableName};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::prose::Prose;

/// A share that does not follow from the two numbers it is said to be of.
#[derive(Clone, Copy)]
pub(crate) struct Misfit {
    /// An error where the prose says what the whole is.
    pub(crate) severity: Severity,
    /// The number it is the share of, as an index into the quantities of its line.
    pub(crate) part: usize,
    /// The whole likewise.
    pub(crate) whole: usize,
    /// What it should be, at the digits shown.
    pub(crate) expected: Decimal,
}

/// What is wrong with `share`, one of the `shares` of its line; nothing where it follows from some whole that may be meant,
/// or where none is said.
pub(crate) fn misfit(report: &Report<'_>, share: &Share, shares: &[Share]) -> Option<Misfit> {
    let prose = Prose::of(report, share.line);
    let part = share.part?;
    let (percentage, value) = (prose.value(share.percentage), prose.value(part));
    let fits = |whole: Decimal| is_percentage_of(percentage, value, whole) != Some(false);
    if share.wholes.iter().any(|whole| fits(prose.value(*whole)))
        || unsaid_wholes(report, share).into_iter().any(fits)
    {
        return None;
    }
    let common = common_whole(prose, share, shares);
    let (whole, severity) = match share.wholes.first() {
        Some(whole) if share.is_whole_said => (*whole, Severity::Error),
        _ => match common {
            Some(whole) => (whole, Severity::Error),
            None => (only_whole(prose, share)?, Severity::Warning),
        },
    };
    let expected = percentage_of(value, prose.value(whole), percentage.scale())?;
    Some(Misfit { severity, part, whole, expected })
}

/// Wholes that need not be said: what the list of the number comes to, and the totals of 表三.
fn unsaid_wholes(report: &Report<'_>, share: &Share) -> Vec<Decimal> {
    let lists = report.breakdowns().iter().filter(|breakdown| {
        breakdown.line == share.line && share.part.is_some_and(|it| breakdown.parts.contains(&it))
    });
    let mut wholes: Vec<Decimal> = lists.map(|breakdown| breakdown.sum).collect();
    if let Some(table) = report.table(TableName::Applications) {
        let number = |row| table.lookup(row, "total").map(|(number, _)| number);
        let rows = ["new_received", "carried_in", "result.total"].map(number);
        wholes.extend(rows.into_iter().flatten());
        wholes.extend(rows[0].zip(rows[1]).and_then(|(new, carried)| new.checked_add(carried)));
    }
    // What is smaller than the number is no whole of it.
    let value = share.part.map(|part| Prose::of(report, share.line).value(part));
    wholes.retain(|whole| Some(*whole) >= value);
    wholes
}

/// The whole that most other shares of the line are of, two at least, where it can hold this one's number.
fn common_whole(prose: Prose<'_, '_>, share: &Share, shares: &[Share]) -> Option<usize> {
    const FEWEST: usize = 2;
    let fitting = |whole: usize| {
        let others = shares.iter().filter(|other| other.wholes.contains(&whole));
        others
            .filter_map(|other| other.part.map(|part| (other, part)))
            .filter(|(other, part)| {
                let (percentage, part) = (prose.value(other.percentage), prose.value(*part));
                is_percentage_of(percentage, part, prose.value(whole)) == Some(true)
            })
            .count()
    };
    let wholes = share.wholes.iter().copied();
    let (count, whole) =
        wholes.map(|whole| (fitting(whole), whole)).max_by_key(|(count, _)| *count)?;
    let others = shares.len() - 1;
    (count >= FEWEST && count * 2 > others).then_some(whole)
}

/// The one number that may be the whole.
fn only_whole(prose: Prose<'_, '_>, share: &Share) -> Option<usize> {
    let first = *share.wholes.first()?;
    let value = prose.value(first);
    let is_only = share.wholes.iter().all(|whole| prose.value(*whole) == value);
    (is_only && first < share.part?).then_some(first)
}

/// `part` of `whole` in percent, rounded half up; nothing where that cannot be said.
pub(crate) fn percentage_of(part: Decimal, whole: Decimal, scale: u32) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let mut rounded = exact.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(scale);
    Some(rounded)
}
