//! Calendar dates.
//!
//! Not a point in time: a date has no time zone, and no clock is read to get one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::Duration;
use super::digits;
use super::quoted;
use super::text_form::text_form;

/// A calendar date, written `2026-12-01` (ISO 8601, four, two and two digits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date so many whole days later; nothing if the duration isn't whole days, or after the year 9999.
    pub fn checked_add(self, duration: Duration) -> Option<Date> {
        let days = i64::try_from(duration.whole_days()?).ok()?;
        self.shifted(days)
    }

    /// The date so many whole days earlier; nothing if the duration isn't whole days, or before the year 0.
    pub fn checked_sub(self, duration: Duration) -> Option<Date> {
        let days = i64::try_from(duration.whole_days()?).ok()?;
        self.shifted(-days)
    }

    /// Days from `earlier` to this date; negative if it isn't earlier.
    pub fn days_since(self, earlier: Date) -> i64 {
        let difference = self.0.duration_since(earlier.0);
        difference.as_secs() / 86_400
    }

    /// The date that a text in year-month-day order means, with other marks between its numbers or without zeros before
    /// them: `2026/12/1`. The order of day and month in other forms is anybody's guess.
    pub fn meant(text: &str) -> Option<Date> {
        let mark = text.chars().find(|character| matches!(character, '-' | '/' | '.'))?;
        let mut parts = text.split(mark);
        let mut part = |fewest: usize, most: usize| {
            let digits = parts.next().filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))?;
            (fewest..=most).contains(&digits.len()).then(|| digits.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (part(4, 4)?, part(1, 2)?, part(1, 2)?);
        let date = format!("{year:04}-{month:02}-{day:02}").parse().ok()?;
        parts.next().is_none().then_some(date)
    }

    /// The same date as a `jiff` type.
    pub fn civil(self) -> jiff::civil::Date {
        self.0
    }

    /// The date of a date-time, whose year has been looked at already.
    pub(super) fn of(date: jiff::civil::Date) -> Date {
        Date(date)
    }

    /// The start of what `text` begins with, and what follows it.
    pub(super) fn read(text: &str) -> Result<(Date, &str), DateProblem> {
        let (year, month, day, rest) = shape(text).ok_or(DateProblem::Shape)?;
        let date = jiff::civil::Date::new(year, month, day).map_err(|_| DateProblem::Calendar)?;
        Ok((Date(date), rest))
    }

    fn shifted(self, days: i64) -> Option<Date> {
        let span = jiff::SignedDuration::from_secs(days.checked_mul(86_400)?);
        self.0.checked_add(span).ok().and_then(|date| Date::try_from(date).ok())
    }
}

/// Why a text does not begin with a date.
pub(super) enum DateProblem {
    Shape,
    Calendar,
}

fn shape(text: &str) -> Option<(i16, i8, i8, &str)> {
    let (year, rest) = digits::fixed(text, 4)?;
    let (month, rest) = digits::two(rest.strip_prefix('-')?)?;
    let (day, rest) = digits::two(rest.strip_prefix('-')?)?;
    Some((year, month, day, rest))
}

impl TryFrom<jiff::civil::Date> for Date {
    type Error = DateError;

    /// Refused outside the years 0 to 9999, which is what can be written.
    fn try_from(date: jiff::civil::Date) -> Result<Date, DateError> {
        if date.year() < 0 { Err(DateError::Malformed { text: date.to_string() }) } else { Ok(Date(date)) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// It doesn't have the form of one: `1.12.2026`, `2026-1-1`.
    #[error("{} is not a date: it is written year-month-day, such as `2026-12-01`", quoted(.text))]
    Malformed {
        /// What was written.
        text: String,
    },
    /// It has the form of one, but the calendar has no such day: `2027-02-31`.
    #[error("{} is not a date: the calendar has no such day", quoted(.text))]
    Impossible {
        /// What was written.
        text: String,
    },
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        match Date::read(text) {
            Ok((date, "")) => Ok(date),
            Err(DateProblem::Calendar) if text.len() == 10 => {
                Err(DateError::Impossible { text: text.to_owned() })
            }
            _ => Err(DateError::Malformed { text: text.to_owned() }),
        }
    }
}

text_form!(
    Date,
    "a date such as `2026-12-01`",
    schemars::json_schema!({
        "title": "Date",
        "description": "A calendar date: year, month, day.",
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "examples": ["2026-12-01"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), fn(String) -> DateError>) {
        let found = text.parse::<Date>();
        match expected {
            Ok(()) => assert_eq!(found.unwrap().to_string(), text),
            Err(error) => assert_eq!(found.unwrap_err(), error(text.to_owned())),
        }
    }

    #[test]
    fn reading() {
        let malformed: fn(String) -> DateError = |text| DateError::Malformed { text };
        let impossible: fn(String) -> DateError = |text| DateError::Impossible { text };
        check("2026-12-01", Ok(()));
        check("2028-02-29", Ok(()));
        check("9999-12-31", Ok(()));
        check("2027-02-31", Err(impossible));
        check("2027-02-29", Err(impossible));
        check("2027-13-01", Err(impossible));
        check("2027-00-10", Err(impossible));
        for text in [
            "",
            "2026-12-1",
            "26-12-01",
            "2026/12/01",
            "2026-12-01 ",
            "2027-02-31x",
            "٢٠٢٦-12-01",
            "+026-12-01",
        ] {
            check(text, Err(malformed));
        }
    }

    #[test]
    fn year_first_is_meant_whatever_stands_between() {
        let check = |text: &str, meant: Option<&str>| {
            assert_eq!(Date::meant(text).map(|date| date.to_string()).as_deref(), meant, "{text}");
        };
        check("2026-1-5", Some("2026-01-05"));
        check("2026/12/01", Some("2026-12-01"));
        check("2026.12.1", Some("2026-12-01"));
        check("1.12.2026", None);
        check("12/1/2026", None);
        check("2026-12-01-1", None);
        check("2026-12/01", None);
        check("2026-02-30", None);
        check("26-12-01", None);
        check("2026-é-01", None);
    }

    #[test]
    fn whole_days_can_be_added() {
        let date: Date = "2027-02-28".parse().unwrap();
        let plus = |text: &str| date.checked_add(text.parse().unwrap()).map(|later| later.to_string());
        assert_eq!(plus("1 d"), Some("2027-03-01".to_owned()));
        assert_eq!(plus("48 h"), Some("2027-03-02".to_owned()));
        assert_eq!(plus("1 h"), None);
        assert_eq!(plus("3000000 d"), None);
        assert_eq!(date.days_since("2026-02-28".parse().unwrap()), 365);
        assert_eq!(date.checked_sub("1 d".parse().unwrap()).unwrap().to_string(), "2027-02-27");
    }
}
