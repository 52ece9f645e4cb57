use std::sync::LazyLock;

use nianbao_document::{BlockKind, CharSet, Document, Row};
use nianbao_span::Span;

use crate::calendar::{date_at, may_name_year};
use crate::{Line, LineRole, Section};

/// A day of the calendar, or a month where `day` is absent. Not checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12 when valid.
    pub month: u8,
    /// 1 to 31 when valid.
    pub day: Option<u8>,
}

impl Date {
    /// Days from `other` to this day; absent where either states no day or is none of the calendar.
    pub fn days_since(self, other: Date) -> Option<i32> {
        Some(self.day_number()? - other.day_number()?)
    }

    /// Days since 1 March of the year 0. Years begin in March here, so that the leap day is the last of its year.
    fn day_number(self) -> Option<i32> {
        let day = self.day.filter(|day| (1..=31).contains(day))?;
        let month =
            i32::from(self.month).checked_sub(3).filter(|_| (1..=12).contains(&self.month))?;
        let year = i32::from(self.year) - i32::from(month < 0);
        let days_before_month = (month.rem_euclid(12) * 153 + 2) / 5;
        let leap_days = year / 4 - year / 100 + year / 400;
        Some(year * 365 + leap_days + days_before_month + i32::from(day) - 1)
    }
}

/// A date in the page's lines around the report.
#[derive(Clone, Copy, Debug)]
pub struct HeaderDate {
    /// What the line calls it.
    pub role: DateRole,
    /// The date.
    pub date: Date,
    /// Where the date stands.
    pub span: Span,
}

/// What a header date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    /// 发布时间、发布日期.
    Published,
    /// 成文日期、生成日期.
    Written,
}

/// What pages call their dates.
const NAMES: [(&str, DateRole); 20] = [
    ("发布时间", DateRole::Published),
    ("发布日期", DateRole::Published),
    ("发表时间", DateRole::Published),
    ("发表日期", DateRole::Published),
    ("发布于", DateRole::Published),
    ("公布日期", DateRole::Published),
    ("公布时间", DateRole::Published),
    ("公开日期", DateRole::Published),
    ("公开时间", DateRole::Published),
    ("信息时间", DateRole::Published),
    ("信息日期", DateRole::Published),
    ("成文日期", DateRole::Written),
    ("成文时间", DateRole::Written),
    ("生成日期", DateRole::Written),
    ("生成时间", DateRole::Written),
    ("发文日期", DateRole::Written),
    ("发文时间", DateRole::Written),
    ("印发日期", DateRole::Written),
    ("制发日期", DateRole::Written),
    ("编制日期", DateRole::Written),
];

/// Longest line in bytes that can be one of a page's header lines; they name source, date, counts and font sizes.
const MAX_HEADER_BYTES: usize = 600;

/// The dates in lines and tables before the first section, and in the page's own lines anywhere.
pub(crate) fn header_dates(
    lines: &[Line<'_>],
    sections: &[Section],
    document: &Document<'_>,
) -> Vec<HeaderDate> {
    let first_line = sections.iter().map(|section| section.heading.line).min();
    let first_block = sections.iter().map(|section| section.blocks.start).min();
    let mut dates = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.role == LineRole::Page || first_line.is_none_or(|first| index < first) {
            push_dates_in_line(line, &mut dates);
        }
    }
    for block in &document.blocks[..first_block.unwrap_or(document.blocks.len())] {
        if let BlockKind::Table(table) = &block.kind {
            dates.extend(table.rows.iter().flat_map(dates_in_row));
        }
    }
    dates.sort_by_key(|found| found.span);
    dates.dedup_by_key(|found| found.span);
    dates
}

fn push_dates_in_line(line: &Line<'_>, dates: &mut Vec<HeaderDate>) {
    let words = line.words();
    if words.len() > MAX_HEADER_BYTES || !may_name_year(words) {
        return;
    }
    for (role, value) in named_values(words) {
        if let Some(found) = date_at(words, value) {
            dates.push(HeaderDate { role, date: found.date, span: line.span(found.range) });
        }
    }
}

/// A name and its date share a cell, or the date stands in the next cell with words.
fn dates_in_row(row: &Row<'_>) -> Vec<HeaderDate> {
    let mut dates = Vec::new();
    let mut pending: Option<DateRole> = None;
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        let words = cell.text.content();
        let named = named_values(words).into_iter().next();
        let (role, value) = match (named, pending.take()) {
            (Some(named), _) => named,
            (None, Some(role)) => (role, 0),
            (None, None) => continue,
        };
        match date_at(words, value) {
            Some(found) => {
                dates.push(HeaderDate {
                    role,
                    date: found.date,
                    span: cell.text.span(found.range),
                });
            }
            None if named.is_some() => pending = Some(role),
            None => {}
        }
    }
    dates
}

/// The roles of the dates that `words` name, each name at its first place, and where their values begin; in the order
/// of [`NAMES`].
fn named_values(words: &str) -> Vec<(DateRole, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in HEADS.members_in(words).map(|(at, _)| at).filter(|at| may_be_name(&words[*at..])) {
        for (index, (name, _)) in NAMES.iter().enumerate() {
            let is_first = found.iter().all(|(known, _)| *known != index);
            if let Some(end) = spaced_end(words, at, name).filter(|_| is_first) {
                found.push((index, value_start(words, end)));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(index, value)| (NAMES[index].1, value)).collect()
}

/// How [`NAMES`] begin.
static HEADS: LazyLock<CharSet> =
    LazyLock::new(|| NAMES.iter().filter_map(|(name, _)| name.chars().next()).collect());

/// Whether one of [`NAMES`] may stand at the beginning of `words`, by its third character.
fn may_be_name(words: &str) -> bool {
    let third = words.chars().filter(|c| !c.is_whitespace()).nth(2);
    matches!(third, Some('时' | '日' | '于'))
}

/// One past `name` at `at`. Pages stretch names with spaces, so white space within it is passed over.
fn spaced_end(words: &str, at: usize, name: &str) -> Option<usize> {
    let mut rest = &words[at..];
    for c in name.chars() {
        rest = rest.trim_start().strip_prefix(c)?;
    }
    Some(words.len() - rest.len())
}

/// Where the value of a name that ends at `at` begins: behind a colon, brackets or bars.
fn value_start(words: &str, at: usize) -> usize {
    let value =
        words[at..].trim_start_matches(|c: char| c.is_whitespace() || "：:|[【（(".contains(c));
    words.len() - value.len()
}

#[cfg(test)]
mod tests {
    use nianbao_document::{Block, Cell, Format, Grid, Region, Table, Text};
    use nianbao_span::Source;

    use super::*;
    use crate::line_fixture::with_lines;

    #[test]
    fn days_between_dates_are_counted() {
        let date = |year, month, day| Date { year, month, day: Some(day) };
        let days = |(y, m, d), other: (u16, u8, u8)| {
            date(y, m, d).days_since(date(other.0, other.1, other.2))
        };
        assert_eq!(days((2024, 2, 1), (2024, 1, 31)), Some(1));
        assert_eq!(days((2024, 3, 1), (2024, 2, 28)), Some(2));
        assert_eq!(days((2023, 3, 1), (2023, 2, 28)), Some(1));
        assert_eq!(days((2025, 1, 31), (2024, 1, 31)), Some(366));
        assert_eq!(days((2023, 12, 31), (2024, 1, 1)), Some(-1));
        assert_eq!(days((2024, 13, 1), (2024, 1, 31)), None);
    }

    #[track_caller]
    fn check(text: &str, expected: &[(DateRole, u16, u8, u8, &str)]) {
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source, Format::Text);
        with_lines(text, |lines| {
            let found: Vec<_> = header_dates(lines, &[], &document)
                .into_iter()
                .map(|found| {
                    let Date { year, month, day } = found.date;
                    (found.role, year, month, day.unwrap_or(0), &text[found.span.range()])
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn every_name_begins_with_a_character_that_is_looked_for() {
        for (name, _) in NAMES {
            assert!(may_be_name(name), "{name}");
            assert_eq!(named_values(name).len(), 1, "{name}");
        }
    }

    #[test]
    fn header_lines_give_their_dates() {
        use DateRole::{Published, Written};
        check("发布时间: 2024-01-26 11:11 字体:[]", &[(Published, 2024, 1, 26, "2024-01-26")]);
        check(
            "来源：市政府办公室 发布日期：2024年1月26日",
            &[(Published, 2024, 1, 26, "2024年1月26日")],
        );
        check(
            "成文日期：2024/1/5 发布时间：2024.1.26",
            &[(Written, 2024, 1, 5, "2024/1/5"), (Published, 2024, 1, 26, "2024.1.26")],
        );
        check("发 布 时 间：[2024-01-26]", &[(Published, 2024, 1, 26, "2024-01-26")]);
        check("浏览次数：20240126", &[]);
        check("发布时间为2024年的每月初。", &[]);
    }

    #[test]
    fn table_rows_give_the_date_of_the_next_cell() {
        let text = "成文日期：,,2024-01-31,公开方式：,主动公开";
        let source = Source::from_text("a.txt", text);
        let mut document = Document::new(&source, Format::Text);
        let mut start = 0;
        let cells = (0..)
            .zip(text.split(','))
            .map(|(column, words)| {
                let span = Span::new(start..start + words.len());
                start = span.range().end + 1;
                Cell::single(Text::verbatim(text, span), column)
            })
            .collect();
        let table =
            Table { span: Span::new(0..text.len()), grid: Grid::Fields, rows: vec![Row { cells }] };
        document.blocks.push(Block {
            kind: BlockKind::Table(table),
            region: Region::Content,
            container: 0,
        });
        let dates = header_dates(&[], &[], &document);
        assert_eq!(dates.len(), 1);
        assert_eq!(dates[0].role, DateRole::Written);
        assert_eq!(&text[dates[0].span.range()], "2024-01-31");
    }
}
