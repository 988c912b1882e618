//! Functions on values.

use std::cmp::Ordering;

use super::arithmetic;
use super::evaluate::NotComputable;
use super::expression::Function;
use crate::value::Decimal;
use crate::value::Quantity;
use crate::value::Value;

type Computed = Result<Value, NotComputable>;

pub(super) fn call(function: Function, arguments: Vec<Value>) -> Computed {
    match function {
        Function::Count => count(arguments),
        Function::Abs => match arguments.as_slice() {
            [Value::Number(number)] => Ok(Value::Number(Quantity::new(number.value.abs(), number.unit))),
            _ => Err(NotComputable::Mismatch),
        },
        Function::Round => rounded(&arguments, Decimal::round_half_up),
        Function::RoundEven => rounded(&arguments, Decimal::round_half_even),
        Function::Sum => sum(flat(arguments)?),
        Function::Mean => mean(flat(arguments)?),
        Function::Min => extreme(function, flat(arguments)?, Ordering::Less),
        Function::Max => extreme(function, flat(arguments)?, Ordering::Greater),
        Function::Range => {
            let values = flat(arguments)?;
            let largest = extreme(function, values.clone(), Ordering::Greater)?;
            arithmetic::subtract(largest, extreme(function, values, Ordering::Less)?)
        }
    }
}

fn count(arguments: Vec<Value>) -> Computed {
    let how_many = match arguments.as_slice() {
        [Value::List(items)] => items.len(),
        [Value::Choices(chosen)] => chosen.len(),
        _ => return Err(NotComputable::Mismatch),
    };
    let how_many = u32::try_from(how_many).map_err(|_| NotComputable::OutOfRange)?;
    Ok(Value::Number(Quantity::plain(how_many)))
}

fn rounded(arguments: &[Value], round: fn(Decimal, u32) -> Decimal) -> Computed {
    let [Value::Number(number), Value::Number(places)] = arguments else {
        return Err(NotComputable::Mismatch);
    };
    let places = places.value.to_i64().and_then(|places| u32::try_from(places).ok());
    let places = places.filter(|places| *places <= 28).ok_or(NotComputable::Mismatch)?;
    Ok(Value::Number(Quantity::new(round(number.value, places), number.unit)))
}

/// All values of the arguments, lists among them taken apart.
fn flat(arguments: Vec<Value>) -> Result<Vec<Value>, NotComputable> {
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match argument {
            Value::List(items) => values.extend(items),
            single => values.push(single),
        }
    }
    let single = |value: &Value| !matches!(value, Value::List(_));
    if values.iter().all(single) { Ok(values) } else { Err(NotComputable::Mismatch) }
}

/// The sum; of nothing it is a plain zero, which takes any unit.
fn sum(values: Vec<Value>) -> Computed {
    let summable = |value: &Value| matches!(value, Value::Number(_) | Value::Duration(_));
    if !values.iter().all(summable) {
        return Err(NotComputable::Mismatch);
    }
    let mut values = values.into_iter();
    let first = values.next().unwrap_or(Value::Number(Quantity::plain(Decimal::ZERO)));
    values.try_fold(first, arithmetic::add)
}

fn mean(values: Vec<Value>) -> Computed {
    if values.is_empty() {
        return Err(NotComputable::Nothing(Function::Mean));
    }
    let how_many = u32::try_from(values.len()).map_err(|_| NotComputable::OutOfRange)?;
    let sum = sum(values)?;
    let unit = sum.as_number().and_then(|number| number.unit);
    match arithmetic::divide(sum, Value::Number(Quantity::plain(how_many)))? {
        // Also a mean of `%` is in `%`, though a quotient of it is a plain number.
        Value::Number(mean) => Ok(Value::Number(Quantity::new(mean.value, unit))),
        duration => Ok(duration),
    }
}

/// The first value that no other is further out than, in the unit of all.
fn extreme(function: Function, values: Vec<Value>, outward: Ordering) -> Computed {
    let mut values = values.into_iter();
    let mut furthest = values.next().ok_or(NotComputable::Nothing(function))?;
    arithmetic::order(&furthest, &furthest)?;
    let mut unit = furthest.as_number().and_then(|number| number.unit);
    for value in values {
        unit = unit.or(value.as_number().and_then(|number| number.unit));
        if arithmetic::order(&value, &furthest)? == outward {
            furthest = value;
        }
    }
    if let Value::Number(number) = &mut furthest {
        number.unit = unit;
    }
    Ok(furthest)
}
