//! What can be recorded, limited or computed: exact decimals, units, dates, durations and texts.
//!
//! Every type here has one strict written form. Reading is `FromStr` with an error that says what is wrong,
//! writing is `Display`, and both ways through serde go over that text, so that nothing is rounded on the way.
//! Equality is equality of meaning: `98.0` equals `98`, and `1 h` equals `60 min`.
//!
//! Deliberately not here: limits and verdicts, fields, and anything that reads a clock or a time zone database.

mod canonical;
mod date;
mod date_time;
mod decimal;
mod decimal_error;
mod digits;
mod duration;
mod nearest;
mod pattern;
mod quantity;
mod quoted;
mod text;
mod text_form;
mod time;
mod unit;
mod unit_table;
#[expect(clippy::module_inception, reason = "the type is named as the module")]
mod value;
mod wide;

pub use self::canonical::canonical;
pub use self::date::Date;
pub use self::date::DateError;
pub use self::date_time::DateTime;
pub use self::date_time::DateTimeError;
pub use self::decimal::Decimal;
pub use self::decimal_error::DecimalError;
pub use self::decimal_error::DecimalProblem;
pub use self::duration::Duration;
pub use self::duration::DurationError;
pub use self::nearest::{misspelt, nearest};
pub use self::pattern::Pattern;
pub use self::pattern::PatternError;
pub use self::quantity::Quantity;
pub use self::quantity::QuantityError;
pub use self::quoted::quoted;
pub use self::text::Text;
pub use self::time::Time;
pub use self::time::TimeError;
pub use self::unit::Dimension;
pub use self::unit::Unit;
pub use self::unit::UnitError;
pub use self::value::Value;

#[cfg(test)]
mod tests;
