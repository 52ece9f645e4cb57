use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr2, memchr3_iter};

use crate::Date;

/// A number before 年, 月 or 日, as it stands. Whether it is a date, a span of time or a slip is for the reader to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarNumber {
    /// Its digits: the longest run of ASCII digits before the unit, white space between them left out.
    pub digits: Range<usize>,
    /// What follows them.
    pub unit: CalendarUnit,
    /// One past the unit.
    pub end: usize,
}

/// The unit behind a number of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarUnit {
    /// 年
    Year,
    /// 月
    Month,
    /// 日
    Day,
}

/// The number of the calendar whose digits stand at `digits`, a run of [`digit_runs`], if 年, 月 or 日 follows it. White
/// space may stand before the unit.
#[inline]
pub fn calendar_number(words: &str, digits: Range<usize>) -> Option<CalendarNumber> {
    let unit_start = skip_space(words, digits.end);
    let end = unit_start + '年'.len_utf8();
    let unit = match words.as_bytes().get(unit_start..end)? {
        b"\xE5\xB9\xB4" => CalendarUnit::Year,
        b"\xE6\x9C\x88" => CalendarUnit::Month,
        b"\xE6\x97\xA5" => CalendarUnit::Day,
        _ => return None,
    };
    Some(CalendarNumber { digits, unit, end })
}

/// The longest runs of ASCII digits in `words`, in reading order.
pub fn digit_runs(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = words.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + first_digit(&bytes[at..])?;
        let len = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + len;
        Some(start..at)
    })
}

/// Where the first ASCII digit stands. Most of a report has none for long stretches, so whole chunks are looked at
/// first, without a branch at each byte.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    let has_digit =
        |chunk: &[u8; 16]| chunk.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let passed = 16 * chunks.iter().take_while(|chunk| !has_digit(chunk)).count();
    bytes[passed..].iter().position(u8::is_ascii_digit).map(|at| passed + at)
}

/// A date found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateText {
    /// The date; its year is 0 where the words state none.
    pub(crate) date: Date,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// The date that begins at `at`: `2023年1月26日`, `2023年1月`, `2023.1.26`, `2023-01-26`, `二〇二三年一月二十六日`.
pub(crate) fn date_at(words: &str, at: usize) -> Option<DateText> {
    let (year, year_end) = year_at(words, at)?;
    let (mark, month_start) = mark_after(words, year_end)?;
    let (month, month_end) = small_number(words, month_start)?;
    let whole = |day, end| DateText { date: Date { year, month, day }, range: at..end };
    if mark != '年' {
        let (next, day_start) = mark_after(words, month_end)?;
        let (day, day_end) = small_number(words, day_start).filter(|_| next == mark)?;
        return Some(whole(Some(day), day_end));
    }
    let (_, day_start) = mark_after(words, month_end).filter(|(mark, _)| *mark == '月')?;
    Some(match day_at(words, day_start) {
        Some((day, end)) => whole(Some(day), end),
        None => whole(None, words[..day_start].trim_end().len()),
    })
}

/// The day without year that begins at `at`: `12月31日`, `12月`, `12.31`.
pub(crate) fn month_day_at(words: &str, at: usize) -> Option<DateText> {
    let (month, month_end) = small_number(words, at)?;
    let (mark, day_start) = mark_after(words, month_end)?;
    let whole = |day, end| DateText { date: Date { year: 0, month, day }, range: at..end };
    match mark {
        '月' => Some(match day_at(words, day_start) {
            Some((day, end)) => whole(Some(day), end),
            None => whole(None, words[..day_start].trim_end().len()),
        }),
        '年' => None,
        _ => {
            let (day, end) = small_number(words, day_start)?;
            Some(whole(Some(day), end))
        }
    }
}

/// The first date with year in `words` at or after `from`.
pub(crate) fn first_date(words: &str, from: usize) -> Option<DateText> {
    let bytes = &words.as_bytes()[from..];
    // Years begin with an ASCII digit, or with 一 or 二 in Chinese numerals.
    let numeral_start = if has_numeral_year(bytes) { "一".as_bytes()[0] } else { b'1' };
    let starts = memchr3_iter(b'1', b'2', numeral_start, bytes).filter(|at| {
        let start = &bytes[*at..];
        start[0].is_ascii_digit()
            || start.starts_with("一".as_bytes())
            || start.starts_with("二".as_bytes())
    });
    starts.map(|at| from + at).find_map(|at| {
        let before = words[from..at].chars().next_back();
        if before.is_some_and(|c| numeral(c).is_some()) { None } else { date_at(words, at) }
    })
}

/// Whether a year may stand in `words`.
pub(crate) fn may_name_year(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr2(b'1', b'2', bytes).is_some() || has_numeral_year(bytes)
}

/// Whether 二〇, 一九 and the like, with which years in Chinese numerals begin, stand in `bytes`.
fn has_numeral_year(bytes: &[u8]) -> bool {
    static STARTS: LazyLock<[Finder<'static>; 6]> =
        LazyLock::new(|| ["二〇", "二○", "二零", "二0", "一九", "一9"].map(Finder::new));
    STARTS.iter().any(|start| start.find(bytes).is_some())
}

/// Whether a digit or a Chinese numeral follows at `at`, white space aside.
pub(crate) fn is_numeral_at(words: &str, at: usize) -> bool {
    words[skip_space(words, at)..].chars().next().is_some_and(|c| numeral(c).is_some())
}

/// One past white space at `at`.
#[inline]
pub(crate) fn skip_space(words: &str, at: usize) -> usize {
    match words.as_bytes().get(at) {
        // No white space begins with these bytes, which those of nearly all characters are.
        Some(b'!'..=b'~' | 0xE4..) | None => at,
        _ => words.len() - words[at..].trim_start().len(),
    }
}

/// `words` without white space at their beginning, of which there is hardly ever any.
#[inline]
pub(crate) fn trim_start(words: &str) -> &str {
    &words[skip_space(words, 0)..]
}

fn year_at(words: &str, at: usize) -> Option<(u16, usize)> {
    let mut year = 0;
    let mut end = at;
    for c in words[at..].chars().take(4) {
        year = year * 10 + u16::from(numeral(c).filter(|value| *value < 10)?);
        end += c.len_utf8();
    }
    (1900..2100).contains(&year).then_some((year, end))
}

/// The mark between the parts of a date, and where the next part begins.
fn mark_after(words: &str, at: usize) -> Option<(char, usize)> {
    let at = skip_space(words, at);
    let mark = words[at..].chars().next().filter(|c| is_date_mark(*c))?;
    Some((mark, skip_space(words, at + mark.len_utf8())))
}

fn is_date_mark(c: char) -> bool {
    matches!(c, '年' | '月' | '.' | '-' | '/' | '．' | '－' | '／')
}

fn day_at(words: &str, at: usize) -> Option<(u8, usize)> {
    let (day, end) = small_number(words, at)?;
    let unit = skip_space(words, end);
    words[unit..].starts_with('日').then(|| (day, unit + '日'.len_utf8()))
}

/// A number below 100 in ASCII digits or Chinese numerals.
fn small_number(words: &str, at: usize) -> Option<(u8, usize)> {
    let mut value: u8 = 0;
    let mut end = at;
    let mut previous = None;
    for c in words[at..].chars() {
        let Some(digit) = numeral(c) else { break };
        value = match (previous, digit) {
            (None, _) => digit,
            (Some(tens), 10) if tens < 10 => tens * 10,
            (Some(10), _) if digit < 10 => value + digit,
            (Some(_), _) if c.is_ascii_digit() && value < 10 => value * 10 + digit,
            _ => return None,
        };
        previous = Some(digit);
        end += c.len_utf8();
    }
    previous.map(|_| (value, end))
}

/// The value of a digit or of a Chinese numeral up to ten.
fn numeral(c: char) -> Option<u8> {
    Some(match c {
        '0' | '〇' | '○' | '零' => 0,
        '1' | '一' => 1,
        '2' | '二' => 2,
        '3' | '三' => 3,
        '4' | '四' => 4,
        '5' | '五' => 5,
        '6' | '六' => 6,
        '7' | '七' => 7,
        '8' | '八' => 8,
        '9' | '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(words: &str) -> Option<(u16, u8, Option<u8>, &str)> {
        let found = first_date(words, 0)?;
        Some((found.date.year, found.date.month, found.date.day, &words[found.range]))
    }

    #[test]
    fn dates_are_read_in_all_their_forms() {
        assert_eq!(date("于2024年1月26日"), Some((2024, 1, Some(26), "2024年1月26日")));
        assert_eq!(
            date("自 2024 年 1 月 26 日起"),
            Some((2024, 1, Some(26), "2024 年 1 月 26 日"))
        );
        assert_eq!(date("2024-01-26 11:11"), Some((2024, 1, Some(26), "2024-01-26")));
        assert_eq!(date("2024.1.26-2024.2.1"), Some((2024, 1, Some(26), "2024.1.26")));
        assert_eq!(date("2024/1/26"), Some((2024, 1, Some(26), "2024/1/26")));
        assert_eq!(date("2020年11月完成"), Some((2020, 11, None, "2020年11月")));
        assert_eq!(
            date("二〇二四年十二月三十一日"),
            Some((2024, 12, Some(31), "二〇二四年十二月三十一日"))
        );
        assert_eq!(
            date("二〇二四年二十月二十日").map(|(_, month, day, _)| (month, day)),
            Some((20, Some(20)))
        );
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for words in
            ["电话0851-8689470", "12024年1月1日", "2024年度", "202011月", "2024", "1.2.3", ""]
        {
            assert_eq!(date(words), None, "{words}");
        }
    }

    #[test]
    fn every_year_may_be_one() {
        for words in
            ["2024", "1998", "2〇24", "二〇二四", "二○24", "二零24", "二024", "一九98", "一998"]
        {
            assert!(may_name_year(&format!("于{words}年")), "{words}");
            assert_eq!(first_date(&format!("于{words}年1月"), 0).map(|it| it.date.month), Some(1));
        }
        assert!(!may_name_year("第三次，进一步，30日"));
    }

    #[test]
    fn numbers_before_units_are_listed_with_their_digits() {
        let words = "2023 年1月3日收到5件，202011月";
        let found: Vec<_> = digit_runs(words)
            .filter_map(|digits| calendar_number(words, digits))
            .map(|number| (&words[number.digits.clone()], number.unit))
            .collect();
        assert_eq!(
            found,
            [
                ("2023", CalendarUnit::Year),
                ("1", CalendarUnit::Month),
                ("3", CalendarUnit::Day),
                ("202011", CalendarUnit::Month)
            ]
        );
    }

    #[test]
    fn white_space_is_passed_over() {
        for c in ('\0'..='\u{FFFF}').chain(['\u{20000}']) {
            let words = format!("甲{c}");
            let end = if c.is_whitespace() { words.len() } else { "甲".len() };
            assert_eq!(skip_space(&words, "甲".len()), end, "{c:?}");
        }
        assert_eq!(skip_space("甲", "甲".len()), "甲".len());
    }

    #[test]
    fn days_without_year_are_read() {
        let found = month_day_at("12月31日止", 0).unwrap();
        assert_eq!((found.date.month, found.date.day, found.range), (12, Some(31), 0..10));
        assert_eq!(month_day_at("12月止", 0).unwrap().date.day, None);
        assert_eq!(month_day_at("31日止", 0), None);
    }
}
