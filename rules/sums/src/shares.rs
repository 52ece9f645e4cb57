//! Shares of the prose that do not follow from their numbers.

use nianbao_lint::report::{Share, is_percentage_of};
use nianbao_lint::{Report, Severity, TableName};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::prose::Prose;

/// How far from a share others of its paragraph are looked for, in shares.
const REACH: usize = 12;

/// The shares near the one at `index` that are of its line, itself included.
pub(crate) fn neighbours(shares: &[Share], index: usize) -> &[Share] {
    let line = shares[index].line;
    let before = shares[..index].iter().rev().take(REACH).take_while(|it| it.line == line).count();
    let behind = shares[index..].iter().take(REACH).take_while(|it| it.line == line).count();
    &shares[index - before..index + behind]
}

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

/// What is wrong with `share`, with the other `shares` of its paragraph; nothing where it follows from some whole that may be meant,
/// or where none is said.
pub(crate) fn misfit(report: &Report<'_>, share: &Share, shares: &[Share]) -> Option<Misfit> {
    let prose = Prose::of(report, share.line);
    let part = share.part?;
    let (percentage, value) = (prose.value(share.percentage), prose.value(part));
    let fits = |whole: Decimal| is_percentage_of(percentage, value, whole) != Some(false);
    if share.wholes.iter().any(|whole| fits(prose.value(*whole)))
        || unsaid_wholes(report, share, value).any(fits)
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

/// Wholes that need not be said: what the list of the number, `part`, comes to, and the totals of 表三. What is smaller than
/// the number is no whole of it.
fn unsaid_wholes<'r>(
    report: &'r Report<'_>,
    share: &Share,
    part: Decimal,
) -> impl Iterator<Item = Decimal> + use<'r> {
    let table = report.table(TableName::Applications);
    let number = |row| table.and_then(|table| table.lookup(row, "total")).map(|(it, _)| it);
    let [new, carried, total] = ["new_received", "carried_in", "result.total"].map(number);
    let both = new.zip(carried).and_then(|(new, carried)| new.checked_add(carried));
    let wholes = [share.list_sum, new, carried, total, both];
    wholes.into_iter().flatten().filter(move |whole| *whole >= part)
}

/// The whole that most other shares are of, two at least, where it can hold this one's number.
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
