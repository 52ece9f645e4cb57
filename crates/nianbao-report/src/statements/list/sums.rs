use rust_decimal::Decimal;

use super::{Finder, List};
use crate::quantities::BreakKind;
use crate::statements::subject::Aspect;
use crate::statements::term::Class;

/// Most parts that may or may not belong to a list before nothing is said of it.
const MOST_DOUBTFUL: usize = 6;

/// What the parts of a list may come to.
pub(super) struct Sums {
    /// Under every reading.
    pub(super) all: Vec<Decimal>,
    /// At least, where they may overlap.
    pub(super) least: Decimal,
    /// At least, where the list ends before its last part and may leave some out.
    pub(super) least_cut: Option<Decimal>,
}

impl Finder<'_> {
    /// What the parts of a list may come to; nothing where too many of them may not belong to it, or where a sum is too
    /// great.
    pub(super) fn sums(&self, whole: usize, list: &List) -> Option<Sums> {
        let terms = self.terms;
        let value = |part: &usize| terms.value(*part);
        let full = add(list.parts.iter().map(value))?;
        let mut sums = Sums { all: vec![full], least: full, least_cut: None };
        for end in list.cuts.iter().copied().chain([list.parts.len()]) {
            let parts = &list.parts[..end];
            let least = self.sums_of(whole, parts, &mut sums.all)?;
            if end == list.parts.len() {
                sums.least = least;
            } else if !terms.told(parts[end - 1]).is_rest && !terms.told(list.parts[end]).is_rest {
                // Parts that end in 其他 are all there are; others may leave some out.
                sums.least_cut = Some(sums.least_cut.map_or(least, |known| known.min(least)));
            }
        }
        let first = &list.parts[..list.cuts.first().map_or(0, |cut| *cut)];
        if !first.is_empty() && (first.len() == 1 || !self.are_side_by_side(first)) {
            let items = list.parts.iter().filter(|part| {
                **part == list.parts[0] || terms.all[**part].separator == Some(BreakKind::Semicolon)
            });
            let items = add(items.map(value))?;
            sums.least = sums.least.min(items);
            sums.all.push(items);
        }
        Some(sums)
    }

    /// Adds to `all` what `parts` come to with and without those that may not belong to them, and gives what they come to
    /// at least, where they may overlap.
    fn sums_of(&self, whole: usize, parts: &[usize], all: &mut Vec<Decimal>) -> Option<Decimal> {
        let value = |part: &usize| self.terms.value(*part);
        let (doubtful, sure): (Vec<usize>, Vec<usize>) =
            parts.iter().partition(|part| self.is_doubtful(**part, whole));
        if doubtful.len() > MOST_DOUBTFUL {
            return None;
        }
        let sure_sum = add(sure.iter().map(value))?;
        for chosen in 0..1_u32 << doubtful.len() {
            let chosen = doubtful.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
            let sum = add(chosen.map(|(_, part)| value(part)).chain([sure_sum]))?;
            if !all.contains(&sum) {
                all.push(sum);
            }
        }
        if self.are_side_by_side(&sure) { Some(sure_sum) } else { self.greatest_aspect(&sure) }
    }

    /// Whether the words say that parts are of one kind, so that they do not overlap: `集中培训4次、线上培训3次`. Events and parts
    /// of one aspect need no more than 、 between them.
    fn are_side_by_side(&self, parts: &[usize]) -> bool {
        const SHORTEST_BYTES: usize = "培训".len();
        let terms = self.terms;
        let Some((first, others)) = parts.split_first() else { return false };
        let alike = |subject: &str, other: &str| {
            let common = subject.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
            common.map(|(c, _)| c.len_utf8()).sum::<usize>() >= SHORTEST_BYTES
        };
        let are_alike = || others.iter().all(|it| alike(terms.subject(*first), terms.subject(*it)));
        let are_joined = others.iter().all(|it| terms.all[*it].separator == Some(BreakKind::Pause));
        let aspect = |part: usize| terms.told(part).aspect;
        let are_events = terms.all[*first].class == Class::Event;
        let are_of_aspect = || {
            aspect(*first) != Aspect::Kind && others.iter().all(|it| aspect(*it) == aspect(*first))
        };
        match (are_joined, are_events) {
            (true, _) if are_events || are_of_aspect() => true,
            (false, false) => false,
            _ => are_alike(),
        }
    }

    /// Whether a part may not belong to the list: counted in another unit than the whole, or carried over, which organs
    /// count with the results or beside them.
    fn is_doubtful(&self, part: usize, whole: usize) -> bool {
        let other_unit = match (self.terms.unit(part), self.terms.unit(whole)) {
            (Some(part), Some(whole)) => part != whole,
            _ => false,
        };
        other_unit || self.terms.subject(part).contains("结转")
    }

    /// The greatest sum of parts that are told apart by one thing: others may overlap.
    fn greatest_aspect(&self, parts: &[usize]) -> Option<Decimal> {
        let mut sums: Vec<(Aspect, Decimal)> = Vec::new();
        for part in parts {
            let (aspect, value) = (self.terms.told(*part).aspect, self.terms.value(*part));
            match sums.iter_mut().find(|(known, _)| *known == aspect) {
                Some((_, sum)) => *sum = sum.checked_add(value)?,
                None => sums.push((aspect, value)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).max().or(Some(Decimal::ZERO))
    }
}

/// The sum of `values`; nothing where it is too great.
pub(super) fn add(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}
