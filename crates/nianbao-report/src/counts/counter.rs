//! Which quantities may be counts of cases.

use super::phrase::MAX_BYTES;
use crate::quantities::{BreakKind, CountedLine, Quantity};

/// What a counter counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counter {
    /// What could be taken for applications.
    Case,
    /// Many things, which are applications where 申请 is said.
    Wide,
    /// Doings rather than cases.
    Doing,
}

/// Whether some quantity of `line` may become a claim, by its counter and the words near it.
pub(super) fn may_have_claims(line: &CountedLine, text: &str) -> bool {
    let has = |is: Counter| line.quantities.iter().any(|it| counter(it) == Some(is));
    let is_applied_for = |quantity: &Quantity| {
        counter(quantity) == Some(Counter::Wide) && may_name_applications(line, text, quantity)
    };
    has(Counter::Case)
        || has(Counter::Wide)
            && (text.contains("规范性文件") || line.quantities.iter().any(is_applied_for))
}

/// Whether the phrase of a quantity may say 申请: it does so in its clause, or before a bracket.
fn may_name_applications(line: &CountedLine, text: &str, quantity: &Quantity) -> bool {
    let number = &quantity.number;
    let (before, behind) =
        line.breaks.split_at(line.breaks.partition_point(|it| it.at < number.start));
    let first = text.floor_char_boundary(number.start.saturating_sub(MAX_BYTES));
    let last = text.ceil_char_boundary(number.end.saturating_add(MAX_BYTES));
    let mut near = before.iter().rev().take_while(|it| it.end >= first);
    let opening = near.find(|it| it.kind != BreakKind::Pause);
    let is_bracketed =
        opening.is_some_and(|it| matches!(it.kind, BreakKind::Open | BreakKind::Close));
    let start = opening.map_or(first, |it| it.end);
    let end = behind.first().map_or(last, |it| last.min(it.at));
    is_bracketed || text[start..end].contains("申请")
}

/// What the counter of a quantity counts, where it is one of cases or of what people count like cases.
pub(super) fn counter(quantity: &Quantity) -> Option<Counter> {
    match quantity.unit?.text {
        "件" | "宗" | "条" | "份" | "起" | "例" => Some(Counter::Case),
        "次" | "项" | "个" => Some(Counter::Wide),
        "件次" | "人次" | "批次" => Some(Counter::Doing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::counted_line;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(may_have_claims(&counted_line(text), text), expected, "{text}");
    }

    #[test]
    fn counts_of_many_things_need_their_word() {
        check("收到件数为12件。", true);
        check("受理依申请公开、复议事项12项。", true);
        check("依申请公开（含网上）12次。", true);
        check("规范性文件已清理，废止3项。", true);
        check("培训3次，讲解申请答复规范。", false);
        check("申请答复规范，培训3次、4次。", false);
        check("申请培训30人次。", false);
    }

    #[test]
    fn an_endless_list_takes_linear_time() {
        let text = "申请，".to_owned() + &"网站1个、".repeat(20_000);
        check(&text, false);
    }
}
