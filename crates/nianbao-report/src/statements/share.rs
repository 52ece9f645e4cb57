use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::list::{Breakdown, Marker};
use super::term::{Term, Terms, breaks_in};
use crate::quantities::{BreakKind, Exactness};
use crate::words::WordTable;

/// A share that the prose gives: `15件，占75%`. Indexes count the quantities of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index into [`crate::Report::counted_lines`].
    pub line: usize,
    /// The percentage.
    pub percentage: usize,
    /// The number it is the share of; absent where only the percentage is given.
    pub part: Option<usize>,
    /// What may be the whole, the likeliest first.
    pub wholes: Vec<usize>,
    /// Whether the first of them is meant: the number is said to be part of it.
    pub is_whole_said: bool,
    /// What the list comes to that the number is a part in.
    pub list_sum: Option<Decimal>,
}

/// Most numbers that may be the whole; a paragraph that counts more has them nearer.
const MOST_WHOLES: usize = 16;

/// What may stand between 占 and the percentage without naming a whole that the line does not count.
static WHOLES: LazyLock<WordTable<()>> = LazyLock::new(|| {
    WordTable::of(
        "比 比例 比重 为 是 达 达到 的 总 总数 总量 总件数 总条数 总数量 合计 共 共计 件 条 件数 条数 数 数量 量 申请 申请量 申请数 \
         新收 新收到 收到 受理 办理 办结 答复 回复 处理 结果 办件 公开 主动公开 发布 信息 政府信息 政府信息公开 依申请公开 案件 事项 \
         全部 全年 本年 本年度 年度 当年 已 所 有 其 所有 各类 留言 咨询 投诉",
    )
});

/// The shares of a line.
pub(super) fn shares(terms: &Terms<'_>, line: usize, breakdowns: &[Breakdown]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let mut percentages = terms.range.clone();
    while let Some(percentage) = percentages.next() {
        let quantity = &terms.line.quantities[percentage];
        if !quantity.is_percentage() || quantity.exactness != Exactness::Exact {
            continue;
        }
        let subject = &terms.text[quantity.subject.clone()];
        if is_rate(subject) {
            shares.extend(rate(terms, line, percentage));
            continue;
        }
        if let Some(parts) = each_of(terms, percentage) {
            for (index, part) in (percentage..).zip(parts) {
                shares.push(share_of(terms, line, index, Some(part), breakdowns));
                percentages.start = index + 1;
            }
            continue;
        }
        let Some(names_part) = names_part(subject) else { continue };
        let before = percentage.checked_sub(1).filter(|before| {
            let is_count = terms.term_of(*before).is_some();
            is_count && !names_part && is_same_item(terms, *before, percentage)
        });
        shares.push(share_of(terms, line, percentage, before, breakdowns));
    }
    shares
}

/// The share of the number `part`, with what may be its whole.
fn share_of(
    terms: &Terms<'_>,
    line: usize,
    percentage: usize,
    part: Option<usize>,
    breakdowns: &[Breakdown],
) -> Share {
    let list = part.and_then(|part| breakdowns.iter().find(|it| it.parts.contains(&part)));
    let (wholes, is_whole_said) =
        part.map_or((Vec::new(), false), |part| wholes(terms, part, list));
    Share { line, percentage, part, wholes, is_whole_said, list_sum: list.map(|list| list.sum) }
}

/// The numbers that as many percentages from `first` on are the shares of: `自然人15件、法人5件，分别占75%、25%`.
fn each_of(terms: &Terms<'_>, first: usize) -> Option<Vec<usize>> {
    const MOST: usize = 12;
    let quantities = &terms.line.quantities;
    let subject = |index: usize| &terms.text[quantities[index].subject.clone()];
    let whole = ["分别占", "各占", "占比分别", "占比依次"]
        .iter()
        .find_map(|it| subject(first).strip_prefix(it))?;
    let goes_on = |index: usize| {
        terms.range.contains(&index)
            && quantities[index].is_percentage()
            && matches!(subject(index), "" | "和" | "及" | "与")
    };
    let count = 1 + (first + 1..).take(MOST).take_while(|index| goes_on(*index)).count();
    let end = terms.all.partition_point(|term| term.quantity < first);
    let start = end.checked_sub(count).filter(|_| count > 1 && is_known_whole(whole))?;
    let parts = &terms.all[start..end];
    let same = |term: &Term| {
        (term.class, term.depth, term.sentence)
            == (parts[0].class, parts[0].depth, parts[0].sentence)
    };
    let follow = parts.iter().zip(first - count..).all(|(term, index)| term.quantity == index);
    let exact = (first..first + count).all(|it| quantities[it].exactness == Exactness::Exact);
    (parts.iter().all(same) && follow && exact).then(|| (first - count..first).collect())
}

/// Whether the words before a percentage name what it is the share of; nothing where they give no share, or one of a whole
/// that is not told.
fn names_part(subject: &str) -> Option<bool> {
    let (part, whole) = subject.split_once('占')?;
    let whole = whole.strip_prefix('了').unwrap_or(whole);
    // 分别占 speaks of several numbers before it.
    let is_vague = part.ends_with(['约', '近']) || part == "分别" || part == "各";
    (!is_vague && is_known_whole(whole)).then(|| !["", "均", "共", "合计", "其"].contains(&part))
}

/// Whether the words between 占 and the percentage name no whole, or one that the line counts.
fn is_known_whole(words: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let Some(((), len)) = WHOLES.at(rest) else { return false };
        rest = &rest[len..];
    }
    true
}

/// Rates that are shares of what the sentence counts.
const RATES: [&str; 10] = [
    "公开率",
    "办结率",
    "答复率",
    "回复率",
    "采纳率",
    "整改率",
    "回应率",
    "处置率",
    "办复率",
    "解决率",
];

/// Whether a percentage behind `subject` is a rate: `主动公开率为`.
fn is_rate(subject: &str) -> bool {
    let rate = ["达到", "达", "为", "是"].iter().find_map(|it| subject.strip_suffix(it));
    RATES.iter().any(|it| rate.unwrap_or(subject).ends_with(it))
}

/// The rate that the only two numbers of a kind before it in its sentence give. All of what was due may be less than all
/// there is.
fn rate(terms: &Terms<'_>, line: usize, percentage: usize) -> Option<Share> {
    let value = terms.line.quantities[percentage].value;
    let end = terms.all.partition_point(|term| term.quantity < percentage);
    let part = end.checked_sub(1)?;
    let nearest = &terms.all[part];
    let mut before =
        (0..part).rev().take_while(|term| terms.all[*term].sentence == nearest.sentence);
    let is_of_kind = |term: &usize| terms.all[*term].class == nearest.class;
    let whole = before.next().filter(is_of_kind)?;
    let is_one_kind = terms.unit(part) == terms.unit(whole)
        && terms.is_exact(part)
        && terms.is_exact(whole)
        && !terms.told(part).compares
        && terms.value(part) <= terms.value(whole);
    let stops = terms.text
        [terms.quantity(part).whole.end..terms.line.quantities[percentage].number.start]
        .contains('。');
    if before.any(|term| is_of_kind(&term))
        || !is_one_kind
        || stops
        || value >= Decimal::ONE_HUNDRED
    {
        return None;
    }
    let quantity = |term: usize| terms.all[term].quantity;
    Some(Share {
        line,
        percentage,
        part: Some(quantity(part)),
        wholes: vec![quantity(whole)],
        is_whole_said: false,
        list_sum: None,
    })
}

/// Whether the percentage belongs to the number right before it: no more than a comma or a bracket between.
fn is_same_item(terms: &Terms<'_>, number: usize, percentage: usize) -> bool {
    use BreakKind::{Comma, Open, Pause};
    let quantities = &terms.line.quantities;
    let between = quantities[number].whole.end..quantities[percentage].number.start;
    match breaks_in(terms.line, &between) {
        [] => true,
        [only] => matches!(only.kind, Comma | Open | Pause),
        _ => false,
    }
}

/// What may be the whole of the number `part`, the likeliest first, and whether the first is said to be.
fn wholes(terms: &Terms<'_>, part: usize, own: Option<&Breakdown>) -> (Vec<usize>, bool) {
    let mut wholes: Vec<usize> = own.map(|breakdown| breakdown.whole).into_iter().collect();
    let is_said = own.is_some_and(|it| {
        it.marker != Marker::None || it.sum == terms.line.quantities[it.whole].value
    });
    let Some(term) = terms.term_of(part).map(|term| &terms.all[term]) else {
        return (wholes, false);
    };
    let value = terms.line.quantities[part].value;
    let others = terms.all.iter().filter(|other| {
        other.class == term.class
            && other.quantity != part
            && terms.line.quantities[other.quantity].value >= value
    });
    // Those before the number from the nearest on, then those behind it; each value once.
    let (mut before, behind): (Vec<usize>, Vec<usize>) =
        others.map(|other| other.quantity).partition(|other| *other < part);
    before.reverse();
    let value_of = |quantity: usize| terms.line.quantities[quantity].value;
    for other in before.into_iter().chain(behind) {
        let is_known = wholes.iter().any(|known| value_of(*known) == value_of(other));
        if !is_known && wholes.len() < MOST_WHOLES {
            wholes.push(other);
        }
    }
    (wholes, is_said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::counted_line;
    use crate::statements::list::breakdowns;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let line = counted_line(text);
        let terms = Terms::of(&line, text, 0..line.quantities.len());
        let number = |index: usize| &text[line.quantities[index].number.clone()];
        let found: Vec<String> = shares(&terms, 0, &breakdowns(&terms, 0))
            .iter()
            .map(|share| {
                let part = share.part.map_or("-", number);
                let whole = share.wholes.first().map_or("-", |whole| number(*whole));
                let said = if share.is_whole_said { "" } else { "?" };
                format!("{part}/{whole}{said} {}", number(share.percentage))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_share_has_its_number_and_its_whole() {
        check("收到申请20件，其中网上15件，占75%；信函5件，占比25%。", &["15/20 75", "5/20 25"]);
        check("收到申请20件，其中网上15件（占75%）。", &["15/20 75"]);
        check("在已办结的20件申请中，予以公开的12件，占60%。", &["12/20 60"]);
        check("收到申请20件，予以公开12件，占60%。", &["12/20? 60"]);
        check("收到20件，其中自然人15件、法人5件，分别占75%和25%。", &["15/20 75", "5/20 25"]);
        check("检查40次，发现问题10个，整改8个，整改率80%。", &["8/10? 80"]);
        check("自然人15件，占新收申请总数的75%。", &["15/-? 75"]);
        check("共办理20件，部分公开7，占35%。", &["7/20? 35"]);
        check("其中予以公开占58.5%、不予公开占7.3%。", &["-/-? 58.5", "-/-? 7.3"]);
        check("制发公文707件，主动公开673件，平均主动公开率为95.19%。", &["673/707? 95.19"]);
    }

    #[test]
    fn shares_of_what_is_not_told_are_none() {
        check("受理申请20件，占全市总量的5%。", &[]);
        check("自然人15件、法人5件，分别占全市的75%、25%。", &[]);
        check("办结率100%，同比增长20%。", &[]);
        check("考核分值占比不低于4%。", &[]);
    }
}
