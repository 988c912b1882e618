//! Exact decimal numbers that keep the decimals they were written with.
//!
//! Not a general number type: no exponents, no infinities, no binary floats, at most 28 digits.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde::Serializer;

use super::decimal_error::DecimalError;
use super::decimal_error::DecimalProblem;
use super::text_form::read_as_text;
use super::wide;
use super::wide::Tie;

/// An exact decimal number: `57`, `98.0`, `-0.05`.
///
/// Written `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, with at most 28 significant digits and at most 28 decimals; nothing
/// else is read, and nothing is ever rounded by reading. The decimals that were written are kept: `98.0` shows as
/// `98.0`. Zero has no sign: `-0.0` is read as `0.0`.
///
/// Equality, order and hash are those of the number, so `98.0 == 98`. Where the text matters, for a digest or to
/// say what was entered, use [`Decimal::same_text`] or the text itself.
///
/// Arithmetic is exact as long as the answer has at most 28 significant digits and 28 decimals. A longer answer
/// (a quotient such as `1 / 3`, a product of two such) is rounded once, half even, to what fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(rust_decimal::Decimal);

impl Decimal {
    /// `0`.
    pub const ZERO: Decimal = Decimal(rust_decimal::Decimal::ZERO);

    /// `1`.
    pub const ONE: Decimal = Decimal(rust_decimal::Decimal::ONE);

    /// The number `digits / 10^decimals`, if it has at most 28 digits and 28 decimals.
    pub fn from_digits(digits: i128, decimals: u32) -> Option<Decimal> {
        if digits.unsigned_abs() >= wide::LIMIT || decimals > wide::MOST_DECIMALS {
            return None;
        }
        rust_decimal::Decimal::try_from_i128_with_scale(digits, decimals).ok().map(Decimal)
    }

    /// The number without its decimal point: 980 for `98.0`.
    pub fn digits(self) -> i128 {
        self.0.mantissa()
    }

    /// The number of decimals it was written with: 1 for `98.0`.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// Whether both are written the same: `98.0` and `98` are equal but not the same text.
    pub fn same_text(self, other: Decimal) -> bool {
        self == other && self.scale() == other.scale()
    }

    /// The sum; nothing if it has more than 28 digits before the point.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        wide::add(self.parts(), other.parts()).and_then(Decimal::from_parts)
    }

    /// The difference; nothing if it has more than 28 digits before the point.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(other.negate())
    }

    /// The product; nothing if it has more than 28 digits before the point, or none in the first 28 after it.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        wide::product(self.parts(), other.parts()).and_then(Decimal::from_parts)
    }

    /// The quotient to 28 significant digits, half even; nothing if `other` is zero or the answer doesn't fit.
    pub fn checked_div(self, other: Decimal) -> Option<Decimal> {
        wide::quotient(self.parts(), other.parts()).and_then(Decimal::from_parts)
    }

    /// The number without its sign.
    pub fn abs(self) -> Decimal {
        Decimal(self.0.abs())
    }

    /// The number with the other sign; zero stays zero.
    pub fn negate(self) -> Decimal {
        if self.is_zero() { self } else { Decimal(-self.0) }
    }

    /// At most `places` decimals, an exact half going away from zero: `2.5` becomes `3`, `-2.5` becomes `-3`.
    ///
    /// A number with fewer decimals is left as it is.
    pub fn round_half_up(self, places: u32) -> Decimal {
        Decimal::from_parts(wide::round_to(self.parts(), places, Tie::Away)).unwrap_or(self)
    }

    /// At most `places` decimals, an exact half going to the even neighbour: `2.5` becomes `2`.
    ///
    /// A number with fewer decimals is left as it is.
    pub fn round_half_even(self, places: u32) -> Decimal {
        Decimal::from_parts(wide::round_to(self.parts(), places, Tie::Even)).unwrap_or(self)
    }

    /// Whether nothing but zeros stands after the point.
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.digits() < 0
    }

    /// The whole number, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        if !self.is_integer() {
            return None;
        }
        i64::try_from(self.0.trunc().mantissa()).ok()
    }

    fn parts(self) -> wide::Parts {
        (self.digits(), self.scale())
    }

    fn from_parts(parts: wide::Parts) -> Option<Decimal> {
        Decimal::from_digits(parts.0, parts.1)
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Decimal {
        Decimal(number.into())
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Decimal {
        Decimal(number.into())
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Decimal {
        Decimal(number.into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        read(text).map_err(|problem| DecimalError { text: text.to_owned(), problem })
    }
}

fn read(text: &str) -> Result<Decimal, DecimalProblem> {
    if text.is_empty() {
        return Err(DecimalProblem::Empty);
    }
    let (negative, number) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) =
        number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut digits: i128 = 0;
    let mut too_long = false;
    for character in whole.chars().chain(fraction.unwrap_or("").chars()) {
        let digit = character.to_digit(10).ok_or_else(|| DecimalProblem::of_character(text, character))?;
        digits = digits.saturating_mul(10).saturating_add(digit.into());
        too_long |= digits.unsigned_abs() >= wide::LIMIT;
    }
    if whole.is_empty() {
        let found = if fraction.is_some() {
            DecimalProblem::NothingBeforePoint
        } else {
            DecimalProblem::NotADigit('-')
        };
        return Err(found);
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(DecimalProblem::LeadingZero);
    }
    if fraction == Some("") {
        return Err(DecimalProblem::NothingAfterPoint);
    }
    if too_long {
        return Err(DecimalProblem::TooLong);
    }
    let decimals = u32::try_from(fraction.unwrap_or("").len()).map_err(|_| DecimalProblem::TooFine)?;
    Decimal::from_digits(if negative { -digits } else { digits }, decimals).ok_or(DecimalProblem::TooFine)
}

/// As a whole number, or as a float where that gives back exactly the same text, or else as text.
///
/// So YAML shows a plain number whenever that is not a lie. Where text is wanted always, as in a record, use the
/// text form of a [`Quantity`](super::Quantity) or of a [`Value`](super::Value).
/// As text, so that no digit is lost on the way.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

read_as_text!(
    Decimal,
    "a decimal number such as `98.0`",
    schemars::json_schema!({
        "title": "Decimal",
        "description": "An exact decimal number; the decimals that are written are kept.",
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"}
        ],
        "examples": [57, "98.0", "-0.05"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_kept() {
        for text in
            ["0", "98.0", "-0.05", "0.000", "9999999999999999999999999999", "0.0000000000000000000000000001"]
        {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("-0.0").to_string(), "0.0");
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        let check = |text: &str, problem: DecimalProblem, help: Option<&str>| {
            let error = text.parse::<Decimal>().unwrap_err();
            assert_eq!(error.problem, problem, "{text}");
            assert_eq!(error.help().as_deref(), help, "{text}");
        };
        check("", DecimalProblem::Empty, None);
        check("+7", DecimalProblem::PlusSign, Some("write `7`"));
        check("007", DecimalProblem::LeadingZero, Some("write `7`"));
        check("-00.5", DecimalProblem::LeadingZero, Some("write `-0.5`"));
        check(".5", DecimalProblem::NothingBeforePoint, Some("write `0.5`"));
        check("5.", DecimalProblem::NothingAfterPoint, Some("write `5`"));
        check("1e-29", DecimalProblem::Exponent, None);
        check("1,5", DecimalProblem::Separator(','), Some("write `1.5`"));
        check("1_000", DecimalProblem::Separator('_'), Some("write `1000`"));
        check(" 5", DecimalProblem::Space, None);
        check("-", DecimalProblem::NotADigit('-'), None);
        check("1.2.3", DecimalProblem::NotADigit('.'), None);
        check("٣", DecimalProblem::NotADigit('٣'), None);
        check("12345678901234567890123456789", DecimalProblem::TooLong, None);
        check("0.00000000000000000000000000001", DecimalProblem::TooFine, None);
        assert_eq!(
            "+7".parse::<Decimal>().unwrap_err().to_string(),
            "`+7` is not a decimal number: it starts with a plus sign"
        );
    }

    #[test]
    fn equality_is_numeric_and_text_can_be_compared() {
        assert_eq!(decimal("98.0"), decimal("98"));
        assert!(!decimal("98.0").same_text(decimal("98")));
        assert!(decimal("73.9") < decimal("74"));
    }

    #[test]
    fn arithmetic_is_exact_where_it_can_be() {
        let check = |found: Option<Decimal>, expected: &str| assert_eq!(found.unwrap().to_string(), expected);
        check(decimal("0.1").checked_add(decimal("0.2")), "0.3");
        check(decimal("57.0").checked_sub(decimal("3.25")), "53.75");
        check(decimal("-1.5").checked_mul(decimal("0.20")), "-0.300");
        check(decimal("1").checked_div(decimal("8")), "0.125");
        check(decimal("2").checked_div(decimal("3")), "0.6666666666666666666666666667");
        check(decimal("1").checked_div(decimal("0.001")), "1000");
        check(
            decimal("9999999999999999999999999999").checked_add(decimal("0.4")),
            "9999999999999999999999999999",
        );
        check(
            decimal("0.3333333333333333333333333333").checked_mul(decimal("0.5")),
            "0.1666666666666666666666666666",
        );
        assert_eq!(decimal("9999999999999999999999999999").checked_add(decimal("1")), None);
        assert_eq!(decimal("1").checked_div(Decimal::ZERO), None);
        assert_eq!(decimal("0.0000000000000000000000000001").checked_mul(decimal("0.1")), None);
    }

    #[test]
    fn rounding() {
        let check = |text: &str, places, up: &str, even: &str| {
            assert_eq!(decimal(text).round_half_up(places).to_string(), up);
            assert_eq!(decimal(text).round_half_even(places).to_string(), even);
        };
        check("2.5", 0, "3", "2");
        check("-2.5", 0, "-3", "-2");
        check("-0.4", 0, "0", "0");
        check("98.05", 1, "98.1", "98.0");
        check("98", 3, "98", "98");
        check(
            "9999999999999999999999999.995",
            2,
            "10000000000000000000000000.00",
            "10000000000000000000000000.00",
        );
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(decimal("98.0").to_i64(), Some(98));
        assert_eq!(decimal("98.5").to_i64(), None);
        assert_eq!(decimal("9223372036854775808").to_i64(), None);
        assert_eq!(decimal("-9223372036854775808").to_i64(), Some(i64::MIN));
    }

    #[test]
    fn serde_never_changes_the_text() {
        let check = |text: &str, json: &str| assert_eq!(serde_json::to_string(&decimal(text)).unwrap(), json);
        check("57", "\"57\"");
        check("98.0", "\"98.0\"");
        check("1.10", "\"1.10\"");
        check("0.00001", "\"0.00001\"");
        check("9223372036854775808", "\"9223372036854775808\"");
        let read: Decimal = serde_yaml::from_str("98.0").unwrap();
        assert_eq!(read.to_string(), "98.0");
        assert!(serde_json::from_str::<Decimal>("98.0").is_err());
    }
}
