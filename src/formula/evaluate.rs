//! Working out what a formula gives.
//!
//! Total: whatever the formula and the values, there is a value or a reason why there is none. A formula that
//! [`type_of`](super::type_of) accepts never gives [`NotComputable::Mismatch`] as long as the values have the types
//! that were promised, except that the sum of no durations at all is a plain `0`.

use thiserror::Error;

use super::arithmetic;
use super::calls;
use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Function;
use super::expression::Literal;
use super::expression::Name;
use super::expression::Operator;
use super::parsed::Formula;
use crate::value::Quantity;
use crate::value::Value;
use crate::value::quoted;

/// What has been recorded where a formula is worked out.
pub trait Values {
    /// The value of a name; nothing if it isn't there (yet). A list is there once all its values are.
    fn value_of(&self, name: &Name) -> Option<Value>;
}

/// Why a formula has no value. What depends on it can't go on, and nothing passes because of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotComputable {
    /// A value that is read isn't there.
    #[error("{} has no value", quoted(.0.as_str()))]
    Missing(Name),
    /// Something is divided by zero.
    #[error("it divides by zero")]
    DivisionByZero,
    /// A result has more digits than are kept, or lies beyond all dates.
    #[error("a result is too large or too small")]
    OutOfRange,
    /// The mean, smallest, largest or range of nothing.
    #[error("`{}` is taken of nothing", .0.name())]
    Nothing(Function),
    /// A duration would be less than nothing: the later time is the earlier.
    #[error("a duration would be negative")]
    NegativeDuration,
    /// A date and a part of a day.
    #[error("only whole days can be added to a date")]
    PartOfADay,
    /// Values that don't go together, or have different units.
    #[error("values don't go together")]
    Mismatch,
}

/// The value a formula gives.
///
/// From left to right, and only as far as needed: `false and x` is false and `true or x` is true whether or not
/// `x` has a value, while `x and false` needs `x`. `in` stops at the first item that is equal. Numbers in different
/// units are never brought to one: that is a mismatch.
///
/// # Errors
/// Why there is no value.
pub fn evaluate(formula: &Formula, values: &dyn Values) -> Result<Value, NotComputable> {
    value_of(formula.expression(), values)
}

pub(super) fn value_of(expression: &Expression, values: &dyn Values) -> Result<Value, NotComputable> {
    match &expression.kind {
        ExpressionKind::Literal(literal) => Ok(literal_value(literal)),
        ExpressionKind::Name(name) => {
            values.value_of(name).ok_or_else(|| NotComputable::Missing(name.clone()))
        }
        ExpressionKind::Not(operand) => Ok(Value::Truth(!truth(operand, values)?)),
        ExpressionKind::Negate(operand) => match value_of(operand, values)? {
            Value::Number(number) => Ok(Value::Number(Quantity::new(number.value.negate(), number.unit))),
            _ => Err(NotComputable::Mismatch),
        },
        ExpressionKind::Binary { operator, left, right } => binary(*operator, left, right, values),
        ExpressionKind::Call { function, arguments } => {
            let arguments: Result<Vec<Value>, _> =
                arguments.iter().map(|argument| value_of(argument, values)).collect();
            calls::call(*function, arguments?)
        }
        ExpressionKind::List(items) => {
            items.iter().map(|item| value_of(item, values)).collect::<Result<_, _>>().map(Value::List)
        }
    }
}

fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Truth(truth) => Value::Truth(*truth),
        Literal::Number(number) => Value::Number(Quantity::plain(*number)),
        Literal::Text(text) => Value::Text(text.clone()),
        Literal::Date(date) => Value::Date(*date),
        Literal::Time(time) => Value::Time(*time),
        Literal::DateTime(moment) => Value::DateTime(*moment),
        Literal::Duration(duration) => Value::Duration(*duration),
    }
}

fn truth(expression: &Expression, values: &dyn Values) -> Result<bool, NotComputable> {
    value_of(expression, values)?.as_truth().ok_or(NotComputable::Mismatch)
}

fn binary(
    operator: Operator,
    left: &Expression,
    right: &Expression,
    values: &dyn Values,
) -> Result<Value, NotComputable> {
    match operator {
        Operator::Or => return Ok(Value::Truth(truth(left, values)? || truth(right, values)?)),
        Operator::And => return Ok(Value::Truth(truth(left, values)? && truth(right, values)?)),
        Operator::In => return is_in(&value_of(left, values)?, right, values).map(Value::Truth),
        _ => {}
    }
    let (left, right) = (value_of(left, values)?, value_of(right, values)?);
    match operator {
        Operator::Add => arithmetic::add(left, right),
        Operator::Subtract => arithmetic::subtract(left, right),
        Operator::Multiply => arithmetic::multiply(left, right),
        Operator::Divide => arithmetic::divide(left, right),
        _ => arithmetic::compare(operator, &left, &right).map(Value::Truth),
    }
}

fn is_in(wanted: &Value, list: &Expression, values: &dyn Values) -> Result<bool, NotComputable> {
    if let ExpressionKind::List(items) = &list.kind {
        for item in items {
            if arithmetic::compare(Operator::Equal, wanted, &value_of(item, values)?)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    match (value_of(list, values)?, wanted) {
        (Value::List(items), wanted) => {
            for item in &items {
                if arithmetic::compare(Operator::Equal, wanted, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        (Value::Choices(chosen), Value::Text(wanted) | Value::Choice(wanted)) => Ok(chosen.contains(wanted)),
        _ => Err(NotComputable::Mismatch),
    }
}
