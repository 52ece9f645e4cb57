use rust_decimal::Decimal;

use super::share::Share;
use super::subject::{Subject, are_complete};
use super::term::{Terms, breaks_in};
use crate::quantities::BreakKind;

/// Percentages that the prose gives side by side of one whole. Indexes count the quantities of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Index into [`crate::Report::counted_lines`].
    pub line: usize,
    /// The percentages, in reading order; two at least.
    pub percentages: Vec<usize>,
    /// Whether they are all there are: the last is that of 其他, or they are those of persons and organisations.
    pub is_exhaustive: bool,
    /// Whether they are told apart by several things, as by channel and by applicant, so that they may overlap.
    pub may_overlap: bool,
}

/// The partitions among the `shares` of a line: those of one sentence, parted where they make up the whole.
pub(super) fn partitions(terms: &Terms<'_>, line: usize, shares: &[Share]) -> Vec<Partition> {
    let mut found = Vec::new();
    let mut group = Group::default();
    for (index, share) in shares.iter().enumerate() {
        if group.percentages.last().is_some_and(|last| !goes_on(terms, *last, share)) {
            group.close(line, &mut found);
        }
        group.push(terms, share);
        let distance = (group.sum - Decimal::ONE_HUNDRED).abs();
        if distance <= tolerance(terms, &group.percentages)
            && !comes_nearer(terms, group.sum, &shares[index..])
        {
            group.close(line, &mut found);
        }
    }
    group.close(line, &mut found);
    found
}

/// Whether the shares behind the first of `shares` in its sentence bring `sum` nearer to 100.
fn comes_nearer(terms: &Terms<'_>, sum: Decimal, shares: &[Share]) -> bool {
    let following =
        shares.windows(2).take_while(|pair| goes_on(terms, pair[0].percentage, &pair[1]));
    let mut values = following.map(|pair| terms.line.quantities[pair[1].percentage].value);
    let full = values.try_fold(sum, Decimal::checked_add);
    let distance = |sum: Decimal| (sum - Decimal::ONE_HUNDRED).abs();
    full.is_some_and(|full| distance(full) < distance(sum))
}

/// How far rounding and cutting off can bring the sum of percentages from 100: a step of each.
fn tolerance(terms: &Terms<'_>, percentages: &[usize]) -> Decimal {
    percentages
        .iter()
        .filter_map(|index| {
            let scale = terms.line.quantities[*index].value.scale();
            Decimal::try_from_i128_with_scale(1, scale).ok()
        })
        .sum()
}

/// Whether `share` stands in the same sentence as the percentage `last`.
fn goes_on(terms: &Terms<'_>, last: usize, share: &Share) -> bool {
    let quantities = &terms.line.quantities;
    let between = quantities[last].whole.end..quantities[share.percentage].number.start;
    !breaks_in(terms.line, &between).iter().any(|it| it.kind == BreakKind::Stop)
        && !terms.text[between].contains("其中")
}

#[derive(Default)]
struct Group<'t> {
    percentages: Vec<usize>,
    sum: Decimal,
    subjects: Vec<&'t str>,
}

impl<'t> Group<'t> {
    fn push(&mut self, terms: &Terms<'t>, share: &Share) {
        let quantity = &terms.line.quantities[share.percentage];
        let named = share.part.map_or(quantity, |part| &terms.line.quantities[part]);
        let subject = &terms.text[named.subject.clone()];
        self.percentages.push(share.percentage);
        self.sum = self.sum.checked_add(quantity.value).unwrap_or(Decimal::MAX);
        self.subjects.push(subject.split('占').next().unwrap_or_default());
    }

    fn close(&mut self, line: usize, found: &mut Vec<Partition>) {
        let group = std::mem::take(self);
        if group.percentages.len() < 2 {
            return;
        }
        let subjects = || group.subjects.iter().map(|words| Subject::of(words));
        let ends_in_rest = subjects().next_back().is_some_and(|subject| subject.is_rest);
        let mut aspects = subjects().filter(|it| !it.is_rest).map(|it| it.aspect);
        let first = aspects.next();
        let may_overlap = aspects.any(|aspect| Some(aspect) != first);
        found.push(Partition {
            line,
            percentages: group.percentages,
            is_exhaustive: ends_in_rest || are_complete(&group.subjects),
            may_overlap,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::counted_line;
    use crate::statements::{list::breakdowns, share::shares};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let line = counted_line(text);
        let terms = Terms::of(&line, text, 0..line.quantities.len());
        let shares = shares(&terms, 0, &breakdowns(&terms, 0));
        let found: Vec<(String, bool)> = partitions(&terms, 0, &shares)
            .iter()
            .map(|it| {
                let numbers = it.percentages.iter();
                let numbers: Vec<&str> =
                    numbers.map(|index| &text[line.quantities[*index].number.clone()]).collect();
                (numbers.join("+"), it.is_exhaustive)
            })
            .collect();
        let expected: Vec<(String, bool)> =
            expected.iter().map(|(numbers, all)| ((*numbers).to_owned(), *all)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn shares_side_by_side_belong_together() {
        check("其中予以公开占58.5%、不予公开占7.3%，其他情况占34.1%。", &[("58.5+7.3+34.1", true)]);
        check(
            "甲30件，占33.33%；乙60件，占66.67%，网上50件，占55.56%，其他方式40件，占44.44%。",
            &[("33.33+66.67", false), ("55.56+44.44", true)],
        );
        check("甲占30%。乙占70%。", &[]);
        check("甲约占30%，乙占60%。", &[]);
    }
}
