//! Points in time, with the offset they were written in.
//!
//! No zone names and no zone rules: a zone's offset comes with the text, or with the host's clock.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::Offset;
use thiserror::Error;

use super::Date;
use super::Duration;
use super::Time;
use super::date::DateProblem;
use super::digits;
use super::quoted;
use super::text_form::text_form;

/// A point in time, written as RFC 3339 with its offset: `2026-12-01T09:00:00Z`, `2026-12-01T10:00:00.250+01:00`.
///
/// Seconds are mandatory, a fraction has at most six digits, there is no leap second `:60`. Offset and fraction are
/// kept as written. Equality and order are those of the instant: `09:00Z` equals `10:00+01:00`.
#[derive(Clone, Copy)]
pub struct DateTime {
    instant: Timestamp,
    offset: Offset,
    /// Written `Z`, which is the same offset as `+00:00`.
    zulu: bool,
    fraction_digits: u8,
}

impl DateTime {
    /// The instant as seen at an offset, to the microsecond; nothing before the year 0, or if the offset
    /// is not whole minutes less than a day.
    pub fn new(instant: Timestamp, offset: Offset) -> Option<DateTime> {
        let seconds = offset.seconds();
        if seconds % 60 != 0 || seconds.abs() >= 86_400 {
            return None;
        }
        let instant = Timestamp::from_microsecond(instant.as_microsecond()).ok()?;
        let microsecond = instant.as_microsecond().rem_euclid(1_000_000);
        let fraction_digits = match microsecond {
            0 => 0,
            whole if whole % 1000 == 0 => 3,
            _ => 6,
        };
        let moment = DateTime { instant, offset, zulu: seconds == 0, fraction_digits };
        (moment.local().year() >= 0).then_some(moment)
    }

    /// The instant, whatever the offset.
    pub fn instant(self) -> Timestamp {
        self.instant
    }

    /// The offset it is written in.
    pub fn offset(self) -> Offset {
        self.offset
    }

    /// The date at its offset.
    pub fn date(self) -> Date {
        Date::of(self.local().date())
    }

    /// The time of day at its offset, to the second.
    pub fn time(self) -> Time {
        Time::from(self.local().time())
    }

    /// That much later, at the same offset; nothing after `9999-12-30T22:00:00Z`.
    pub fn checked_add(self, duration: Duration) -> Option<DateTime> {
        let microseconds = i64::try_from(duration.microseconds()).ok()?;
        self.shifted(microseconds)
    }

    /// That much earlier, at the same offset; nothing before the year 0.
    pub fn checked_sub(self, duration: Duration) -> Option<DateTime> {
        let microseconds = i64::try_from(duration.microseconds()).ok()?;
        self.shifted(-microseconds)
    }

    /// The time from `earlier` to this; nothing if `earlier` is later.
    pub fn since(self, earlier: DateTime) -> Option<Duration> {
        Duration::from_microseconds(u64::try_from(self.microseconds_since(earlier)).ok()?)
    }

    /// Microseconds from `earlier` to this; negative if `earlier` is later.
    pub fn microseconds_since(self, earlier: DateTime) -> i64 {
        self.instant.as_microsecond().saturating_sub(earlier.instant.as_microsecond())
    }

    /// Whether both are written the same, not only the same instant.
    pub fn same_text(self, other: DateTime) -> bool {
        self == other
            && self.offset == other.offset
            && self.zulu == other.zulu
            && self.fraction_digits == other.fraction_digits
    }

    fn local(self) -> jiff::civil::DateTime {
        self.offset.to_datetime(self.instant)
    }

    fn shifted(self, microseconds: i64) -> Option<DateTime> {
        let moved = self.instant.as_microsecond().checked_add(microseconds)?;
        let moved = DateTime::new(Timestamp::from_microsecond(moved).ok()?, self.offset)?;
        Some(DateTime {
            zulu: self.zulu,
            fraction_digits: self.fraction_digits.max(moved.fraction_digits),
            ..moved
        })
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &DateTime) -> bool {
        self.instant == other.instant
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &DateTime) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &DateTime) -> Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        write!(formatter, "{:04}-{:02}-{:02}T", local.year(), local.month(), local.day())?;
        write!(formatter, "{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())?;
        if self.fraction_digits > 0 {
            let digits = format!("{:09}", local.subsec_nanosecond());
            write!(formatter, ".{}", digits.get(..usize::from(self.fraction_digits)).unwrap_or(&digits))?;
        }
        if self.zulu {
            return formatter.write_str("Z");
        }
        let minutes = self.offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(formatter, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is not a date-time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateTimeError {
    /// It doesn't have the form of one.
    #[error("{} is not a date-time: it is written such as `2026-12-01T09:00:00Z` or `2026-12-01T10:00:00+01:00`", quoted(.text))]
    Malformed {
        /// What was written.
        text: String,
    },
    /// It says no offset, so it could be any of 27 instants.
    #[error("{} has no offset: end it with `Z` or an offset such as `+01:00`", quoted(.text))]
    NoOffset {
        /// What was written.
        text: String,
    },
    /// It lies after the last instant that can be kept, in the last two days of the year 9999.
    #[error("{} is later than `9999-12-30T22:00:00Z`, the last date-time there can be", quoted(.text))]
    TooLate {
        /// What was written.
        text: String,
    },
    /// It has the form of one, but there is no such day, time or offset: `2027-02-31T09:00:00Z`.
    #[error("{} is not a date-time: there is no such day, time or offset", quoted(.text))]
    Impossible {
        /// What was written.
        text: String,
    },
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<DateTime, DateTimeError> {
        read(text).map_err(|problem| {
            let text = text.to_owned();
            match problem {
                Problem::Shape => DateTimeError::Malformed { text },
                Problem::NoOffset => DateTimeError::NoOffset { text },
                Problem::TooLate => DateTimeError::TooLate { text },
                Problem::Impossible => DateTimeError::Impossible { text },
            }
        })
    }
}

enum Problem {
    Shape,
    NoOffset,
    TooLate,
    Impossible,
}

fn read(text: &str) -> Result<DateTime, Problem> {
    let (date, rest) = match Date::read(text) {
        Ok((date, rest)) => (Some(date), rest),
        Err(DateProblem::Calendar) => (None, text.get(10..).unwrap_or("")),
        Err(DateProblem::Shape) => return Err(Problem::Shape),
    };
    let clock = clock(rest).ok_or(Problem::Shape)?;
    let (zulu, offset) = match clock.offset {
        "" => return Err(Problem::NoOffset),
        "Z" => (true, Offset::UTC),
        written => (false, offset(written)?),
    };
    let nanosecond = i32::try_from(clock.microsecond * 1000).map_err(|_| Problem::Shape)?;
    let time = jiff::civil::Time::new(clock.hour, clock.minute, clock.second, nanosecond);
    let (Some(date), Ok(time)) = (date, time) else { return Err(Problem::Impossible) };
    let local = jiff::civil::DateTime::from_parts(date.civil(), time);
    let instant = offset.to_timestamp(local).map_err(|_| Problem::TooLate)?;
    Ok(DateTime { instant, offset, zulu, fraction_digits: clock.fraction_digits })
}

/// What stands behind the date.
struct Clock<'a> {
    hour: i8,
    minute: i8,
    second: i8,
    microsecond: u32,
    fraction_digits: u8,
    offset: &'a str,
}

fn clock(text: &str) -> Option<Clock<'_>> {
    let (hour, rest) = digits::two(text.strip_prefix('T')?)?;
    let (minute, rest) = digits::two(rest.strip_prefix(':')?)?;
    let (second, rest) = digits::two(rest.strip_prefix(':')?)?;
    let Some(fraction) = rest.strip_prefix('.') else {
        return Some(Clock { hour, minute, second, microsecond: 0, fraction_digits: 0, offset: rest });
    };
    let end = fraction.find(|next: char| !next.is_ascii_digit()).unwrap_or(fraction.len());
    let (fraction, offset) = fraction.split_at_checked(end)?;
    if fraction.is_empty() || fraction.len() > 6 {
        return None;
    }
    let microsecond = format!("{fraction:0<6}").parse().ok()?;
    Some(Clock { hour, minute, second, microsecond, fraction_digits: u8::try_from(end).ok()?, offset })
}

fn offset(text: &str) -> Result<Offset, Problem> {
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return Err(Problem::Shape),
    };
    let shape = || {
        let (hours, rest) = digits::two(rest)?;
        let (minutes, rest) = digits::two(rest.strip_prefix(':')?)?;
        rest.is_empty().then_some((i32::from(hours), i32::from(minutes)))
    };
    let (hours, minutes) = shape().ok_or(Problem::Shape)?;
    let unknown = sign < 0 && hours == 0 && minutes == 0;
    if hours > 23 || minutes > 59 || unknown {
        return Err(Problem::Impossible);
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| Problem::Impossible)
}

text_form!(
    DateTime,
    "a date-time such as `2026-12-01T09:00:00Z`",
    schemars::json_schema!({
        "title": "Date-time",
        "description": "A point in time as RFC 3339, with its offset.",
        "type": "string",
        "format": "date-time",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$",
        "examples": ["2026-12-01T09:00:00Z", "2026-12-01T10:00:00+01:00"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_kept() {
        for text in [
            "2026-12-01T09:00:00Z",
            "2026-12-01T09:00:00+00:00",
            "2026-12-01T10:00:00+01:00",
            "2026-12-01T00:30:00.50-03:30",
            "2026-12-01T09:00:00.000001Z",
            "0000-01-01T00:00:00+14:00",
            "9999-12-30T22:00:00Z",
        ] {
            assert_eq!(moment(text).to_string(), text);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let check = |text: &str, expected: fn(String) -> DateTimeError| {
            assert_eq!(text.parse::<DateTime>().unwrap_err(), expected(text.to_owned()));
        };
        for text in [
            "",
            "2026-12-01",
            "2026-12-01 09:00:00Z",
            "2026-12-01T09:00Z",
            "2026-12-01t09:00:00z",
            "20261201T090000Z",
            "2026-12-01T09:00:00.Z",
            "2026-12-01T09:00:00.0000001Z",
            "2026-12-01T09:00:00+1:00",
            "2026-12-01T09:00:00+0100",
            "2026-12-01T09:00:00Zx",
            "2027-02-31T09:00Z",
        ] {
            check(text, |text| DateTimeError::Malformed { text });
        }
        check("2026-12-01T09:00:00", |text| DateTimeError::NoOffset { text });
        check("9999-12-31T23:59:59Z", |text| DateTimeError::TooLate { text });
        for text in [
            "2027-02-31T09:00:00Z",
            "2026-12-01T24:00:00Z",
            "2026-12-31T23:59:60Z",
            "2026-12-01T09:00:00+24:00",
            "2026-12-01T09:00:00-00:00",
        ] {
            check(text, |text| DateTimeError::Impossible { text });
        }
    }

    #[test]
    fn order_is_that_of_the_instant() {
        let (here, there) = (moment("2026-12-01T09:00:00Z"), moment("2026-12-01T10:00:00+01:00"));
        assert_eq!(here, there);
        assert!(!here.same_text(there));
        assert!(here < moment("2026-12-01T09:00:00.000001Z"));
    }

    #[test]
    fn arithmetic_keeps_the_offset() {
        let start = moment("2026-12-31T23:30:00+01:00");
        let end = start.checked_add("1 h".parse().unwrap()).unwrap();
        assert_eq!(end.to_string(), "2027-01-01T00:30:00+01:00");
        assert_eq!(
            (end.date().to_string(), end.time().to_string()),
            ("2027-01-01".to_owned(), "00:30:00".to_owned())
        );
        assert_eq!(end.since(start), "1 h".parse().ok());
        assert_eq!(start.since(end), None);
        assert_eq!(start.microseconds_since(end), -3_600_000_000);
        assert_eq!(end.checked_sub("1 h".parse().unwrap()), Some(start));
        assert_eq!(moment("9999-12-30T22:00:00Z").checked_add("1 s".parse().unwrap()), None);
        assert_eq!(moment("0000-01-01T00:00:00Z").checked_sub("1 s".parse().unwrap()), None);
    }

    #[test]
    fn a_clock_gives_microseconds() {
        let instant = Timestamp::new(1_796_115_600, 123_456_789).unwrap();
        let hour = Offset::from_seconds(3600).unwrap();
        assert_eq!(DateTime::new(instant, hour).unwrap().to_string(), "2026-12-01T10:00:00.123456+01:00");
        assert_eq!(DateTime::new(instant, Offset::from_seconds(90).unwrap()), None);
    }
}
