use rust_decimal::Decimal;

use super::sums::add;
use super::{Finder, List};

/// Which number is the total of a list. Indexes count terms.
impl Finder<'_> {
    /// The number right before a list; of `6次180人次，` the one that counts what the list does.
    pub(super) fn direct_whole(&self, start: usize) -> usize {
        let terms = self.terms;
        let class = terms.all[start].class;
        let nearest = (start - 1).saturating_sub(usize::from(terms.is_second_number(start)));
        let is_pair = terms.all[nearest].class != class && terms.is_second_number(nearest);
        nearest - usize::from(is_pair)
    }

    /// Whether the term `whole` can be the total of a list that begins at `start`.
    pub(super) fn can_be_whole(&self, whole: usize, start: usize) -> bool {
        self.can_be_said(whole, start) && self.terms.is_exact(whole)
    }

    /// The same, where the total may be an estimate.
    pub(super) fn can_be_said(&self, whole: usize, start: usize) -> bool {
        let (total, first) = (self.terms.all[whole], self.terms.all[start]);
        total.class == first.class
            && total.depth <= first.depth
            && total.sentence + 1 >= first.sentence
            && !self.terms.told(whole).compares
    }

    /// The total that 其中 before `start` refers to: the nearest before it that is in the same unit, if any is, and can
    /// hold the `greatest` part; numbers that are parts themselves only where nothing stands between. Where none of several
    /// can hold it, their sum may be meant, and nothing is said.
    pub(super) fn nearest_whole(&self, start: usize, greatest: Decimal) -> Option<usize> {
        let same_unit = |term: &usize| self.terms.unit(*term) == self.terms.unit(start);
        let can_be = |term: &usize| {
            (!self.taken[*term] || *term + 1 == start) && self.can_be_said(*term, start)
        };
        let in_unit = (0..start).rev().filter(same_unit).any(|term| can_be(&term));
        let mut candidates =
            (0..start).rev().filter(|term| (!in_unit || same_unit(term)) && can_be(term));
        let nearest = candidates.next()?;
        let whole = if self.terms.value(nearest) >= greatest {
            nearest
        } else {
            match candidates.find(|term| self.terms.value(*term) >= greatest) {
                Some(whole) => whole,
                None => self.is_alone(nearest, start).then_some(nearest)?,
            }
        };
        self.terms.is_exact(whole).then_some(whole)
    }

    /// Whether no other number of the kind stands in the sentence of the term `whole` before `start`.
    pub(super) fn is_alone(&self, whole: usize, start: usize) -> bool {
        let own = self.terms.all[whole];
        (0..start).filter(|other| *other != whole).all(|other| {
            let term = self.terms.all[other];
            term.sentence != own.sentence
                || term.class != own.class
                || self.terms.told(other).compares
        })
    }

    /// The number before `start` that the sum of the parts comes nearest to, if it can hold them.
    pub(super) fn likeliest_whole(&self, start: usize, list: &List) -> Option<usize> {
        let terms = self.terms;
        let sum = add(list.parts.iter().map(|part| terms.value(*part)))?;
        let greatest = self.greatest(&list.parts);
        (0..start)
            .filter(|term| {
                let total = terms.all[*term];
                total.class == terms.all[start].class
                    && terms.is_exact(*term)
                    && terms.value(*term) >= greatest
                    && !terms.told(*term).compares
            })
            .min_by_key(|term| (terms.value(*term) - sum).abs())
    }
}
