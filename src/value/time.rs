//! Times of day.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::digits;
use super::quoted;
use super::text_form::text_form;

/// A time of day without a date or a zone, written `09:30` or `09:30:15`, from `00:00` to `23:59:59`.
///
/// The seconds are kept as written: `09:30` and `09:30:00` are equal, and each shows as it was written.
#[derive(Clone, Copy)]
pub struct Time {
    time: jiff::civil::Time,
    with_seconds: bool,
}

impl Time {
    /// The same time as a `jiff` type.
    pub fn civil(self) -> jiff::civil::Time {
        self.time
    }

    /// Seconds since midnight.
    pub fn seconds_of_day(self) -> u32 {
        let part = |number: i8| u32::try_from(number).unwrap_or(0);
        part(self.time.hour()) * 3600 + part(self.time.minute()) * 60 + part(self.time.second())
    }
}

impl From<jiff::civil::Time> for Time {
    /// The time to the second; a fraction is dropped.
    fn from(time: jiff::civil::Time) -> Time {
        let whole = jiff::civil::Time::new(time.hour(), time.minute(), time.second(), 0);
        Time { time: whole.unwrap_or(time), with_seconds: true }
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Time) -> bool {
        self.time == other.time
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Time) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Time) -> std::cmp::Ordering {
        self.time.cmp(&other.time)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.time.hour(), self.time.minute())?;
        if self.with_seconds { write!(formatter, ":{:02}", self.time.second()) } else { Ok(()) }
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimeError {
    /// It doesn't have the form of one: `9:30`, `09.30`.
    #[error("{} is not a time: it is written with two digits each, such as `09:30` or `09:30:15`", quoted(.text))]
    Malformed {
        /// What was written.
        text: String,
    },
    /// It has the form of one, but the day has no such time: `24:00`, `12:00:60`.
    #[error("{} is not a time: the day has no such time", quoted(.text))]
    Impossible {
        /// What was written.
        text: String,
    },
}

impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Time, TimeError> {
        let Some((hour, minute, second)) = shape(text) else {
            return Err(TimeError::Malformed { text: text.to_owned() });
        };
        match jiff::civil::Time::new(hour, minute, second.unwrap_or(0), 0) {
            Ok(time) => Ok(Time { time, with_seconds: second.is_some() }),
            Err(_) => Err(TimeError::Impossible { text: text.to_owned() }),
        }
    }
}

fn shape(text: &str) -> Option<(i8, i8, Option<i8>)> {
    let (hour, rest) = digits::two(text)?;
    let (minute, rest) = digits::two(rest.strip_prefix(':')?)?;
    if rest.is_empty() {
        return Some((hour, minute, None));
    }
    let (second, rest) = digits::two(rest.strip_prefix(':')?)?;
    rest.is_empty().then_some((hour, minute, Some(second)))
}

text_form!(
    Time,
    "a time of day such as `09:30`",
    schemars::json_schema!({
        "title": "Time of day",
        "description": "Hours and minutes, and seconds if they matter, from 00:00 to 23:59:59.",
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
        "examples": ["09:30", "09:30:15"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading() {
        for text in ["00:00", "09:30", "23:59:59", "09:30:00"] {
            assert_eq!(text.parse::<Time>().unwrap().to_string(), text);
        }
        for text in ["", "9:30", "09.30", "09:30:1", "09:30:15.5", "09:30Z", " 09:30"] {
            assert_eq!(text.parse::<Time>(), Err(TimeError::Malformed { text: text.to_owned() }));
        }
        for text in ["24:00", "12:60", "12:00:60"] {
            assert_eq!(text.parse::<Time>(), Err(TimeError::Impossible { text: text.to_owned() }));
        }
    }

    #[test]
    fn order_is_that_of_the_day() {
        let time = |text: &str| text.parse::<Time>().unwrap();
        assert_eq!(time("09:30"), time("09:30:00"));
        assert!(time("09:30") < time("09:30:01"));
        assert_eq!(time("01:01:01").seconds_of_day(), 3661);
    }
}
