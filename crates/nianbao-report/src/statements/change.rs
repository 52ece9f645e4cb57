use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::list::Breakdown;
use super::term::{Class, Terms, breaks_in};
use crate::quantities::{BreakKind, Exactness};
use crate::words::WordTable;

/// A change that the prose gives in percent: `148件，同比增加20.86%`. Indexes count the quantities of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Index into [`crate::Report::counted_lines`].
    pub line: usize,
    /// The percentage.
    pub percentage: usize,
    /// Which way.
    pub direction: Direction,
    /// The numbers that may have changed, the likeliest first. Never empty.
    pub numbers: Vec<usize>,
    /// By how much, where that is said: `增加20件，增长15.6%`.
    pub difference: Option<usize>,
    /// The number it was before, where that is said: `较2022年的2075条下降8.3%`. There is then one number that has changed.
    pub earlier: Option<usize>,
}

/// Which way a number has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// 增长.
    Up,
    /// 下降.
    Down,
}

/// What a word before a percentage says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Up,
    Down,
    /// Which time it is compared with.
    Comparing,
    Filler,
}

static WORDS: LazyLock<WordTable<Word>> = LazyLock::new(|| {
    let words = [
        (Word::Up, "增长 增加 上升 提高 提升 上涨 增幅 涨幅 同比增长率 增长率 增加率 新增"),
        (Word::Down, "下降 减少 降低 下滑 回落 降幅 缩减"),
        (
            Word::Comparing,
            "同比 环比 比 较 相比 相较 与 和 同 上年 上年度 上一年 上一年度 去年 上年同期 去年同期 同期 年度 年 年同期 年度同期",
        ),
        (
            Word::Filler,
            "了 为 约 达 达到 的 总量 数量 总数 申请量 申请数 申请数量 申请总量 受理量 受理数 办理量 办件量 公开量 发布量 件数 条数 总体 有所 \
             实现 整体 量 数 相应 其 均 共 而言 相对 于",
        ),
    ];
    WordTable::new(
        words
            .into_iter()
            .flat_map(|(word, texts)| texts.split_whitespace().map(move |text| (text, word))),
    )
});

/// The changes of a line.
pub(super) fn changes(terms: &Terms<'_>, line: usize, breakdowns: &[Breakdown]) -> Vec<Change> {
    let mut changes = Vec::new();
    for percentage in terms.range.clone() {
        let quantity = &terms.line.quantities[percentage];
        if !quantity.is_percentage() || quantity.exactness != Exactness::Exact {
            continue;
        }
        let Some((direction, compares)) = direction(&terms.text[quantity.subject.clone()]) else {
            continue;
        };
        let sources = Sources { terms, percentage, breakdowns };
        if let Some((number, earlier)) = sources.two_numbers() {
            let (numbers, earlier) = (vec![number], Some(earlier));
            changes.push(Change {
                line,
                percentage,
                direction,
                numbers,
                difference: None,
                earlier,
            });
        } else if let Some((numbers, difference)) = sources.find(compares, direction) {
            changes.push(Change {
                line,
                percentage,
                direction,
                numbers,
                difference,
                earlier: None,
            });
        }
    }
    changes
}

/// The way the words before a percentage say a number has changed, and whether they say since when. Nothing where any of
/// them is not known: they may speak of another thing.
fn direction(subject: &str) -> Option<(Direction, bool)> {
    let mut rest = subject;
    let mut direction = None;
    let mut compares = false;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 4 && rest[digits..].starts_with('年') {
            rest = &rest[digits..];
            continue;
        }
        let (word, len) = WORDS.at(rest)?;
        match word {
            Word::Up | Word::Down if direction.is_some_and(|known| known != word) => return None,
            Word::Up | Word::Down => direction = Some(word),
            Word::Comparing => compares = true,
            Word::Filler => {}
        }
        rest = &rest[len..];
    }
    let direction = if direction? == Word::Up { Direction::Up } else { Direction::Down };
    Some((direction, compares))
}

/// Where the numbers of a change stand.
struct Sources<'t> {
    terms: &'t Terms<'t>,
    percentage: usize,
    breakdowns: &'t [Breakdown],
}

impl Sources<'_> {
    /// The number that has changed and what it was before, where both stand right before the percentage: `2150条，较2022年的
    /// 2075条增长3.6%`.
    fn two_numbers(&self) -> Option<(usize, usize)> {
        let terms = self.terms;
        let end = terms.all.partition_point(|term| term.quantity < self.percentage);
        let (earlier, number) = (end.checked_sub(1)?, end.checked_sub(2)?);
        let (was, is) = (&terms.all[earlier], &terms.all[number]);
        let tail = &terms.text
            [terms.quantity(earlier).whole.end..terms.line.quantities[self.percentage].whole.start];
        let stands_alone = was.quantity + 1 == self.percentage && is.quantity + 1 == was.quantity;
        let is_one_thing = was.sentence == is.sentence
            && was.depth == is.depth
            && terms.unit(earlier) == terms.unit(number)
            && [earlier, number].into_iter().all(|term| terms.is_exact(term))
            && !terms.told(number).compares;
        (stands_alone
            && is_one_thing
            && names_earlier(terms.subject(earlier))
            && breaks_in(
                terms.line,
                &(terms.quantity(number).whole.end..terms.quantity(earlier).number.start),
            )
            .len()
                <= 1
            && direction(tail.trim_start_matches(['，', ','])).is_some())
        .then_some((is.quantity, was.quantity))
    }

    /// The numbers that may have changed and by how much; nothing where there is none, or nothing says since when.
    fn find(&self, compares: bool, direction: Direction) -> Option<(Vec<usize>, Option<usize>)> {
        let terms = self.terms;
        let end = terms.all.partition_point(|term| term.quantity < self.percentage);
        let before = (0..end).rev();
        let nearest = before.clone().next()?;
        let difference = self.is_difference(nearest, direction).then_some(nearest);
        let mut counted = before.skip(usize::from(difference.is_some()));
        let first = counted.next()?;
        let is_since = compares || difference.is_some() || self.compares_before(first);
        if !is_since || self.is_other_sentence(first) {
            return None;
        }
        let class = terms.all[first].class;
        if difference.is_some_and(|term| terms.all[term].class != class)
            || !matches!(class, Class::Piece | Class::Event | Class::Person)
        {
            return None;
        }
        let mut numbers = vec![first];
        // Where the number is a part, its whole may be what has changed, and the other way round.
        let quantity = terms.all[first].quantity;
        let wholes = self.breakdowns.iter().filter(|it| it.parts.contains(&quantity));
        let wholes: Vec<usize> = wholes.map(|breakdown| breakdown.whole).collect();
        let sentence = terms.all[first].sentence;
        numbers.extend(counted.filter(|index| {
            let term = &terms.all[*index];
            term.class == class && term.sentence == sentence && !terms.told(*index).compares
                || wholes.contains(&term.quantity)
        }));
        // What stands in brackets tells of what stands before them.
        numbers.sort_by_key(|term| terms.all[*term].depth);
        let exact = numbers.iter().all(|term| terms.is_exact(*term));
        let quantity = |term: usize| terms.all[term].quantity;
        exact.then(|| (numbers.into_iter().map(quantity).collect(), difference.map(quantity)))
    }

    /// Whether the term says by how much: `较上年增加20件`.
    fn is_difference(&self, term: usize, direction: Direction) -> bool {
        let subject = self.terms.subject(term);
        let words: &[&str] = match direction {
            Direction::Up => &["增加", "增长", "上升", "新增", "多"],
            Direction::Down => &["减少", "下降", "少"],
        };
        self.terms.told(term).compares && words.iter().any(|word| subject.contains(word))
            || direction_of_difference(subject) == Some(direction)
    }

    /// Whether the words between the term and the percentage say since when.
    fn compares_before(&self, term: usize) -> bool {
        let start = self.terms.quantity(term).whole.end;
        let end = self.terms.line.quantities[self.percentage].subject.start;
        let words = self.terms.text.get(start..end).unwrap_or_default();
        ["相比", "比上", "比20", "较上", "较20", "上年", "去年", "同期"]
            .iter()
            .any(|it| words.contains(it))
    }

    /// Whether a sentence ends between the term and the percentage.
    fn is_other_sentence(&self, term: usize) -> bool {
        let start = self.terms.quantity(term).whole.end;
        let end = self.terms.line.quantities[self.percentage].number.start;
        breaks_in(self.terms.line, &(start..end)).iter().any(|it| it.kind == BreakKind::Stop)
    }
}

/// Whether the words before a number say that it is that of another year, and nothing more: `较2022年的`, `比上年同期`.
fn names_earlier(subject: &str) -> bool {
    const YEARS: [&str; 8] =
        ["上年度", "上一年度", "上一年", "上年", "去年", "上年同期", "去年同期", "同期"];
    let Some(rest) = subject.strip_prefix(['较', '比', '与']) else { return false };
    let rest = rest.trim_end_matches("的").trim_end_matches("相比").trim_end_matches("同期");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    YEARS.contains(&rest) || digits == 4 && matches!(&rest[digits..], "年" | "年度")
}

/// `增加` alone before a number, as in `增加20件，增长15.6%`.
fn direction_of_difference(subject: &str) -> Option<Direction> {
    let (direction, _) = direction(subject)?;
    Some(direction)
}

/// Whether some whole number gives `number` by a change of `percentage`, rounded half up or cut off at the digits it shows.
/// Nothing where that cannot be said, as of numbers that are none of a count.
pub fn is_feasible(number: Decimal, percentage: Decimal, direction: Direction) -> Option<bool> {
    if !number.fract().is_zero() {
        return None;
    }
    let step = Decimal::try_from_i128_with_scale(1, percentage.scale()).ok()?;
    let half = step.checked_div(Decimal::TWO)?;
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED)?;
    // The earlier number is between the hundredfold by the greatest and by the least percentage it may now be of it.
    let (least, most) = match direction {
        Direction::Up => (
            Decimal::ONE_HUNDRED.checked_add(percentage)?.checked_sub(half)?,
            Decimal::ONE_HUNDRED.checked_add(percentage)?.checked_add(step)?,
        ),
        Direction::Down => (
            Decimal::ONE_HUNDRED.checked_sub(percentage)?.checked_sub(step)?,
            Decimal::ONE_HUNDRED.checked_sub(percentage)?.checked_add(half)?,
        ),
    };
    if most <= Decimal::ZERO {
        return Some(false);
    }
    if number.is_zero() {
        // From any number to none is a fall by 100.
        return Some(least <= Decimal::ZERO);
    }
    match direction {
        // least ≤ hundredfold ÷ earlier < most
        Direction::Up => {
            let earlier = hundredfold.checked_div(least)?.floor();
            Some(earlier >= Decimal::ONE && hundredfold < earlier.checked_mul(most)?)
        }
        // least < hundredfold ÷ earlier ≤ most
        Direction::Down => {
            let earlier = hundredfold.checked_div(most)?.ceil();
            Some(hundredfold > earlier.checked_mul(least)?)
        }
    }
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
        let found: Vec<String> = changes(&terms, 0, &breakdowns(&terms, 0))
            .iter()
            .map(|change| {
                let numbers: Vec<&str> = change.numbers.iter().map(|it| number(*it)).collect();
                let difference = change.difference.or(change.earlier).map_or("", number);
                let sign = if change.direction == Direction::Up { '+' } else { '-' };
                format!("{} {sign}{difference} {}", numbers.join("|"), number(change.percentage))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_change_has_its_number() {
        check("公开信息170条，比2022年减少了10.5%。", &["170 - 10.5"]);
        check("公开信息60条，与上年相比，增加7.1%。", &["60 + 7.1"]);
        check("办理148件（含新收142件、结转6件），同比增加20.86%。", &["148|6|142 + 20.86"]);
        check("受理267件，答复263件，申请量比2021年同期上升1.52%。", &["263|267 + 1.52"]);
        check("收到120件，较上年增加20件，增长20%。", &["120 +20 20"]);
        check("公开2150条，较2022年的2075条增长3.6%。", &["2150 +2075 3.6"]);
        check("公开2150条，比上年同期2075条增长3.6%。", &["2150 +2075 3.6"]);
    }

    #[test]
    fn changes_of_other_things_are_none() {
        for text in [
            "公开信息170条，阅读量同比增长33.3%。",
            "公开信息170条。同比增长33.3%。",
            "公开信息170条，办结率提高5个百分点。",
            "公开信息170条，投资增长20%。",
            "公开信息170余条，同比增长20%。",
            "公开信息170条，同比增长约20%。",
            "同比增长20%。",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_change_is_feasible_where_a_whole_number_gives_it() {
        use Direction::{Down, Up};
        let is = |number: i64, percentage: &str, direction| {
            is_feasible(number.into(), percentage.parse().unwrap(), direction)
        };
        // 5 of 1000 are left when 99.5 percent are gone.
        for (number, percentage, direction) in [
            (170, "10.5", Down),
            (60, "7.1", Up),
            (168, "20.86", Up),
            (267, "1.52", Up),
            (0, "100", Down),
            (5, "100", Down),
            (5, "0", Up),
            (99031, "12.34", Up),
            (3, "200", Up),
        ] {
            assert_eq!(is(number, percentage, direction), Some(true), "{number} {percentage}");
        }
        for (number, percentage, direction) in [
            (148, "20.86", Up),
            (142, "20.86", Up),
            (0, "10", Up),
            (5, "120", Down),
            (7, "15.3", Up),
            (1, "33", Down),
            (2, "66.66", Up),
        ] {
            assert_eq!(is(number, percentage, direction), Some(false), "{number} {percentage}");
        }
        assert_eq!(is_feasible("1.5".parse().unwrap(), Decimal::TEN, Up), None);
        assert_eq!(is_feasible(Decimal::MAX, Decimal::TEN, Up), None);
    }
}
