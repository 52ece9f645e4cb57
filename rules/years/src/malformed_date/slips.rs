use std::ops::Range;

use nianbao_lint::report::{CalendarNumber, CalendarUnit, calendar_number};

/// A date that cannot be one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Where, in the words.
    pub(super) range: Range<usize>,
    /// What is wrong with it.
    pub(super) message: String,
    /// What it can only mean.
    pub(super) expected: Option<String>,
    /// Whether a character may have been lost on the way from the original.
    pub(super) may_be_lost: bool,
}

/// Years whose digits may run into a month's and a day's.
const YEARS: Range<u16> = 1990..2100;

/// Letters that stand for zeros.
pub(super) const LETTERS: [&str; 4] = ["O", "o", "Ｏ", "ｏ"];

/// The slips in a line with these `runs` of digits, in reading order; `has_letters` says whether it has some of
/// [`LETTERS`]. `report_year` tells two digits that are a year from a span of time.
pub(super) fn slips(
    words: &str,
    runs: &[Range<usize>],
    has_letters: bool,
    report_year: Option<u16>,
) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut may_be_mixed = has_letters;
    let mut before = [None, None];
    for run in runs {
        let slip = if let Some(number) = calendar_number(words, run.clone()) {
            let slip = Reading { words, before: &before, number: &number, report_year }.slip();
            before = [Some(number), before[0].take()];
            slip
        } else {
            run_without_units(words, run.clone())
        };
        if let Some(slip) = slip {
            slips.push(slip);
        }
        may_be_mixed |= is_numeral_zero(words, run.clone());
    }
    if may_be_mixed {
        push_mixed_numerals(&mut slips, words);
    }
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

/// Whether the digits at `run` are zeros behind a Chinese numeral, as in `二0二三年`.
fn is_numeral_zero(words: &str, run: Range<usize>) -> bool {
    words.as_bytes()[run.clone()].iter().all(|byte| *byte == b'0')
        && words[..run.start].ends_with(NUMERALS)
}

/// The Chinese numerals of years.
const NUMERALS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number of the calendar with what stands before it.
struct Reading<'w> {
    words: &'w str,
    /// The two numbers before it, the nearer first.
    before: &'w [Option<CalendarNumber>; 2],
    number: &'w CalendarNumber,
    report_year: Option<u16>,
}

impl Reading<'_> {
    fn slip(&self) -> Option<Slip> {
        let slip = match self.number.unit {
            CalendarUnit::Year => self.doubled_year().or_else(|| self.odd_year()),
            CalendarUnit::Month => self.lost_year().or_else(|| self.impossible_month()),
            CalendarUnit::Day => {
                self.lost_units().or_else(|| self.lost_month()).or_else(|| self.impossible_day())
            }
        };
        slip.filter(|_| !self.is_part_of_code())
    }

    fn digits(&self) -> &str {
        &self.words[self.number.digits.clone()]
    }

    fn value(&self) -> Option<u16> {
        self.digits().parse().ok()
    }

    fn text(&self) -> &str {
        &self.words[self.range()]
    }

    fn range(&self) -> Range<usize> {
        self.number.digits.start..self.number.end
    }

    fn following(&self) -> &str {
        &self.words[self.number.end..]
    }

    fn preceding(&self) -> &str {
        self.words[..self.number.digits.start].trim_end()
    }

    /// Digits behind a letter, a slash and the like belong to an address, a file name or a decimal.
    fn is_part_of_code(&self) -> bool {
        let before = self.words[..self.number.digits.start].chars().next_back();
        before.is_some_and(|c| c.is_ascii_alphanumeric() || "./_=%&?#".contains(c))
    }

    /// The number right before this one, in the larger unit.
    fn larger(&self, unit: CalendarUnit) -> Option<&CalendarNumber> {
        self.before[0].as_ref().filter(|last| {
            last.unit == unit && self.words[last.end..self.number.digits.start].trim().is_empty()
        })
    }

    /// `202011月`
    fn lost_year(&self) -> Option<Slip> {
        let digits = self.digits();
        if !(5..=6).contains(&digits.len()) || !starts_with_year(digits) {
            return None;
        }
        let (year, month) = digits.split_at(4);
        let is_month = matches!(month.parse(), Ok(1..=12)) && (month.len() == 2 || month != "0");
        let expected = is_month.then(|| format!("{year}年{month}月"));
        let message = format!("“{}”的年与月之间缺“年”字", self.text());
        Some(Slip { range: self.range(), message, expected, may_be_lost: true })
    }

    /// `20191231日`
    fn lost_units(&self) -> Option<Slip> {
        let digits = self.digits();
        if !(6..=8).contains(&digits.len()) || !starts_with_year(digits) {
            return None;
        }
        let expected = only_date(digits)?;
        let message = format!("“{}”缺“年”“月”", self.text());
        let expected = expected.map(|date| format!("{date}日"));
        Some(Slip { range: self.range(), message, expected, may_be_lost: true })
    }

    /// `1231日` behind a year.
    fn lost_month(&self) -> Option<Slip> {
        let digits = self.digits();
        let year = &self.words[self.larger(CalendarUnit::Year)?.digits.clone()];
        if !(3..=4).contains(&digits.len()) || !starts_with_year(year) {
            return None;
        }
        let expected = only_date(&format!("{year}{digits}"))?.map(|date| format!("{date}日"));
        let range = self.number.digits.start - year.len() - "年".len()..self.number.end;
        let range = if self.words[range.clone()].starts_with(year) { range } else { self.range() };
        let message = format!("“{}”缺“月”字", &self.words[range.clone()]);
        Some(Slip {
            expected: expected.filter(|_| range.len() > self.range().len()),
            range,
            message,
            may_be_lost: true,
        })
    }

    /// `13月` behind a year or before a day.
    fn impossible_month(&self) -> Option<Slip> {
        let value = self.value().filter(|_| self.digits().len() <= 2)?;
        let in_date = self.larger(CalendarUnit::Year).is_some() || self.has_day();
        if !in_date || (1..=12).contains(&value) {
            return None;
        }
        let message = format!("“{}”不存在，月份只有1至12", self.text());
        Some(Slip { range: self.range(), message, expected: None, may_be_lost: false })
    }

    fn has_day(&self) -> bool {
        let day = self.following().trim_start();
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && day[digits..].trim_start().starts_with('日')
    }

    /// `2月30日`
    fn impossible_day(&self) -> Option<Slip> {
        let day = self.value().filter(|_| self.digits().len() <= 2)?;
        let month_number = self.larger(CalendarUnit::Month)?;
        let month: u16 = self.words[month_number.digits.clone()].parse().ok()?;
        let year_number = self.before[1].as_ref().filter(|year| {
            let between = year.end..month_number.digits.start;
            year.unit == CalendarUnit::Year && self.words[between].trim().is_empty()
        });
        let year: Option<u16> =
            year_number.and_then(|year| self.words[year.digits.clone()].parse().ok());
        let days = days_in(month, year)?;
        if (1..=days).contains(&day) {
            return None;
        }
        let start = year_number.map_or(month_number.digits.start, |year| year.digits.start);
        let range = start..self.number.end;
        let message = match year.filter(|_| month == 2) {
            Some(year) => format!("“{}”不存在，{year}年2月有{days}天", &self.words[range.clone()]),
            None => format!("“{}”不存在，{month}月有{days}天", &self.words[range.clone()]),
        };
        Some(Slip { range, message, expected: None, may_be_lost: false })
    }

    /// `2023年年，`
    fn doubled_year(&self) -> Option<Slip> {
        let rest = self.following().trim_start().strip_prefix('年')?;
        // 年底, 年度, 年报 and many more words begin with 年; only what cannot be one is a slip.
        let starts_new = rest.is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit() || "，,。；我全共".contains(c));
        if self.digits().len() != 4 || !starts_new {
            return None;
        }
        let end = self.words.len() - rest.len();
        let range = self.number.digits.start..end;
        let message = format!("“{}”重复“年”字", &self.words[range.clone()]);
        let expected = Some(format!("{}年", self.digits()));
        Some(Slip { range, message, expected, may_be_lost: false })
    }

    /// `23年，` and `20223年`
    fn odd_year(&self) -> Option<Slip> {
        match self.digits().len() {
            2 => self.short_year(),
            5 => self.long_year(),
            _ => None,
        }
    }

    fn long_year(&self) -> Option<Slip> {
        let expected = self
            .report_year
            .filter(|year| (0..5).any(|cut| without(self.digits(), cut) == year.to_string()));
        (expected.is_some() || starts_with_year(self.digits())).then(|| Slip {
            range: self.range(),
            message: format!("“{}”的年份多一位数字", self.text()),
            expected: expected.map(|year| format!("{year}年")),
            may_be_lost: false,
        })
    }

    fn short_year(&self) -> Option<Slip> {
        const MOST_YEARS_AWAY: u16 = 3;
        const BEFORE: [&str; 14] =
            ["。", "；", "，", ",", ";", "：", ":", "）", "自", "截至", "现将", "较", "比", "与"];
        const BEHIND: [&str; 13] = [
            "，我",
            ",我",
            "，全",
            ",全",
            "度",
            "我局",
            "我镇",
            "我市",
            "我县",
            "我区",
            "全年",
            "政府信息",
            "政务公开",
        ];
        let year = 2000 + self.value()?;
        let is_near = self.report_year.is_some_and(|known| known.abs_diff(year) <= MOST_YEARS_AWAY);
        let before = self.preceding();
        let opens = before.is_empty() || BEFORE.iter().any(|word| before.ends_with(word));
        let behind = self.following().trim_start();
        let goes_on = BEHIND.iter().any(|word| behind.starts_with(word)) || is_month(behind);
        if !(is_near && opens && goes_on) {
            return None;
        }
        Some(Slip {
            range: self.range(),
            message: format!("“{}”的年份应写四位数字", self.text()),
            expected: Some(format!("{year}年")),
            may_be_lost: false,
        })
    }
}

/// `自2021926起`: six to eight digits where a date is asked for, without any unit.
fn run_without_units(words: &str, run: Range<usize>) -> Option<Slip> {
    if !(6..=8).contains(&run.len()) {
        return None;
    }
    let digits = &words[run.clone()];
    let begins_date = words[..run.start].ends_with(['自', '至', '从']);
    let ends_date = words[run.end..].starts_with(['起', '止', '至']);
    if !begins_date || !ends_date || !starts_with_year(digits) {
        return None;
    }
    let expected = only_date(digits)?;
    Some(Slip {
        range: run,
        message: format!("“{digits}”缺“年”“月”“日”"),
        expected: expected.map(|date| format!("{date}日")),
        may_be_lost: true,
    })
}

/// Adds `二O二三年`: a letter or an ASCII zero among Chinese numerals, or a letter among digits.
fn push_mixed_numerals(slips: &mut Vec<Slip>, words: &str) {
    const ZEROS: [char; 5] = ['O', 'o', '0', 'Ｏ', 'ｏ'];
    for (end, _) in words.match_indices('年') {
        let Some((start, _)) = words[..end].char_indices().rev().nth(3) else { continue };
        let numerals = &words[start..end];
        let is_chinese = numerals.starts_with(['一', '二'])
            && numerals.chars().all(|c| NUMERALS.contains(&c) || ZEROS.contains(&c));
        let is_ascii = numerals.starts_with("2O") || numerals.starts_with("2o");
        let is_ascii = is_ascii && numerals[2..].bytes().all(|byte| byte.is_ascii_digit());
        let Some(wrong) = numerals.chars().find(|c| ZEROS.contains(c)) else { continue };
        if !is_chinese && !is_ascii {
            continue;
        }
        let zero = if is_chinese { "〇" } else { "0" };
        slips.push(Slip {
            range: start..end,
            message: format!("“{numerals}年”中的“{wrong}”应为“{zero}”"),
            expected: Some(numerals.replace(ZEROS, zero)),
            may_be_lost: false,
        });
    }
}

fn starts_with_year(digits: &str) -> bool {
    digits.get(..4).and_then(|year| year.parse().ok()).is_some_and(|year| YEARS.contains(&year))
}

fn is_month(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(text[..digits].parse(), Ok(1..=12)) && text[digits..].starts_with('月')
}

/// The date that six to eight digits mean, without 日: `None` where they can mean none, `Some(None)` where several.
#[expect(clippy::option_option, reason = "no reading, several readings and one reading differ")]
fn only_date(digits: &str) -> Option<Option<String>> {
    let (year, rest) = digits.split_at(4);
    let mut dates = (1..=2).filter_map(|month_len| {
        let (month, day) = rest.split_at_checked(month_len)?;
        if day.is_empty() || day.len() > 2 || day.starts_with('0') && day.len() == 1 {
            return None;
        }
        let days = days_in(month.parse().ok()?, year.parse().ok())?;
        let is_day = day.parse().is_ok_and(|day: u16| (1..=days).contains(&day));
        is_day.then(|| format!("{year}年{month}月{day}"))
    });
    let first = dates.next()?;
    Some(dates.next().is_none().then_some(first))
}

/// Days of a month; February has 29 where the year is not known.
fn days_in(month: u16, year: Option<u16>) -> Option<u16> {
    let is_leap =
        |year: u16| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if year.is_none_or(is_leap) { 29 } else { 28 }),
        _ => None,
    }
}

fn without(digits: &str, cut: usize) -> String {
    [&digits[..cut], &digits[cut + 1..]].concat()
}

#[cfg(test)]
mod tests {
    use nianbao_lint::report::digit_runs;

    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[(&str, Option<&str>)]) {
        let has_letters = LETTERS.iter().any(|letter| words.contains(letter));
        let found = slips(words, &digit_runs(words).collect::<Vec<_>>(), has_letters, Some(2023));
        let found: Vec<_> = found
            .iter()
            .map(|slip| (&words[slip.range.clone()], slip.expected.as_deref()))
            .collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn lost_units_are_found() {
        check("自202011月完成", &[("202011月", Some("2020年11月"))]);
        check("20209月完成", &[("20209月", Some("2020年9月"))]);
        check("202013月完成", &[("202013月", None)]);
        check(
            "自201911日起至20191231日止",
            &[("201911日", Some("2019年1月1日")), ("20191231日", Some("2019年12月31日"))],
        );
        check("2020119日", &[("2020119日", None)]);
        check("自2021926起施行", &[("2021926", Some("2021年9月26日"))]);
        check("至2023年1231日止", &[("2023年1231日", Some("2023年12月31日"))]);
        check("2023年111日", &[("2023年111日", None)]);
    }

    #[test]
    fn impossible_dates_are_found() {
        check("2023年13月", &[("13月", None)]);
        check("13月5日", &[("13月", None)]);
        check("2023年2月30日", &[("2023年2月30日", None)]);
        check("2023年2月29日", &[("2023年2月29日", None)]);
        check("4月31日", &[("4月31日", None)]);
        check("2023 年 1 月 32 日", &[("2023 年 1 月 32 日", None)]);
    }

    #[test]
    fn odd_years_are_found() {
        check("2023年年，我局", &[("2023年年", Some("2023年"))]);
        check("23年，我局公开", &[("23年", Some("2023年"))]);
        check("全年公开。23年1月，", &[("23年", Some("2023年"))]);
        check("20223年", &[("20223年", Some("2023年"))]);
        check("22023年5月", &[("22023年", Some("2023年"))]);
        check("二O二三年", &[("二O二三", Some("二〇二三"))]);
        check("2O23年", &[("2O23", Some("2023"))]);
        check("二0二三年", &[("二0二三", Some("二〇二三"))]);
        check("二〇二0年，3年", &[("二〇二0", Some("二〇二〇"))]);
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for words in [
            "2024年2月29日",
            "2月29日",
            "2023年年度报告",
            "2023年年底",
            "2023年年报",
            "建局23年来",
            "23年来",
            "近20年",
            "成立23年，我局",
            "15个月",
            "满13月龄",
            "1-12月",
            "202011元",
            "电话0934-8633503",
            "国办函〔2020〕109号",
            "http://a.gov.cn/202011/t20201103_1.html",
            "20230115.jpg",
            "11330524MB15359635/2024-00007",
            "二〇二三年",
            "一百年",
            "60日内",
            "1230日",
            "截至2023年",
            "自2020年11月以来",
            "12345热线",
            "自2021926条中",
        ] {
            check(words, &[]);
        }
    }
}
