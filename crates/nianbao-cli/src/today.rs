//! Today's date. Nothing else in the program asks for it.

use std::time::{SystemTime, UNIX_EPOCH};

use nianbao_report::Date;

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// How far the clocks of all of China are ahead of UTC, in seconds.
const OFFSET: u64 = 8 * 60 * 60;

/// Today in China. A clock before 1970 is on its first day.
#[expect(clippy::disallowed_methods, reason = "the date enters the program here, as an argument")]
pub(crate) fn now() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = (since.as_secs() + OFFSET) / SECONDS_PER_DAY;
    day(u16::try_from(days).unwrap_or(u16::MAX))
}

/// The day `days` after 1 January 1970.
fn day(days: u16) -> Date {
    let mut left = days;
    let mut year = 1970;
    while left >= length_of(year) {
        left -= length_of(year);
        year += 1;
    }
    let mut month = 1;
    for length in months_of(year) {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    Date { year, month, day: u8::try_from(left + 1).ok() }
}

/// A date as arguments give it: `2027-01-31`.
pub(crate) fn parse(written: &str) -> Result<Date, String> {
    let date = || {
        let mut parts = written.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let date =
            Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok() };
        let months = months_of(date.year);
        let length = months.get(usize::from(date.month).checked_sub(1)?)?;
        let is_date = parts.next().is_none() && (1..=*length).contains(&u16::from(date.day?));
        is_date.then_some(date)
    };
    date().ok_or_else(|| "应为日期，如 2027-01-31".to_owned())
}

fn length_of(year: u16) -> u16 {
    months_of(year).iter().sum()
}

fn months_of(year: u16) -> [u16; 12] {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let told = |days| {
            let date = day(days);
            (date.year, date.month, date.day.unwrap())
        };
        assert_eq!(told(0), (1970, 1, 1));
        assert_eq!(told(365 + 365 + 31 + 28), (1972, 2, 29));
        assert_eq!(told(365 + 365 + 366), (1973, 1, 1));
        assert_eq!(told(20_819), (2027, 1, 1));
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!(parse("2027-01-31").unwrap().day, Some(31));
        for written in ["2027-02-29", "2027-13-01", "2027-0-1", "2027-01", "2027-01-01-01", "明天"]
        {
            assert!(parse(written).is_err(), "{written}");
        }
    }
}
