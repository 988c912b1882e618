//! Operators on values.

use std::cmp::Ordering;

use super::evaluate::NotComputable;
use super::expression::Operator;
use super::type_check::joined_units;
use super::type_operators::counted;
use crate::value::Date;
use crate::value::Decimal;
use crate::value::Duration;
use crate::value::Quantity;
use crate::value::Unit;
use crate::value::Value;

type Computed = Result<Value, NotComputable>;

pub(super) fn add(left: Value, right: Value) -> Computed {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            number(left.value.checked_add(right.value), unit_of_both(left, right)?)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_add(right).map(Value::Duration).ok_or(NotComputable::OutOfRange)
        }
        (Value::Date(date), Value::Duration(duration)) | (Value::Duration(duration), Value::Date(date)) => {
            whole_days(date, duration, Date::checked_add)
        }
        (Value::DateTime(moment), Value::Duration(duration))
        | (Value::Duration(duration), Value::DateTime(moment)) => {
            moment.checked_add(duration).map(Value::DateTime).ok_or(NotComputable::OutOfRange)
        }
        _ => Err(NotComputable::Mismatch),
    }
}

pub(super) fn subtract(left: Value, right: Value) -> Computed {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            number(left.value.checked_sub(right.value), unit_of_both(left, right)?)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            left.checked_sub(right).map(Value::Duration).ok_or(NotComputable::NegativeDuration)
        }
        (Value::Date(date), Value::Duration(duration)) => whole_days(date, duration, Date::checked_sub),
        (Value::DateTime(moment), Value::Duration(duration)) => {
            moment.checked_sub(duration).map(Value::DateTime).ok_or(NotComputable::OutOfRange)
        }
        (Value::Date(left), Value::Date(right)) => {
            let days = u64::try_from(left.days_since(right)).map_err(|_| NotComputable::NegativeDuration)?;
            let seconds = days.checked_mul(86_400).ok_or(NotComputable::OutOfRange)?;
            Duration::from_seconds(seconds).map(Value::Duration).ok_or(NotComputable::OutOfRange)
        }
        (Value::DateTime(left), Value::DateTime(right)) => {
            left.since(right).map(Value::Duration).ok_or(NotComputable::NegativeDuration)
        }
        _ => Err(NotComputable::Mismatch),
    }
}

pub(super) fn multiply(left: Value, right: Value) -> Computed {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            number(left.value.checked_mul(right.value), unit_of_one(left, right))
        }
        (Value::Duration(duration), Value::Number(by)) | (Value::Number(by), Value::Duration(duration)) => {
            scaled(duration, by, Decimal::checked_mul)
        }
        _ => Err(NotComputable::Mismatch),
    }
}

pub(super) fn divide(left: Value, right: Value) -> Computed {
    let by_zero =
        |divisor: Decimal| if divisor.is_zero() { Err(NotComputable::DivisionByZero) } else { Ok(()) };
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            by_zero(right.value)?;
            number(left.value.checked_div(right.value), unit_of_one(left, right))
        }
        (Value::Duration(duration), Value::Number(by)) => {
            by_zero(by.value)?;
            scaled(duration, by, Decimal::checked_div)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            let (left, right) = (microseconds(left)?, microseconds(right)?);
            by_zero(right)?;
            number(left.checked_div(right), None)
        }
        _ => Err(NotComputable::Mismatch),
    }
}

/// Whether a comparison holds.
pub(super) fn compare(operator: Operator, left: &Value, right: &Value) -> Result<bool, NotComputable> {
    let order = match (left, right) {
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => {
            unit_of_both(*left, *right)?;
            left.value.cmp(&right.value)
        }
        (Value::Text(left) | Value::Choice(left), Value::Text(right) | Value::Choice(right)) => {
            left.cmp(right)
        }
        _ => order(left, right)?,
    };
    Ok(match operator {
        Operator::Equal => order == Ordering::Equal,
        Operator::NotEqual => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::LessOrEqual => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        Operator::GreaterOrEqual => order != Ordering::Less,
        _ => return Err(NotComputable::Mismatch),
    })
}

/// The order of numbers, dates, times and durations.
pub(super) fn order(left: &Value, right: &Value) -> Result<Ordering, NotComputable> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            unit_of_both(*left, *right)?;
            Ok(left.value.cmp(&right.value))
        }
        (Value::Date(left), Value::Date(right)) => Ok(left.cmp(right)),
        (Value::Time(left), Value::Time(right)) => Ok(left.cmp(right)),
        (Value::DateTime(left), Value::DateTime(right)) => Ok(left.cmp(right)),
        (Value::Duration(left), Value::Duration(right)) => Ok(left.cmp(right)),
        _ => Err(NotComputable::Mismatch),
    }
}

fn number(value: Option<Decimal>, unit: Option<Unit>) -> Computed {
    let value = value.ok_or(NotComputable::OutOfRange)?;
    Ok(Value::Number(Quantity::new(value, unit)))
}

fn unit_of_both(left: Quantity, right: Quantity) -> Result<Option<Unit>, NotComputable> {
    joined_units(left.unit, right.unit).ok_or(NotComputable::Mismatch)
}

fn unit_of_one(left: Quantity, right: Quantity) -> Option<Unit> {
    match (counted(left.unit), counted(right.unit)) {
        (Some(_), Some(_)) => None,
        (left, right) => left.or(right),
    }
}

fn whole_days(date: Date, duration: Duration, shift: fn(Date, Duration) -> Option<Date>) -> Computed {
    if duration.whole_days().is_none() {
        return Err(NotComputable::PartOfADay);
    }
    shift(date, duration).map(Value::Date).ok_or(NotComputable::OutOfRange)
}

/// A duration multiplied or divided by a number, to the nearest microsecond, half even.
fn scaled(duration: Duration, by: Quantity, operation: fn(Decimal, Decimal) -> Option<Decimal>) -> Computed {
    if counted(by.unit).is_some() {
        return Err(NotComputable::Mismatch);
    }
    let result = operation(microseconds(duration)?, by.value).ok_or(NotComputable::OutOfRange)?;
    from_microseconds(result).map(Value::Duration)
}

pub(super) fn microseconds(duration: Duration) -> Result<Decimal, NotComputable> {
    Decimal::from_digits(duration.microseconds().into(), 0).ok_or(NotComputable::OutOfRange)
}

pub(super) fn from_microseconds(number: Decimal) -> Result<Duration, NotComputable> {
    if number.is_negative() {
        return Err(NotComputable::NegativeDuration);
    }
    let whole = number.round_half_even(0).to_i64().and_then(|whole| u64::try_from(whole).ok());
    whole.and_then(Duration::from_microseconds).ok_or(NotComputable::OutOfRange)
}
