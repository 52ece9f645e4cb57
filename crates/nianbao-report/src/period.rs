use std::ops::Range;

use nianbao_span::Span;

use crate::calendar::{
    DateText, date_at, first_date, may_name_year, month_day_at, skip_space, trim_start,
};
use crate::passages::Passages;
use crate::{Date, Line, LineRole};

/// The stated 统计期限, such as 自2023年1月1日起至2023年12月31日止.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// First day; its year may be taken over by the last.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Whether the last day states its own year.
    pub end_states_year: bool,
    /// Where, from the first date to the last.
    pub span: Span,
    /// Where the first date stands.
    pub start_span: Span,
    /// Where the last date stands.
    pub end_span: Span,
}

/// Words that say a span of time is the one the report's figures are of.
const TOPICS: [&str; 19] = [
    "统计期限",
    "统计日期",
    "数据的期限",
    "统计数据",
    "内容涵盖",
    "统计时限",
    "统计期间",
    "统计时间",
    "统计周期",
    "统计时段",
    "统计区间",
    "统计范围",
    "数据期限",
    "数据时限",
    "数据时间",
    "报告期限",
    "报告期间",
    "所列数据",
    "数据统计",
];

/// The stated 统计期限, where the text gives one as two dates.
pub(crate) fn find(lines: &[Line<'_>], passages: &Passages<'_>) -> Option<Period> {
    let mut prose = (0..).zip(lines).filter(|(_, line)| line.role == LineRole::Prose);
    prose.find_map(|(index, line)| {
        let words = line.words();
        if passages.longest_number(index) == 0 && !may_name_year(words) {
            return None;
        }
        // Few lines name two dates, and finding them is quicker than looking for every topic.
        let first = DateRange::first(words, 0)?;
        topic_ends(words).find_map(|topic_end| {
            let end = words[topic_end..].find('。').map_or(words.len(), |at| topic_end + at);
            let is_behind = first.range().start >= topic_end && first.range().end <= end;
            let range = if is_behind {
                Some(first.clone())
            } else {
                DateRange::first(&words[..end], topic_end)
            };
            range.map(|range| range.period(line))
        })
    })
}

/// Where the words end that say the figures' span of time is stated next.
fn topic_ends(words: &str) -> impl Iterator<Item = usize> + '_ {
    TOPICS.iter().filter_map(|topic| words.find(topic).map(|at| at + topic.len()))
}

/// Two dates joined by 至, `—` and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateRange {
    pub(crate) start: DateText,
    /// Its year is taken over from the start where it states none.
    pub(crate) end: DateText,
    pub(crate) end_states_year: bool,
}

impl DateRange {
    /// The first pair of joined dates in `words` at or after `from`.
    pub(crate) fn first(words: &str, from: usize) -> Option<DateRange> {
        let mut from = from;
        while let Some(start) = first_date(words, from) {
            let after = start.range.end;
            if let Some(range) = DateRange::from_start(words, start) {
                return Some(range);
            }
            from = after;
        }
        DateRange::of_months(words, from)
    }

    /// The pair of joined dates that begins at `at`.
    pub(crate) fn at(words: &str, at: usize) -> Option<DateRange> {
        date_at(words, at).and_then(|start| DateRange::from_start(words, start))
    }

    fn from_start(words: &str, start: DateText) -> Option<DateRange> {
        let end_start = joined(words, start.range.end)?;
        let (mut end, end_states_year) = match date_at(words, end_start) {
            Some(end) => (end, true),
            None => (month_day_at(words, end_start)?, false),
        };
        if !end_states_year {
            end.date.year = start.date.year;
        }
        Some(DateRange { start, end, end_states_year })
    }

    /// Months that share one unit: `2023年1-12月`.
    fn of_months(words: &str, from: usize) -> Option<DateRange> {
        let (year_end, _) = words[from..].match_indices('年').find(|(at, _)| {
            words[from + at + '年'.len_utf8()..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        })?;
        let year_end = from + year_end;
        let year_start =
            words[from..year_end].trim_end().len().checked_sub(4).map(|at| from + at)?;
        let year: u16 = words.get(year_start..year_start + 4)?.parse().ok()?;
        let month_start = skip_space(words, year_end + '年'.len_utf8());
        let (month, month_end) = ascii_number(words, month_start)?;
        let end_start = joined(words, month_end)?;
        let mut end = month_day_at(words, end_start)?;
        end.date.year = year;
        let start =
            DateText { date: Date { year, month, day: None }, range: year_start..month_end };
        Some(DateRange { start, end, end_states_year: false })
    }

    /// Whether it goes from the first day of one year to the last day of that year.
    pub(crate) fn is_whole_year(&self) -> bool {
        is_first_day(self.start.date)
            && is_last_day(self.end.date)
            && self.start.date.year == self.end.date.year
    }

    /// From the first date to the last.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start.range.start..self.end.range.end
    }

    fn period(&self, line: &Line<'_>) -> Period {
        Period {
            start: self.start.date,
            end: self.end.date,
            end_states_year: self.end_states_year,
            span: line.span(self.range()),
            start_span: line.span(self.start.range.clone()),
            end_span: line.span(self.end.range.clone()),
        }
    }
}

impl Period {
    /// Whether the first day is 1 January, or the month January where no day is stated.
    pub fn starts_the_year(&self) -> bool {
        is_first_day(self.start)
    }

    /// Whether the last day is 31 December, or the month December where no day is stated.
    pub fn ends_the_year(&self) -> bool {
        is_last_day(self.end)
    }
}

fn is_first_day(date: Date) -> bool {
    date.month == 1 && matches!(date.day, None | Some(1))
}

fn is_last_day(date: Date) -> bool {
    date.month == 12 && matches!(date.day, None | Some(31))
}

/// Where the second of two joined dates would begin, when `at` is the end of the first.
fn joined(words: &str, at: usize) -> Option<usize> {
    let mut rest = trim_start(&words[at..]);
    for opening in ["起", "开始", "始", "，", ",", "、"] {
        rest = rest.strip_prefix(opening).map_or(rest, trim_start);
    }
    let joint = ["截至", "止于", "至", "到", "止", "-", "—", "–", "―", "－", "−", "~", "～", "〜"];
    let mut after = joint.iter().find_map(|joint| rest.strip_prefix(joint))?;
    after = trim_start(after.trim_start_matches(['-', '—', '－', '至']));
    for same_year in ["同年", "当年", "本年"] {
        after = after.strip_prefix(same_year).map_or(after, trim_start);
    }
    Some(words.len() - after.len())
}

fn ascii_number(words: &str, at: usize) -> Option<(u8, usize)> {
    let len = words[at..].bytes().take_while(u8::is_ascii_digit).count();
    Some((words[at..at + len].parse().ok()?, at + len))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line_fixture::with_lines;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        with_lines(text, |lines| {
            let found = find(lines, &Passages::of_lines(lines)).map(|period| {
                let day = |date: Date| match date.day {
                    Some(day) => format!("{}-{}-{day}", date.year, date.month),
                    None => format!("{}-{}", date.year, date.month),
                };
                let own = if period.end_states_year { "" } else { "*" };
                format!(
                    "{}..{}{own} {}",
                    day(period.start),
                    day(period.end),
                    &text[period.span.range()]
                )
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        });
    }

    #[test]
    fn periods_are_read_in_all_their_forms() {
        check(
            "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
            Some("2022-1-1..2022-12-31 2022年1月1日起至2022年12月31日"),
        );
        check(
            "统计时限均为 2022 年 1 月 1 日至 12 月 31 日。",
            Some("2022-1-1..2022-12-31* 2022 年 1 月 1 日至 12 月 31 日"),
        );
        check("统计期限：2022.1.1-2022.12.31", Some("2022-1-1..2022-12-31 2022.1.1-2022.12.31"));
        check(
            "数据统计时间为2022年1月1日——12月31日",
            Some("2022-1-1..2022-12-31* 2022年1月1日——12月31日"),
        );
        check(
            "统计期限为2022年1月1日起，至12月31日止",
            Some("2022-1-1..2022-12-31* 2022年1月1日起，至12月31日"),
        );
        check("统计期限为2022年1月至12月", Some("2022-1..2022-12* 2022年1月至12月"));
        check("统计期限为2022年1-12月", Some("2022-1..2022-12* 2022年1-12月"));
        check(
            "本年度报告统计数据的期限为2022年1月1日到12月31日。",
            Some("2022-1-1..2022-12-31* 2022年1月1日到12月31日"),
        );
        check(
            "由商务局结合统计数据编制。所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
            Some("2022-1-1..2022-12-31 2022年1月1日起至2022年12月31日"),
        );
        check(
            "内容涵盖全镇2022年1月1日至12月31日期间的政府信息公开工作情况。",
            Some("2022-1-1..2022-12-31* 2022年1月1日至12月31日"),
        );
        check(
            "统计期限为二〇二二年一月一日至十二月三十一日",
            Some("2022-1-1..2022-12-31* 二〇二二年一月一日至十二月三十一日"),
        );
    }

    #[test]
    fn wrong_periods_are_read_as_they_stand() {
        check(
            "所列数据自2022年1月1日至2022年11月31日",
            Some("2022-1-1..2022-11-31 2022年1月1日至2022年11月31日"),
        );
    }

    #[test]
    fn other_spans_of_time_are_no_period() {
        check("2022年5月1日至5月31日，开展公开宣传月活动。", None);
        check("统计期限为2022年度。2022年5月1日至5月31日开展活动。", None);
        check("所列数据截至2022年12月31日。", None);
        check("统计期限自202211日起至20221231日止", None);
    }

    #[test]
    fn the_period_may_stand_behind_other_dates() {
        check(
            "统计期限（按2021年9月26日印发的格式）为2022年1月1日至12月31日",
            Some("2022-1-1..2022-12-31* 2022年1月1日至12月31日"),
        );
    }
}
