use rust_decimal::Decimal;

use super::list::Breakdown;
use super::subject::Aspect;
use super::term::Terms;

/// A list of all results whose total its line does not say: `从办理结果看：予以公开3件，不予公开1件，其他处理2件`. Indexes count the
/// quantities of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultList {
    /// Index into [`crate::Report::counted_lines`].
    pub line: usize,
    /// The results, in reading order.
    pub parts: Vec<usize>,
    /// The results added up.
    pub sum: Decimal,
}

/// Fewest results that make a list of all.
const FEWEST: usize = 3;

/// The list of results that `terms` hold besides the `breakdowns`, up to 其他处理.
pub(super) fn result_list(
    terms: &Terms<'_>,
    line: usize,
    breakdowns: &[Breakdown],
) -> Option<ResultList> {
    if !terms.may_have_rest() {
        return None;
    }
    let is_result = |term: usize| terms.told(term).aspect == Aspect::Outcome;
    let start = (0..terms.all.len()).find(|term| is_result(*term))?;
    let first = terms.all[start];
    let end = (start..terms.all.len())
        .take_while(|term| is_result(*term) && terms.all[*term].sentence == first.sentence)
        .find(|term| terms.told(*term).is_rest)?;
    let list = start..end + 1;
    let quantity = |term: usize| terms.all[term].quantity;
    let is_taken = breakdowns.iter().any(|it| it.parts.contains(&quantity(start)));
    let is_one_list = list.clone().all(|term| {
        terms.is_exact(term)
            && terms.unit(term) == terms.unit(start)
            && terms.all[term].depth == first.depth
            && !terms.told(term).compares
    });
    if list.len() < FEWEST || is_taken || !is_one_list {
        return None;
    }
    let mut values = list.clone().map(|term| terms.value(term));
    let sum = values.try_fold(Decimal::ZERO, Decimal::checked_add)?;
    Some(ResultList { line, parts: list.map(quantity).collect(), sum })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::counted_line;
    use crate::statements::list::breakdowns;

    #[track_caller]
    fn check(text: &str, sum: Option<i64>) {
        let line = counted_line(text);
        let terms = Terms::of(&line, text, 0..line.quantities.len());
        let found = result_list(&terms, 0, &breakdowns(&terms, 0));
        assert_eq!(found.map(|list| list.sum), sum.map(Decimal::from), "{text}");
    }

    #[test]
    fn lists_of_all_results_without_a_total_are_told() {
        check("从办理结果看：予以公开3件，不予公开1件，其他处理2件。", Some(6));
        check("其中，予以公开3件，占60%；不予公开1件，占20%；作其他处理1件，占20%。", Some(5));
        check("答复6件：予以公开3件，不予公开1件，其他处理2件。", None);
        check("予以公开3件，不予公开1件。", None);
        check("予以公开3件，不予公开1件，其他处理约2件。", None);
        check("公开信息3条，其他1条。", None);
    }
}
