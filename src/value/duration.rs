//! Lengths of time.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::nearest;
use super::quoted;
use super::text_form::text_form;

/// A length of time, never negative: `90 s`, `15 min`, `2 h`, `1 h 30 min`, `14 d`.
///
/// Written with the units `d`, `h`, `min`, `s` in falling order, each at most once, each with a whole number. A day
/// is 24 hours: the engine has no time zones and so no shorter or longer days. The difference of two times can
/// have a fraction of a second, to the microsecond, and only seconds can be written with one: `90.25 s`.
///
/// It shows in one form, whatever was written: `90 s` and `1 min 30 s` are equal and both show as `1 min 30 s`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration {
    microseconds: u64,
}

impl Duration {
    /// No time at all.
    pub const ZERO: Duration = Duration { microseconds: 0 };

    /// The longest: 10,000,000 days, more than there are dates.
    pub const LONGEST: Duration = Duration { microseconds: 10_000_000 * DAY };

    /// So many seconds; nothing if that is longer than [`Duration::LONGEST`].
    pub fn from_seconds(seconds: u64) -> Option<Duration> {
        Duration::from_microseconds(seconds.checked_mul(SECOND)?)
    }

    /// So many microseconds; nothing if that is longer than [`Duration::LONGEST`].
    pub fn from_microseconds(microseconds: u64) -> Option<Duration> {
        (microseconds <= Duration::LONGEST.microseconds).then_some(Duration { microseconds })
    }

    /// Whole seconds, a fraction dropped.
    pub fn seconds(self) -> u64 {
        self.microseconds / SECOND
    }

    /// Microseconds, which is all there is.
    pub fn microseconds(self) -> u64 {
        self.microseconds
    }

    /// The days, if it is a whole number of them.
    pub fn whole_days(self) -> Option<u64> {
        self.microseconds.is_multiple_of(DAY).then_some(self.microseconds / DAY)
    }

    /// The sum; nothing if it is longer than [`Duration::LONGEST`].
    pub fn checked_add(self, other: Duration) -> Option<Duration> {
        Duration::from_microseconds(self.microseconds.checked_add(other.microseconds)?)
    }

    /// The difference; nothing if `other` is longer.
    pub fn checked_sub(self, other: Duration) -> Option<Duration> {
        Some(Duration { microseconds: self.microseconds.checked_sub(other.microseconds)? })
    }
}

const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The units in falling order.
const UNITS: [(&str, u64); 4] = [("d", DAY), ("h", HOUR), ("min", MINUTE), ("s", SECOND)];

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.microseconds;
        let mut space = "";
        for (symbol, length) in UNITS {
            let (count, remainder) = (rest / length, rest % length);
            let fraction = length == SECOND && remainder != 0;
            if count == 0 && !fraction && !(length == SECOND && space.is_empty()) {
                continue;
            }
            write!(formatter, "{space}{count}")?;
            if fraction {
                let digits = format!("{remainder:06}");
                write!(formatter, ".{}", digits.trim_end_matches('0'))?;
            }
            write!(formatter, " {symbol}")?;
            space = " ";
            rest = remainder;
        }
        Ok(())
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is not a duration, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DurationError {
    /// It doesn't have the form of one.
    #[error("{} is not a duration: it is written such as `90 s`, `15 min` or `1 h 30 min`", quoted(.text))]
    Malformed {
        /// What was written.
        text: String,
    },
    /// A number without a unit.
    #[error("{} is not a duration: it has no unit (`d`, `h`, `min` or `s`)", quoted(.text))]
    NoUnit {
        /// What was written.
        text: String,
    },
    /// A unit that is not one of time, or not written as here.
    #[error("{} is not a unit of time: the units are `d`, `h`, `min` and `s`", quoted(.unit))]
    UnknownUnit {
        /// The unit that was written.
        unit: String,
        /// The unit that was probably meant.
        meant: Option<&'static str>,
    },
    /// `1.5 h`, `-2 h`
    #[error("{} is not a whole number of `{unit}`", quoted(.number))]
    NotWhole {
        /// The number that was written.
        number: String,
        /// The unit behind it.
        unit: &'static str,
    },
    /// `30 min 1 h`, `1 h 2 h`
    #[error("{} is not a duration: units come in falling order, each once", quoted(.text))]
    Order {
        /// What was written.
        text: String,
    },
    /// More than ten million days.
    #[error("{} is too long", quoted(.text))]
    TooLong {
        /// What was written.
        text: String,
    },
}

impl DurationError {
    /// How to write it instead, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            DurationError::UnknownUnit { meant: Some(meant), .. } => Some(format!("did you mean `{meant}`?")),
            DurationError::NotWhole { .. } => {
                Some("write it with a smaller unit, such as `1 h 30 min`".to_owned())
            }
            _ => None,
        }
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Duration, DurationError> {
        let malformed = || DurationError::Malformed { text: text.to_owned() };
        let too_long = || DurationError::TooLong { text: text.to_owned() };
        let mut total: u64 = 0;
        let mut smallest = u64::MAX;
        let mut words = text.split(' ');
        while let Some(number) = words.next() {
            if !number.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
                return Err(malformed());
            }
            let unit = words.next().ok_or_else(|| DurationError::NoUnit { text: text.to_owned() })?;
            let (symbol, length) = unit_of(unit)?;
            if length >= smallest {
                return Err(DurationError::Order { text: text.to_owned() });
            }
            smallest = length;
            let part = count(number, length).map_err(|problem| match problem {
                CountProblem::NotWhole => DurationError::NotWhole { number: number.to_owned(), unit: symbol },
                CountProblem::NotANumber => malformed(),
                CountProblem::TooLong => too_long(),
            })?;
            total = total.checked_add(part).ok_or_else(too_long)?;
        }
        Duration::from_microseconds(total).ok_or_else(too_long)
    }
}

enum CountProblem {
    NotWhole,
    NotANumber,
    TooLong,
}

/// So many microseconds.
fn count(number: &str, length: u64) -> Result<u64, CountProblem> {
    let (whole, fraction) =
        number.split_once('.').map_or((number, ""), |(whole, fraction)| (whole, fraction));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if number.starts_with('-') {
        return Err(CountProblem::NotWhole);
    }
    if !digits(whole)
        || !digits(fraction)
        || (whole.len() > 1 && whole.starts_with('0'))
        || number.ends_with('.')
    {
        return Err(CountProblem::NotANumber);
    }
    if !fraction.is_empty() && (length != SECOND || fraction.len() > 6) {
        return Err(CountProblem::NotWhole);
    }
    let whole: u64 = whole.parse().map_err(|_| CountProblem::TooLong)?;
    let part: u64 = format!("{fraction:0<6}").parse().map_err(|_| CountProblem::NotANumber)?;
    whole.checked_mul(length).and_then(|whole| whole.checked_add(part)).ok_or(CountProblem::TooLong)
}

fn unit_of(word: &str) -> Result<(&'static str, u64), DurationError> {
    if let Some(found) = UNITS.into_iter().find(|(symbol, _)| *symbol == word) {
        return Ok(found);
    }
    let meant = match word.to_lowercase().as_str() {
        "d" | "day" | "days" => Some("d"),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some("h"),
        "m" | "mins" | "minute" | "minutes" => Some("min"),
        "s" | "sec" | "secs" | "second" | "seconds" => Some("s"),
        other => nearest(other, ["min"]),
    };
    Err(DurationError::UnknownUnit { unit: word.to_owned(), meant })
}

impl Duration {
    /// The duration that a text with other words for its units means, as it is written: `15 mins` is `15 min`.
    pub fn meant(text: &str) -> Option<String> {
        let mut parts = Vec::new();
        for word in text.split_whitespace() {
            let letters = word.find(|character: char| !character.is_ascii_digit() && character != '.');
            let (number, unit) = word.split_at_checked(letters.unwrap_or(word.len()))?;
            parts.extend((!number.is_empty()).then(|| number.to_owned()));
            if !unit.is_empty() {
                parts.push(match unit_of(unit.trim_end_matches('.')) {
                    Ok((symbol, _)) => symbol.to_owned(),
                    Err(DurationError::UnknownUnit { meant, .. }) => meant?.to_owned(),
                    Err(_) => return None,
                });
            }
        }
        let written = parts.join(" ");
        written.parse::<Duration>().ok().map(|_| written)
    }
}

text_form!(
    Duration,
    "a duration such as `1 h 30 min`",
    schemars::json_schema!({
        "title": "Duration",
        "description": "A length of time: days, hours, minutes and seconds in falling order, each at most once.",
        "type": "string",
        "pattern": r"^[0-9]+(\.[0-9]{1,6})? (d|h|min|s)( [0-9]+(\.[0-9]{1,6})? (h|min|s)){0,3}$",
        "examples": ["90 s", "15 min", "1 h 30 min", "14 d"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form() {
        let check = |text: &str, shown: &str| {
            let duration: Duration = text.parse().unwrap();
            assert_eq!(duration.to_string(), shown);
            assert_eq!(shown.parse::<Duration>().unwrap(), duration);
        };
        check("90 s", "1 min 30 s");
        check("15 min", "15 min");
        check("1 h 30 min", "1 h 30 min");
        check("14 d", "14 d");
        check("24 h", "1 d");
        check("0 s", "0 s");
        check("0 d", "0 s");
        check("1 h 0.25 s", "1 h 0.25 s");
        check("0.000001 s", "0.000001 s");
    }

    #[test]
    fn other_words_for_units_are_meant() {
        let check = |text: &str, meant: Option<&str>| {
            assert_eq!(Duration::meant(text).as_deref(), meant, "{text}");
        };
        check("15 mins", Some("15 min"));
        check("15min", Some("15 min"));
        check("1h30min", None);
        check("2 Hours 5 minutes", Some("2 h 5 min"));
        check("90 sec.", Some("90 s"));
        check("2 weeks", None);
        check("90 min 1 h", None);
        check("soon", None);
        check("15", None);
        check("°5 min", None);
    }

    #[test]
    fn other_forms_are_refused() {
        let check = |text: &str, message: &str, help: Option<&str>| {
            let error = text.parse::<Duration>().unwrap_err();
            assert_eq!((error.to_string().as_str(), error.help().as_deref()), (message, help));
        };
        let form = "is not a duration: it is written such as `90 s`, `15 min` or `1 h 30 min`";
        let smaller = Some("write it with a smaller unit, such as `1 h 30 min`");
        check("", &format!("`` {form}"), None);
        check("90s", "`90s` is not a duration: it has no unit (`d`, `h`, `min` or `s`)", None);
        check("90", "`90` is not a duration: it has no unit (`d`, `h`, `min` or `s`)", None);
        check("1.5 h", "`1.5` is not a whole number of `h`", smaller);
        check("-1 h", "`-1` is not a whole number of `h`", smaller);
        check(
            "2 hours",
            "`hours` is not a unit of time: the units are `d`, `h`, `min` and `s`",
            Some("did you mean `h`?"),
        );
        check("30 min 1 h", "`30 min 1 h` is not a duration: units come in falling order, each once", None);
        check("007 s", &format!("`007 s` {form}"), None);
        check("2  h", "`` is not a unit of time: the units are `d`, `h`, `min` and `s`", None);
        check("99999999999999999999 s", "`99999999999999999999 s` is too long", None);
        check("10000001 d", "`10000001 d` is too long", None);
    }
}
