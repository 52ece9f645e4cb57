use std::ops::Range;

use rust_decimal::Decimal;

use super::glyphs::stands_at;

/// A number with a counter, such as `13件`, `１，204 条`, `两起`. Ranges count characters of [`super::glyphs::Glyphs`].
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) value: Decimal,
    pub(super) precision: Precision,
    pub(super) counter: &'static str,
    /// The number alone.
    pub(super) number: Range<usize>,
    /// The number, its counter, and 约 or 左右 around them.
    pub(super) whole: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    Exact,
    /// 约, 近, 余, 左右, a range, or rounded to 万.
    Approximate,
}

/// Counters of cases and of what people count like cases; longer ones first.
const COUNTERS: [&str; 12] =
    ["件次", "人次", "批次", "件", "宗", "条", "份", "起", "例", "项", "个", "次"];

/// Words before a number that make it an estimate.
const ABOUT_BEFORE: [&str; 12] =
    ["约", "近", "逾", "超", "超过", "不足", "将近", "接近", "多达", "至少", "最多", "达到"];

/// Words after a counter that make its number an estimate.
const ABOUT_AFTER: [&str; 6] = ["左右", "以上", "以下", "以内", "余", "多"];

/// Longest number that is read, in digits; no report counts further.
const MAX_DIGITS: usize = 12;

/// All quantities of a line, in order.
pub(super) fn quantities(chars: &[char]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((value, end)) = number_at(chars, at) else {
            at += 1;
            continue;
        };
        let measured = value.and_then(|value| measure(chars, at..end, value));
        at = measured.as_ref().map_or(end, |quantity| quantity.whole.end);
        found.extend(measured);
    }
    found
}

/// The number that begins at `at` and where it ends; without a value where it is a number of no use here, such as part
/// of a code or an ordinal.
fn number_at(chars: &[char], at: usize) -> Option<(Option<Decimal>, usize)> {
    if chars[at].is_ascii_digit() {
        let end = arabic_end(chars, at);
        let glued = at > 0
            && (chars[at - 1].is_ascii_alphanumeric() || "第.〔[-_/".contains(chars[at - 1]));
        let value = (!glued && end - at <= MAX_DIGITS).then(|| arabic(&chars[at..end])).flatten();
        return Some((value, end));
    }
    chinese_digit(chars[at])?;
    let end = at + chars[at..].iter().take_while(|c| chinese_digit(**c).is_some()).count();
    let estimate = at > 0 && "第上数几".contains(chars[at - 1]);
    let value = if estimate { None } else { chinese(&chars[at..end]) };
    Some((value, end))
}

/// Where digits, thousands separators and a decimal part that begin at `at` end.
fn arabic_end(chars: &[char], at: usize) -> usize {
    let digits = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = at + digits(at);
    while chars.get(end) == Some(&',') && digits(end + 1) == 3 {
        end += 4;
    }
    if chars.get(end) == Some(&'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}

fn arabic(chars: &[char]) -> Option<Decimal> {
    chars.iter().filter(|c| **c != ',').collect::<String>().parse().ok()
}

fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// The value of a Chinese numeral below ten thousand, such as 两百一十二. Digits side by side (三四) are an estimate or a
/// year and have none.
fn chinese(chars: &[char]) -> Option<Decimal> {
    let mut total = 0;
    let mut digit = None;
    for value in chars.iter().filter_map(|c| chinese_digit(*c)) {
        match (value, digit) {
            (0, None) => {}
            (1..=9, None) => digit = Some(value),
            (10.., _) => total += digit.take().unwrap_or(1) * value,
            _ => return None,
        }
    }
    let value = total + digit.unwrap_or(0);
    (value > 0).then(|| Decimal::from(value))
}

/// Adds the counter to the number at `number`; none where no counter follows.
fn measure(chars: &[char], number: Range<usize>, value: Decimal) -> Option<Quantity> {
    let mut end = number.end;
    while chars.get(end).is_some_and(|c| "余多几万亿千百".contains(*c)) {
        end += 1;
    }
    let rounded = end > number.end;
    let counter = COUNTERS.into_iter().find(|counter| stands_at(chars, end, counter))?;
    end += counter.chars().count();
    let after = ABOUT_AFTER.into_iter().find(|word| stands_at(chars, end, word));
    let before = about_before(chars, number.start);
    let ranged = number.start > 1
        && "至到-~～—、".contains(chars[number.start - 1])
        && chars[number.start - 2].is_ascii_digit();
    let exact = !rounded && after.is_none() && before.is_none() && !ranged;
    let start = number.start - before.map_or(0, |word| word.chars().count());
    end += after.map_or(0, |word| word.chars().count());
    Some(Quantity {
        value,
        precision: if exact { Precision::Exact } else { Precision::Approximate },
        counter,
        number,
        whole: start..end,
    })
}

fn about_before(chars: &[char], at: usize) -> Option<&'static str> {
    ABOUT_BEFORE.into_iter().find(|word| {
        at.checked_sub(word.chars().count()).is_some_and(|start| stands_at(chars, start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counts::glyphs::Glyphs;

    fn read(words: &str) -> Vec<(String, bool, &'static str)> {
        quantities(Glyphs::new(words).chars())
            .into_iter()
            .map(|it| (it.value.to_string(), it.precision == Precision::Exact, it.counter))
            .collect()
    }

    #[track_caller]
    fn check(words: &str, value: &str, exact: bool, counter: &'static str) {
        assert_eq!(read(words), [(value.to_owned(), exact, counter)], "{words}");
    }

    #[test]
    fn numbers_are_read_in_every_writing() {
        check("收到申请13件", "13", true, "件");
        check("收到申请 1,204 件", "1204", true, "件");
        check("收到１３ 件", "13", true, "件");
        check("收到两件", "2", true, "件");
        check("收到十二起", "12", true, "起");
        check("收到一百零五件", "105", true, "件");
        check("全年2023件", "2023", true, "件");
        check("办理5件次", "5", true, "件次");
    }

    #[test]
    fn estimates_are_not_exact() {
        for words in
            ["约13件", "13余件", "13多件", "近13件", "13件左右", "13件以上", "10至13件", "超过13件"]
        {
            assert!(read(words).iter().all(|(_, exact, _)| !exact), "{words}");
        }
        check("公开信息1.3万条", "1.3", false, "条");
        for words in ["三四件", "上百件", "数十件"] {
            assert!(read(words).is_empty(), "{words}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_none() {
        for words in [
            "2023年1月1日",
            "12345热线",
            "占33.58%",
            "第三次",
            "A13件",
            "〔2021〕30号",
            "0851-86894707",
            "党的二十大",
        ] {
            assert!(read(words).is_empty(), "{words}");
        }
    }
}
