//! Days of publication, for all rules of the family.

use nianbao_lint::Report;
use nianbao_lint::report::{Date, DateRole, HeaderDate};

/// The header dates of one role that are days of the calendar, as far as months go.
pub(crate) fn dates_of<'r>(
    report: &'r Report<'_>,
    role: DateRole,
) -> impl Iterator<Item = &'r HeaderDate> {
    report
        .header_dates
        .iter()
        .filter(move |header| header.role == role && (1..=12).contains(&header.date.month))
}

/// A day as reports write it.
pub(crate) fn in_words(date: Date) -> String {
    match date.day {
        Some(day) => format!("{}年{}月{day}日", date.year, date.month),
        None => format!("{}年{}月", date.year, date.month),
    }
}
