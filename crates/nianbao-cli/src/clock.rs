//! The time and date of the run. Here they enter the program, as arguments; nothing else asks for them.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, TimeZone};
use nianbao_report::Date;

/// How far the clocks of all of China are ahead of UTC, in hours.
const CHINA: i8 = 8;

/// Today in China.
#[expect(clippy::disallowed_methods, reason = "the date enters the program here, as an argument")]
pub(crate) fn today() -> Date {
    date_of(Timestamp::now())
}

/// The time now in UTC, to the second, as Word writes it: `2024-01-22T08:00:00Z`.
#[expect(clippy::disallowed_methods, reason = "the time enters the program here, as an argument")]
pub(crate) fn timestamp() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A date as arguments give it: `2027-01-31`.
pub(crate) fn parse_date(written: &str) -> Result<Date, String> {
    let date = civil::Date::strptime("%Y-%m-%d", written);
    date.map(from_civil).map_err(|_| "应为日期，如 2027-01-31".to_owned())
}

fn date_of(time: Timestamp) -> Date {
    from_civil(time.to_zoned(TimeZone::fixed(tz::offset(CHINA))).date())
}

fn from_civil(date: civil::Date) -> Date {
    Date {
        year: date.year().unsigned_abs(),
        month: date.month().unsigned_abs(),
        day: Some(date.day().unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_chinas() {
        let date = |written: &str| date_of(written.parse().unwrap());
        let told = |year, month, day| Date { year, month, day: Some(day) };
        assert_eq!(date("2026-12-31T15:59:59Z"), told(2026, 12, 31));
        assert_eq!(date("2026-12-31T16:00:00Z"), told(2027, 1, 1));
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!(parse_date("2027-01-31").unwrap().day, Some(31));
        for written in ["2027-02-29", "2027-13-01", "2027-0-1", "2027-01", "2027-01-01-01", "明天"]
        {
            assert!(parse_date(written).is_err(), "{written}");
        }
    }
}
