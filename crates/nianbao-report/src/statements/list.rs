mod sums;
mod wholes;

use rust_decimal::Decimal;

use sums::add;

use super::subject::{Aspect, are_complete, is_sum};
use super::term::{Opener, Terms};
use crate::quantities::BreakKind;

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
    /// Whether parts may count one thing more than once: what is made public by several channels.
    pub may_overlap: bool,
    /// Whether there is but one reading: one total, parts that surely belong, all in one unit.
    pub is_certain: bool,
}

/// Longest list that is read, in parts.
const MOST_PARTS: usize = 48;

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

/// The breakdowns of a line.
pub(super) fn breakdowns(terms: &Terms<'_>, line: usize) -> Vec<Breakdown> {
    let mut finder = Finder { terms, line, taken: vec![false; terms.all.len()], found: Vec::new() };
    for start in 1..terms.all.len() {
        if let Some(opener) = terms.all[start].opener {
            finder.opened(start, opener);
            if terms.is_second_number(start + 1) {
                finder.opened(start + 1, opener);
            }
        } else if is_sum(terms.subject(start)) {
            finder.added_up(start);
        }
    }
    if terms.may_have_rest() {
        finder.unmarked();
    }
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
            Opener::Of => return self.part_of_named(start),
            Opener::Among | Opener::Including => Marker::Among,
            Opener::Namely | Opener::Colon | Opener::Bracket => Marker::Namely,
        };
        let direct = self.direct_whole(start);
        let list = self.collect(start, Some(direct));
        let whole = if marker == Marker::Namely {
            self.can_be_whole(direct, start).then_some(direct)
        } else {
            self.nearest_whole(start, self.greatest(&list.parts))
        };
        let Some(whole) = whole.filter(|whole| !self.is_of_rate(*whole, start)) else { return };
        let list = if whole == direct { list } else { self.collect(start, Some(whole)) };
        if opener == Opener::Bracket && list.parts.len() == 1 {
            return;
        }
        self.parts_of(whole, list, marker);
    }

    /// Whether the list at the term `start` tells of the rate right before it, and not of the total in an earlier sentence:
    /// `召开会议9次。解读率达到100%，其中部门解读11次`.
    fn is_of_rate(&self, whole: usize, start: usize) -> bool {
        let terms = self.terms;
        let (total, first) = (terms.all[whole], terms.all[start]);
        let before = first.quantity.checked_sub(1).map(|it| &terms.line.quantities[it]);
        total.sentence != first.sentence
            && before.is_some_and(|before| {
                let between = before.whole.end..terms.quantity(start).number.start;
                before.is_percentage()
                    && !terms.text.get(between).is_some_and(|words| words.contains('。'))
            })
    }

    /// The list that `在主动公开的信息中` introduces at the term `start`: its total is not said, but was before.
    fn part_of_named(&mut self, start: usize) {
        let list = self.collect(start, None);
        let whole = self.likeliest_whole(start, &list);
        let one_unit = |whole: &usize| {
            list.parts.iter().all(|part| self.terms.unit(*part) == self.terms.unit(*whole))
        };
        if let Some(whole) = whole.filter(one_unit).filter(|it| self.may_be_of(*it, start)) {
            self.list_of(whole, &list, Marker::None);
        }
    }

    /// Whether the list at the term `start`, which nothing introduces as parts of the term `whole`, can be all of it. Results
    /// are of what was handled: of what was received, some may be carried over.
    fn may_be_of(&self, whole: usize, start: usize) -> bool {
        let is_handled = || {
            let subject = self.terms.subject(whole);
            ["办", "答", "回复", "处理"].iter().any(|it| subject.contains(it))
        };
        self.terms.told(start).aspect != Aspect::Outcome || is_handled()
    }

    /// The list that goes on from `start`, of the total `whole`.
    fn collect(&self, start: usize, whole: Option<usize>) -> List {
        let terms = self.terms;
        let first = terms.all[start];
        let own = || [whole, Some(start)].map(|it| it.map(|it| terms.told(it)));
        let mut list = List { parts: vec![start], ..List::default() };
        let mut is_nested = false;
        let mut joint: Option<bool> = None;
        for (index, term) in terms.all.iter().enumerate().skip(start + 1) {
            if term.depth > first.depth {
                continue;
            }
            let separator = term.separator;
            if term.depth < first.depth || separator == Some(BreakKind::Stop) {
                break;
            }
            let is_item = separator == Some(BreakKind::Semicolon);
            if is_nested && !is_item {
                continue;
            }
            list.is_broken |= is_nested;
            is_nested = term.opener.is_some();
            if is_nested || term.class != first.class {
                continue;
            }
            let subject = terms.told(index);
            if subject.compares {
                continue;
            }
            // 、 goes on with the list, and 咨询类 names a kind.
            let goes_on =
                separator == Some(BreakKind::Pause) || terms.subject(index).ends_with('类');
            let is_new = first.depth == 0 && !goes_on && subject.is_new_beside(own);
            if is_sum(terms.subject(index)) || is_new || list.parts.len() == MOST_PARTS {
                break;
            }
            let was_rest = list.parts.last().is_some_and(|last| terms.told(*last).is_rest);
            if was_rest && is_item && !subject.is_rest {
                break;
            }
            // `其中有效98件，34件已转办` tells on of what it has just counted.
            let is_bare = |part: usize| terms.subject(part).is_empty();
            let tells_on = is_bare(index) && !is_bare(start) && !goes_on;
            if was_rest || tells_on || joint.is_some_and(|joint| joint != is_item) {
                list.cuts.push(list.parts.len());
            }
            joint.get_or_insert(is_item);
            list.parts.push(index);
        }
        list
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
        let goes_on = complete.is_some_and(|last| self.goes_on(whole, &list, last + 1));
        let complete = complete.filter(|_| !goes_on);
        let end = complete.map_or(list.parts.len(), |last| last + 1);
        let rest = list.parts.split_off(end);
        let cuts = list.cuts.iter().filter(|cut| **cut > end).map(|cut| cut - end).collect();
        list.cuts.retain(|cut| *cut < end);
        self.list_of(whole, &list, marker);
        let rest = List { parts: rest, cuts, is_broken: list.is_broken };
        if self.is_second_list(&rest, value) {
            self.parts_of(whole, rest, Marker::None);
        }
    }

    /// Whether the list goes on at `end`, though the parts before make the whole: 其他 right behind, other results or applicants
    /// up to 其他, other ways applications came, or parts with shares that make 100 together. It then exceeds its total.
    fn goes_on(&self, whole: usize, list: &List, end: usize) -> bool {
        let terms = self.terms;
        let subject = |part: &usize| terms.told(*part);
        let next_cut = list.cuts.iter().copied().find(|cut| *cut >= end);
        let Some(run) = list.parts.get(end..next_cut.unwrap_or(list.parts.len())) else {
            return false;
        };
        let Some(next) = run.first() else { return false };
        let has_more = || run.iter().any(|part| !terms.value(*part).is_zero());
        let aspect = subject(&list.parts[0]).aspect;
        let applied = terms.subject(whole).contains("申请") && aspect == Aspect::Channel;
        let is_all = run.iter().all(|part| subject(part).aspect == aspect) && applied;
        let is_same = is_all
            || matches!(aspect, Aspect::Outcome | Aspect::Applicant)
                && run.iter().all(|part| subject(part).aspect == aspect || subject(part).is_rest)
                && run.last().is_some_and(|last| subject(last).is_rest);
        subject(next).is_rest && !terms.value(*next).is_zero()
            || has_more() && (is_same || terms.have_all_shares(&list.parts))
    }

    /// Whether parts that go on behind those that make the whole, `value`, are another breakdown of it rather than a new
    /// statement: they are all there are, and come near it.
    fn is_second_list(&self, rest: &List, value: Decimal) -> bool {
        let terms = self.terms;
        let sum = add(rest.parts.iter().map(|part| terms.value(*part)));
        let (Some(sum), Some(double)) = (sum, value.checked_add(value)) else { return false };
        let is_near = sum <= double && sum.checked_add(sum).is_some_and(|twice| twice >= value);
        !rest.parts.is_empty()
            && is_near
            && self.greatest(&rest.parts) <= value
            && (sum == value || self.is_exhaustive(&rest.parts, Marker::None))
    }

    /// Whether the parts are all there are.
    fn is_exhaustive(&self, parts: &[usize], marker: Marker) -> bool {
        let terms = self.terms;
        let Some(final_part) = parts.last().copied().filter(|_| parts.len() > 1) else {
            return false;
        };
        if terms.have_all_shares(parts) {
            return true;
        }
        let subjects: Vec<&str> = parts.iter().map(|part| terms.subject(*part)).collect();
        !terms.tail(final_part).starts_with('等')
            && (marker == Marker::Namely
                || terms.told(final_part).is_rest
                || are_complete(&subjects))
    }

    fn list_of(&mut self, whole: usize, list: &List, marker: Marker) {
        let terms = self.terms;
        let Some(&first) = list.parts.first() else { return };
        for part in &list.parts {
            self.taken[*part] = true;
        }
        if !list.parts.iter().all(|part| terms.is_exact(*part)) {
            return;
        }
        let is_exhaustive = self.is_exhaustive(&list.parts, marker);
        let Some(sums) = self.sums(whole, list) else { return };
        let is_said = |sum: &Decimal| self.is_said_before(first, whole, *sum, marker);
        // A list of nothing but zeros leaves out what there is.
        let is_void = sums.all.iter().all(Decimal::is_zero);
        let may_fit = is_void
            || !is_exhaustive && sums.least <= terms.value(whole)
            || sums.least_cut.is_some_and(|least| least <= terms.value(whole))
            || sums.all.iter().any(is_said);
        let one_unit = list.parts.iter().all(|part| terms.unit(*part) == terms.unit(whole));
        let is_certain = one_unit
            && marker != Marker::None
            && !list.is_broken
            && list.cuts.is_empty()
            && sums.all.len() == 1;
        let closing = if is_exhaustive { Closing::Exhaustive } else { Closing::Open };
        let is_channel = |part: &usize| terms.told(*part).aspect == Aspect::Channel;
        let may_overlap = list.parts.iter().any(is_channel);
        let parts = if may_fit { &list.parts } else { self.before_next_item(list) };
        let Some(sum) = add(parts.iter().map(|part| terms.value(*part))) else { return };
        let breakdown = self.breakdown(whole, parts, marker, sum);
        self.found.push(Breakdown { closing, may_fit, may_overlap, is_certain, ..breakdown });
    }

    /// Whether the term `whole`, or another number that can be the total of the list that begins at the term `start`, is `sum`,
    /// or is so together with what was carried in. Where nothing introduces the list, any number before may be; right
    /// behind its total none other can.
    fn is_said_before(&self, start: usize, whole: usize, sum: Decimal, marker: Marker) -> bool {
        let terms = self.terms;
        let is_direct = matches!(terms.all[start].opener, Some(Opener::Colon | Opener::Bracket));
        let may_be_whole = |term: &usize| match marker {
            _ if *term == whole => true,
            Marker::None => terms.all[*term].class == terms.all[start].class,
            Marker::Namely if is_direct => false,
            _ => self.can_be_said(*term, start) && terms.unit(*term) == terms.unit(start),
        };
        let wholes = || (0..start).filter(may_be_whole).map(|term| terms.value(term));
        let is_carried = |term: &usize| {
            let subject = terms.subject(*term);
            ["结转", "转结"].iter().any(|it| subject.contains(it)) && !subject.contains('下')
        };
        let mut carried = (0..start).filter(is_carried).map(|term| terms.value(term));
        wholes().any(|value| value == sum)
            || carried.any(|more| wholes().any(|value| value.checked_add(more) == Some(sum)))
    }

    /// The parts up to a semicolon behind which a new statement may begin.
    fn before_next_item<'l>(&self, list: &'l List) -> &'l [usize] {
        let is_next = |cut: &usize| {
            let next = list.parts[*cut];
            self.terms.all[next].separator == Some(BreakKind::Semicolon)
                && !self.terms.told(next).is_rest
        };
        let end = list.cuts.iter().copied().find(is_next);
        &list.parts[..end.unwrap_or(list.parts.len())]
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
            may_overlap: false,
            is_certain: true,
        }
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
                term.depth == total.depth
                    && term.class == total.class
                    && !terms.told(*index).compares
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
        let apart = parts.iter().all(|part| terms.told(*part).doing.is_none());
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
                let listed = matches!(terms.told(start).aspect, Aspect::Outcome | Aspect::Channel);
                !self.taken[start] && listed && !terms.told(start).compares
            };
            if !is_start(start) {
                start += 1;
                continue;
            }
            let mut list = self.collect(start, None);
            let last_rest = list.parts.iter().rposition(|part| terms.told(*part).is_rest);
            list.parts.truncate(last_rest.map_or(0, |last| last + 1));
            list.cuts.retain(|cut| *cut < list.parts.len());
            let end = list.parts.last().copied();
            let fresh = list.parts.iter().all(|part| !self.taken[*part]);
            // `在网站公开概况3条、财政2条、其他信息1条` tells kinds of what one channel made public.
            let aspect = terms.told(start).aspect;
            let fresh = fresh
                && list.parts.iter().all(|part| {
                    let subject = terms.told(*part);
                    subject.aspect == aspect || subject.is_rest || aspect == Aspect::Outcome
                });
            if list.parts.len() >= FEWEST_PARTS
                && fresh
                && let Some(whole) = self.likeliest_whole(start, &list)
                && self.may_be_of(whole, start)
            {
                self.list_of(whole, &list, Marker::None);
            }
            start = end.unwrap_or(start) + 1;
        }
    }
}

#[cfg(test)]
mod tests;
