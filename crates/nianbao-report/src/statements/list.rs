use rust_decimal::Decimal;

use super::subject::{Aspect, are_all_applicants, aspect, doing, is_rest, is_sum};
use super::term::{Opener, Terms};
use crate::quantities::MarkKind;

/// A total and the parts that the prose gives of it. Indexes count the quantities of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// Index into [`crate::Report::counted_lines`].
    pub line: usize,
    /// The total; where several could be meant, the likeliest.
    pub whole: usize,
    /// The parts, in reading order.
    pub parts: Vec<usize>,
    /// How the list is introduced.
    pub marker: Marker,
    /// Whether the list gives all parts.
    pub closing: Closing,
    /// The parts added up.
    pub sum: Decimal,
    /// Whether some admissible reading of the list and of its total is right: with or without what may not belong to it,
    /// of another total that stands before it.
    pub may_fit: bool,
    /// Whether there is but one reading: one total, parts that surely belong, all in one unit.
    pub is_certain: bool,
}

/// How a list of parts is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// 其中, 包括, 含, 在…中.
    Among,
    /// 分别为, a colon or a bracket right behind the total.
    Namely,
    /// 合计, 共计 behind the parts.
    Sum,
    /// Nothing: parts of a total said before.
    None,
}

/// Whether a list gives all parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It does: by its marker, or because it ends in 其他.
    Exhaustive,
    /// It may leave some out.
    Open,
}

/// Most parts that may or may not belong to a list before nothing is said of it.
const MOST_DOUBTFUL: usize = 6;

/// The breakdowns of a line.
pub(super) fn breakdowns(terms: &Terms<'_>, line: usize) -> Vec<Breakdown> {
    let mut finder = Finder { terms, line, taken: vec![false; terms.all.len()], found: Vec::new() };
    for start in 1..terms.all.len() {
        if let Some(opener) = terms.all[start].opener {
            finder.opened(start, opener);
        } else if is_sum(terms.subject(start)) {
            finder.added_up(start);
        }
    }
    finder.unmarked();
    finder.found.sort_by_key(|breakdown| breakdown.parts[0]);
    finder.found
}

struct Finder<'t> {
    terms: &'t Terms<'t>,
    line: usize,
    /// Which terms are parts already.
    taken: Vec<bool>,
    found: Vec<Breakdown>,
}

/// A list of parts before it is matched with its total. Indexes count terms.
#[derive(Default)]
struct List {
    parts: Vec<usize>,
    /// Places among the parts before which the list may end.
    cuts: Vec<usize>,
    /// Whether something in between was left out that may be a part.
    is_broken: bool,
}

impl Finder<'_> {
    /// The list that `opener` introduces at the term `start`.
    fn opened(&mut self, start: usize, opener: Opener) {
        let marker = match opener {
            Opener::Among | Opener::Including => Marker::Among,
            Opener::Namely | Opener::Colon | Opener::Bracket => Marker::Namely,
        };
        let direct = start - 1;
        let whole = if marker == Marker::Namely {
            self.can_be_whole(direct, start).then_some(direct)
        } else {
            let parts = self.collect(start, Some(direct)).parts;
            self.nearest_whole(start, self.greatest(&parts))
        };
        let Some(whole) = whole else { return };
        let list = self.collect(start, Some(whole));
        if opener == Opener::Bracket && list.parts.len() == 1 {
            return;
        }
        self.parts_of(whole, list, marker);
    }

    /// The list that goes on from `start`, of the total `whole`.
    fn collect(&self, start: usize, whole: Option<usize>) -> List {
        let terms = self.terms;
        let first = terms.all[start];
        let own = [whole, Some(start)].map(|term| term.and_then(|term| doing(terms.subject(term))));
        let mut list = List { parts: vec![start], ..List::default() };
        let mut is_nested = false;
        let mut joint: Option<bool> = None;
        for (index, term) in terms.all.iter().enumerate().skip(start + 1) {
            if term.depth > first.depth {
                continue;
            }
            let separator = term.separator;
            if term.depth < first.depth || separator == Some(MarkKind::Stop) {
                break;
            }
            let is_item = separator == Some(MarkKind::Semicolon);
            if is_nested && !is_item {
                continue;
            }
            list.is_broken |= is_nested;
            is_nested = term.opener.is_some();
            let subject = terms.subject(index);
            if is_nested || term.class != first.class || term.compares {
                continue;
            }
            let doing = doing(subject).filter(|_| first.depth == 0);
            if is_sum(subject) || doing.is_some() && !own.contains(&doing) {
                break;
            }
            let was_rest = list.parts.last().is_some_and(|last| is_rest(terms.subject(*last)));
            if was_rest || joint.is_some_and(|joint| joint != is_item) {
                list.cuts.push(list.parts.len());
            }
            joint.get_or_insert(is_item);
            list.parts.push(index);
        }
        list
    }

    /// Whether the term `whole` can be the total of a list that begins at `start`.
    fn can_be_whole(&self, whole: usize, start: usize) -> bool {
        let (total, first) = (self.terms.all[whole], self.terms.all[start]);
        total.class == first.class
            && !total.compares
            && total.depth <= first.depth
            && total.sentence + 1 >= first.sentence
            && self.terms.is_exact(whole)
    }

    /// The total that 其中 before `start` refers to: the nearest before it that is in the same unit, if any is, and can
    /// hold the `greatest` part; numbers that are parts themselves only where nothing stands between.
    fn nearest_whole(&self, start: usize, greatest: Decimal) -> Option<usize> {
        let candidates = || {
            (0..start).rev().filter(|term| {
                self.can_be_whole(*term, start) && (!self.taken[*term] || *term + 1 == start)
            })
        };
        let same_unit = |term: &usize| self.terms.unit(*term) == self.terms.unit(start);
        let in_unit = candidates().any(|term| same_unit(&term));
        let mut candidates = candidates().filter(|term| !in_unit || same_unit(term)).peekable();
        let nearest = candidates.peek().copied();
        candidates.find(|term| self.terms.value(*term) >= greatest).or(nearest)
    }

    fn greatest(&self, parts: &[usize]) -> Decimal {
        parts.iter().map(|part| self.terms.value(*part)).max().unwrap_or_default()
    }

    /// Takes the parts of `whole`: as one list, or as several where the first of them make the whole.
    fn parts_of(&mut self, whole: usize, mut list: List, marker: Marker) {
        let value = self.terms.value(whole);
        let mut sum = Decimal::ZERO;
        let complete = list.parts.iter().position(|part| {
            sum = sum.checked_add(self.terms.value(*part)).unwrap_or(Decimal::MAX);
            sum == value
        });
        let end = complete.map_or(list.parts.len(), |last| last + 1);
        let rest = list.parts.split_off(end);
        let cuts = list.cuts.iter().filter(|cut| **cut > end).map(|cut| cut - end).collect();
        list.cuts.retain(|cut| *cut < end);
        self.list_of(whole, &list, marker);
        if !rest.is_empty() && !value.is_zero() {
            let rest = List { parts: rest, cuts, is_broken: list.is_broken };
            self.parts_of(whole, rest, Marker::None);
        }
    }

    fn list_of(&mut self, whole: usize, list: &List, marker: Marker) {
        let terms = self.terms;
        for part in &list.parts {
            self.taken[*part] = true;
        }
        if !list.parts.iter().all(|part| terms.is_exact(*part)) {
            return;
        }
        let subjects = || list.parts.iter().map(|part| terms.subject(*part));
        let Some(final_part) = list.parts.last().copied() else { return };
        let goes_on = terms.tail(final_part).starts_with('等');
        let is_exhaustive = !goes_on
            && (marker == Marker::Namely && list.parts.len() > 1
                || is_rest(terms.subject(final_part)) && list.parts.len() > 1
                || are_all_applicants(subjects()));
        let Some(sums) = self.sums(whole, list) else { return };
        let values = || (0..list.parts[0]).map(|term| terms.value(term));
        let is_said = sums.all.iter().any(|sum| values().any(|value| value == *sum));
        let may_fit = is_said || !is_exhaustive && sums.least <= terms.value(whole);
        let one_unit = list.parts.iter().all(|part| terms.unit(*part) == terms.unit(whole));
        let is_certain = one_unit
            && marker != Marker::None
            && !list.is_broken
            && list.cuts.is_empty()
            && sums.all.len() == 1;
        let closing = if is_exhaustive { Closing::Exhaustive } else { Closing::Open };
        let breakdown = self.breakdown(whole, &list.parts, marker, sums.full);
        self.found.push(Breakdown { closing, may_fit, is_certain, ..breakdown });
    }

    /// A breakdown that gives all parts and is right.
    fn breakdown(&self, whole: usize, parts: &[usize], marker: Marker, sum: Decimal) -> Breakdown {
        let quantity = |term: &usize| self.terms.all[*term].quantity;
        Breakdown {
            line: self.line,
            whole: quantity(&whole),
            parts: parts.iter().map(quantity).collect(),
            marker,
            closing: Closing::Exhaustive,
            sum,
            may_fit: true,
            is_certain: true,
        }
    }

    /// What the parts of a list may come to; nothing where too many of them may not belong to it, or where a sum is too
    /// great.
    fn sums(&self, whole: usize, list: &List) -> Option<Sums> {
        let terms = self.terms;
        let value = |part: &usize| terms.value(*part);
        let full = add(list.parts.iter().map(value))?;
        let mut all = vec![full];
        let ends = list.cuts.iter().copied().chain([list.parts.len()]);
        let mut least = full;
        for end in ends {
            let parts = &list.parts[..end];
            let (doubtful, sure): (Vec<usize>, Vec<usize>) =
                parts.iter().partition(|part| self.is_doubtful(**part, whole));
            if doubtful.len() > MOST_DOUBTFUL {
                return None;
            }
            let sure_sum = add(sure.iter().map(value))?;
            least = least.min(self.greatest_aspect(&sure)?);
            for chosen in 0..1_u32 << doubtful.len() {
                let chosen = doubtful.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
                let sum = add(chosen.map(|(_, part)| value(part)).chain([sure_sum]))?;
                if !all.contains(&sum) {
                    all.push(sum);
                }
            }
        }
        if !list.cuts.is_empty() {
            let items = list.parts.iter().filter(|part| {
                **part == list.parts[0] || terms.all[**part].separator == Some(MarkKind::Semicolon)
            });
            let items = add(items.map(value))?;
            least = least.min(items);
            all.push(items);
        }
        Some(Sums { full, all, least })
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
            let (aspect, value) = (aspect(self.terms.subject(*part)), self.terms.value(*part));
            match sums.iter_mut().find(|(known, _)| *known == aspect) {
                Some((_, sum)) => *sum = sum.checked_add(value)?,
                None => sums.push((aspect, value)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).max().or(Some(Decimal::ZERO))
    }

    /// The parts before `whole`, a term with 合计 or 共计.
    fn added_up(&mut self, whole: usize) {
        let terms = self.terms;
        let total = terms.all[whole];
        let mut parts: Vec<usize> = (0..whole)
            .rev()
            .take_while(|index| {
                let term = terms.all[*index];
                term.sentence == total.sentence && term.opener.is_none()
            })
            .filter(|index| {
                let term = terms.all[*index];
                term.depth == total.depth && term.class == total.class && !term.compares
            })
            .collect();
        parts.reverse();
        let exact = parts.iter().chain([&whole]).all(|part| terms.is_exact(*part));
        if parts.len() < 2 || !exact {
            return;
        }
        let value = terms.value(whole);
        let suffixes = (0..parts.len() - 1)
            .filter_map(|from| add(parts[from..].iter().map(|part| terms.value(*part))));
        let is_said = (0..whole).any(|term| terms.value(term) == value);
        let may_fit = is_said || suffixes.into_iter().any(|sum| sum == value);
        let Some(sum) = add(parts.iter().map(|part| terms.value(*part))) else { return };
        let one_unit = parts.iter().all(|part| terms.unit(*part) == terms.unit(whole));
        let apart = parts.iter().all(|part| doing(terms.subject(*part)).is_none());
        let breakdown = self.breakdown(whole, &parts, Marker::Sum, sum);
        self.found.push(Breakdown { may_fit, is_certain: one_unit && apart, ..breakdown });
    }

    /// Lists without introduction that end in 其他, of results or of channels: `予以公开3件，不予公开1件，其他处理1件`.
    fn unmarked(&mut self) {
        const FEWEST_PARTS: usize = 3;
        let terms = self.terms;
        let mut start = 0;
        while start < terms.all.len() {
            let is_start = |start: usize| {
                let listed =
                    matches!(aspect(terms.subject(start)), Aspect::Outcome | Aspect::Channel);
                !self.taken[start] && listed && !terms.all[start].compares
            };
            if !is_start(start) {
                start += 1;
                continue;
            }
            let mut list = self.collect(start, None);
            let last_rest = list.parts.iter().rposition(|part| is_rest(terms.subject(*part)));
            list.parts.truncate(last_rest.map_or(0, |last| last + 1));
            list.cuts.retain(|cut| *cut < list.parts.len());
            let end = list.parts.last().copied();
            let fresh = list.parts.iter().all(|part| !self.taken[*part]);
            if list.parts.len() >= FEWEST_PARTS
                && fresh
                && let Some(whole) = self.likeliest_whole(start, &list)
            {
                self.list_of(whole, &list, Marker::None);
            }
            start = end.unwrap_or(start) + 1;
        }
    }

    /// The number before `start` that the sum of the parts comes nearest to, if it can hold them.
    fn likeliest_whole(&self, start: usize, list: &List) -> Option<usize> {
        let terms = self.terms;
        let sum = add(list.parts.iter().map(|part| terms.value(*part)))?;
        let greatest = self.greatest(&list.parts);
        (0..start)
            .filter(|term| {
                let total = terms.all[*term];
                total.class == terms.all[start].class
                    && !total.compares
                    && terms.is_exact(*term)
                    && terms.value(*term) >= greatest
            })
            .min_by_key(|term| (terms.value(*term) - sum).abs())
    }
}

/// What the parts of a list may come to.
struct Sums {
    /// All of them.
    full: Decimal,
    /// Under every reading.
    all: Vec<Decimal>,
    /// At least, where they may overlap.
    least: Decimal,
}

fn add(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}

#[cfg(test)]
mod tests;
