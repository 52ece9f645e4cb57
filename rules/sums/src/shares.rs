//! Shares of the prose that do not follow from their numbers.

use nianbao_lint::report::{Partition, Share, counts, is_percentage_of};
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
    /// What it is a share of.
    pub(crate) whole: Whole,
    /// What it should be, at the digits shown.
    pub(crate) expected: Decimal,
}

/// What a share is of.
#[derive(Clone, Copy)]
pub(crate) enum Whole {
    /// A number of the line, as an index into its quantities.
    Said(usize),
    /// What the numbers come to of which shares are given side by side.
    Sum(Decimal),
    /// A total of 表三, by its name.
    Figure(&'static str, Decimal),
}

impl Whole {
    pub(crate) fn value(self, prose: Prose<'_, '_>) -> Decimal {
        match self {
            Whole::Said(index) => prose.value(index),
            Whole::Sum(value) | Whole::Figure(_, value) => value,
        }
    }
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
    let together = Together::of(report, share, shares);
    if together.as_ref().is_some_and(|it| fits(it.sum)) {
        return None;
    }
    let said = || match share.wholes.first() {
        Some(whole) if share.is_whole_said => Some(*whole),
        _ => common_whole(prose, share, shares),
    };
    let by_sum = || together.filter(|it| it.others_fit).map(|it| Whole::Sum(it.sum));
    let certain = said().map(Whole::Said).or_else(by_sum);
    let likely = || {
        let only = only_whole(prose, share, shares).map(Whole::Said);
        only.or_else(|| figure_of(report, prose, part))
    };
    let (whole, severity) = match certain {
        Some(whole) => (whole, Severity::Error),
        None => (likely()?, Severity::Warning),
    };
    let expected = percentage_of(value, whole.value(prose), percentage.scale())?;
    Some(Misfit { severity, part, whole, expected })
}

/// Numbers that are all there are, with a share of each.
struct Together {
    sum: Decimal,
    /// Whether most of the other shares are of their sum.
    others_fit: bool,
}

impl Together {
    fn of(report: &Report<'_>, share: &Share, shares: &[Share]) -> Option<Together> {
        let prose = Prose::of(report, share.line);
        let has = |partition: &&Partition| {
            partition.line == share.line && partition.percentages.contains(&share.percentage)
        };
        let partition = report.partitions().iter().find(has)?;
        if !partition.is_exhaustive || partition.may_overlap {
            return None;
        }
        let members: Vec<(usize, usize)> = partition
            .percentages
            .iter()
            .map(|percentage| {
                let member = shares.iter().find(|it| it.percentage == *percentage)?;
                member.part.map(|part| (*percentage, part))
            })
            .collect::<Option<_>>()?;
        let mut values = members.iter().map(|(_, part)| prose.value(*part));
        let sum = values.try_fold(Decimal::ZERO, Decimal::checked_add)?;
        let others = members.iter().filter(|(percentage, _)| *percentage != share.percentage);
        let fitting = others.filter(|(percentage, part)| {
            is_percentage_of(prose.value(*percentage), prose.value(*part), sum) == Some(true)
        });
        let others_fit = fitting.count() * 2 > members.len() - 1;
        Some(Together { sum, others_fit })
    }
}

/// The total of 表三 that a number bound to one of its figures is part of.
fn figure_of(report: &Report<'_>, prose: Prose<'_, '_>, part: usize) -> Option<Whole> {
    let place = prose.place_in_words(part);
    let count = counts(report).iter().find(|it| (it.line, &it.number) == (place.0, &place.1))?;
    let reading = count.readings.iter().find(|it| it.value == Some(count.value))?;
    let (name, cell) = reading.cells.first()?;
    if *name != TableName::Applications || count.value.is_zero() {
        return None;
    }
    let table = report.table(*name)?;
    let (row, label) = match table.spec.rows[cell.row].key.as_str() {
        "new_received" => ("new_received", "本年新收"),
        key if key.starts_with("result.") => ("result.total", "办理结果总计"),
        _ => return None,
    };
    let (total, _) = table.lookup(row, "total")?;
    (total >= count.value).then_some(Whole::Figure(label, total))
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

/// The one number that may be the whole. One that has a share itself stands beside the number.
fn only_whole(prose: Prose<'_, '_>, share: &Share, shares: &[Share]) -> Option<usize> {
    let first = *share.wholes.first()?;
    let value = prose.value(first);
    let is_only = share.wholes.iter().all(|whole| prose.value(*whole) == value);
    let is_beside = shares.iter().any(|other| other.part == Some(first));
    (is_only && !is_beside && first < share.part?).then_some(first)
}

/// `part` of `whole` in percent, rounded half up; nothing where that cannot be said.
pub(crate) fn percentage_of(part: Decimal, whole: Decimal, scale: u32) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let mut rounded = exact.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(scale);
    Some(rounded)
}
