//! Verdicts (rule 3): what the limits of a field make of a value.

use std::cmp::Ordering;

use countersign::document::{Judge, Rounding};
use countersign::procedure::{Bound, Field, Kind, Limits, Numeric};
use countersign::run::Verdict;
use countersign::value::{Decimal, Quantity, Unit, Value};

use super::formulas::Seen;

/// What is made of a value.
#[derive(Debug)]
pub struct Judgement {
    /// Whether it conforms.
    pub verdict: Verdict,
    /// Whether it looks like a typing error.
    pub plausible: bool,
}

/// What is made of the readings of a field; of a field with one reading, its value.
pub fn judge(field: &Field, values: &[Value], seen: &Seen) -> Judgement {
    let Some(value) = values.first() else { return judgement(Verdict::Neutral) };
    let met = match field.kind() {
        Kind::Confirm => Some(*value == Value::Truth(true)),
        Kind::Choice { accept, .. } => accept.as_ref().map(|accept| match value {
            Value::Choice(chosen) => accept.contains(chosen),
            _ => false,
        }),
        Kind::Choices { accept, at_least, at_most, .. } => {
            let Value::Choices(chosen) = value else { return judgement(Verdict::Nonconforming) };
            let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
            let limited = accept.is_some() || at_least.is_some() || at_most.is_some();
            let good = accept.as_ref().is_none_or(|accept| chosen.iter().all(|one| accept.contains(one)));
            let enough =
                at_least.is_none_or(|least| count >= least) && at_most.is_none_or(|most| count <= most);
            limited.then_some(good && enough)
        }
        Kind::Count(limits)
        | Kind::Date(limits)
        | Kind::Time(limits)
        | Kind::DateTime(limits)
        | Kind::Duration(limits) => bounded(limits, value, seen),
        Kind::Text { pattern, equals, min_length, max_length, .. } => {
            let Value::Text(text) = value else { return judgement(Verdict::Nonconforming) };
            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let limited =
                pattern.is_some() || equals.is_some() || min_length.is_some() || max_length.is_some();
            let matches = pattern.as_ref().is_none_or(|pattern| pattern.matches(text));
            let equal =
                equals.as_ref().is_none_or(|bound| seen.value(&bound.formula).as_ref() == Some(value));
            let long = min_length.is_none_or(|least| length >= least)
                && max_length.is_none_or(|most| length <= most);
            limited.then_some(matches && equal && long)
        }
        Kind::Number(number) => return numeric(number, values, seen),
        Kind::Evidence { .. } => None,
    };
    judgement(match met {
        None => Verdict::Neutral,
        Some(true) => Verdict::Conforming,
        Some(false) => Verdict::Nonconforming,
    })
}

/// The limits of a field as they come out now.
pub fn against(field: &Field, seen: &Seen) -> Vec<Option<Value>> {
    let of = |limits: &Limits| {
        let bounds = limits.lower.iter().chain(&limits.upper).map(|it| &it.formula);
        let formulas = bounds.chain(limits.target.iter().map(|(target, ..)| target));
        formulas.map(|it| seen.value(it)).collect()
    };
    match field.kind() {
        Kind::Count(limits)
        | Kind::Date(limits)
        | Kind::Time(limits)
        | Kind::DateTime(limits)
        | Kind::Duration(limits) => of(limits),
        Kind::Number(number) => of(&number.limits),
        Kind::Text { equals: Some(bound), .. } => vec![seen.value(&bound.formula)],
        _ => Vec::new(),
    }
}

fn judgement(verdict: Verdict) -> Judgement {
    Judgement { verdict, plausible: true }
}

fn numeric(number: &Numeric, values: &[Value], seen: &Seen) -> Judgement {
    let readings: Vec<Quantity> = values.iter().filter_map(Value::as_number).collect();
    let limits = |unit: Option<Unit>| {
        let other = number.also.iter().find(|(other, _)| Some(*other) == unit && unit != number.unit);
        other.map_or(&number.limits, |(_, limits)| limits)
    };
    let compared = match number.judge {
        Judge::Each => readings.clone(),
        judge => judged(judge, &readings).into_iter().collect(),
    };
    let plausible = readings.iter().all(|reading| {
        reading.unit != number.unit
            || within(&number.plausible, *reading, Rounding::Exact, seen) != Some(false)
    });
    let verdicts = compared.iter().map(|value| {
        if limits(value.unit).is_empty() {
            return Verdict::Neutral;
        }
        match within(limits(value.unit), *value, number.rounding, seen) {
            Some(true) => Verdict::Conforming,
            _ => Verdict::Nonconforming,
        }
    });
    let worst = verdicts.max().unwrap_or(Verdict::Neutral);
    let alert = !number.alert.is_empty()
        && compared.iter().any(|value| {
            value.unit == number.unit && within(&number.alert, *value, number.rounding, seen) != Some(true)
        });
    let verdict = if alert && worst != Verdict::Nonconforming { Verdict::Alert } else { worst };
    Judgement { verdict, plausible }
}

fn judged(judge: Judge, readings: &[Quantity]) -> Option<Quantity> {
    let unit = readings.first()?.unit;
    let numbers: Vec<Decimal> = readings.iter().map(|reading| reading.value).collect();
    let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let value = match judge {
        Judge::Min => least,
        Judge::Max => most,
        Judge::Range => most.checked_sub(least)?,
        Judge::Mean | Judge::Each => {
            let sum = numbers.iter().try_fold(Decimal::default(), |sum, one| sum.checked_add(*one))?;
            sum.checked_div(Decimal::from_digits(i128::try_from(numbers.len()).ok()?, 0)?)?
        }
    };
    Some(Quantity::new(value, unit))
}

/// Whether a number is within limits; nothing where there are none, no where they can't be worked out.
fn within(limits: &Limits, number: Quantity, rounding: Rounding, seen: &Seen) -> Option<bool> {
    if limits.is_empty() {
        return None;
    }
    let edge = |bound: &Bound| match seen.value(&bound.formula) {
        Some(Value::Number(edge)) => Some((edge.value, bound.inclusive)),
        _ => None,
    };
    let (lower, upper) = match &limits.target {
        Some((target, plus, minus)) => {
            let Some(Value::Number(target)) = seen.value(target) else { return Some(false) };
            let margin = |margin: &countersign::procedure::Margin| {
                if !margin.percent {
                    return Some(margin.value);
                }
                let hundred = Decimal::from_digits(100, 0)?;
                target.value.checked_mul(margin.value)?.checked_div(hundred).map(Decimal::abs)
            };
            let (Some(plus), Some(minus)) = (margin(plus), margin(minus)) else { return Some(false) };
            let (Some(low), Some(high)) = (target.value.checked_sub(minus), target.value.checked_add(plus))
            else {
                return Some(false);
            };
            (Some(Some((low, true))), Some(Some((high, true))))
        }
        None => (limits.lower.as_ref().map(edge), limits.upper.as_ref().map(edge)),
    };
    let compare = |edge: Decimal| match rounding {
        Rounding::Exact => number.value,
        Rounding::HalfUp => number.value.round_half_up(edge.scale()),
        Rounding::HalfEven => number.value.round_half_even(edge.scale()),
    };
    let meets = |edge: Option<Option<(Decimal, bool)>>, wrong: Ordering| match edge {
        None => true,
        Some(None) => false,
        Some(Some((edge, inclusive))) => match compare(edge).cmp(&edge) {
            Ordering::Equal => inclusive,
            found => found != wrong,
        },
    };
    Some(meets(lower, Ordering::Less) && meets(upper, Ordering::Greater))
}

/// Whether a value of any ordered type is within limits; nothing where there are none.
fn bounded(limits: &Limits, value: &Value, seen: &Seen) -> Option<bool> {
    if limits.is_empty() {
        return None;
    }
    let meets = |bound: Option<&Bound>, wrong: Ordering| {
        let Some(bound) = bound else { return true };
        let Some(edge) = seen.value(&bound.formula) else { return false };
        match order(value, &edge) {
            Some(Ordering::Equal) => bound.inclusive,
            Some(found) => found != wrong,
            None => false,
        }
    };
    Some(meets(limits.lower.as_ref(), Ordering::Less) && meets(limits.upper.as_ref(), Ordering::Greater))
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    Some(match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.value.cmp(&right.value),
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => left.cmp(right),
        (Value::DateTime(left), Value::DateTime(right)) => left.cmp(right),
        (Value::Duration(left), Value::Duration(right)) => left.cmp(right),
        _ => return None,
    })
}
