//! Values against their limits: exact decimals, rounded at most once, last (rule 3).

use std::cmp::Ordering;

use super::given::Evidence;
use super::names::Reader;
use super::recorded::{Against, Edge, Judged, Verdict};
use crate::document::{Judge, Rounding};
use crate::formula::NotComputable;
use crate::procedure::{Bound, Field, Kind, Limits, Margin, Numeric};
use crate::value::{DateTime, Decimal, Pattern, Quantity, Unit, Value};

/// A verdict with all that it comes from.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub(super) verdict: Verdict,
    pub(super) judged: Vec<Judged>,
    /// Why a limit could not be computed. Nothing passes because of it.
    pub(super) not_computable: Option<String>,
    /// Outside the plausible range.
    pub(super) implausible: bool,
}

/// Holds a value or evidence against the limits of its field. Evidence must not be older than `since`.
pub(super) fn judge(
    field: &Field,
    value: Option<&Value>,
    evidence: &[Evidence],
    since: DateTime,
    reader: &Reader<'_>,
) -> Finding {
    let judged = match (field.kind(), value) {
        (Kind::Evidence { at_least, .. }, _) => Ok(enough(evidence, *at_least, since)),
        (_, None) => return Finding::default(),
        (Kind::Number(number), Some(value)) => return number_finding(number, value, reader),
        (kind, Some(value)) => plain(kind, value, reader),
    };
    match judged {
        Ok(judged) => Finding { verdict: verdict(&judged), judged, ..Finding::default() },
        Err(reason) => undecided(&reason),
    }
}

fn undecided(reason: &NotComputable) -> Finding {
    let not_computable = Some(reason.to_string());
    Finding { verdict: Verdict::Nonconforming, not_computable, ..Finding::default() }
}

fn verdict(judged: &[Judged]) -> Verdict {
    let missed = |against: Against| judged.iter().any(|limit| limit.against == against && !limit.met);
    let limited = judged.iter().any(|limit| limit.against == Against::Limit);
    match (missed(Against::Limit), missed(Against::Alert)) {
        (true, _) => Verdict::Nonconforming,
        (_, true) => Verdict::Alert,
        _ if limited => Verdict::Conforming,
        _ => Verdict::Neutral,
    }
}

fn in_words(expected: impl Into<String>, met: bool) -> Judged {
    let expected = Some(expected.into());
    Judged { against: Against::Limit, compared: None, lower: None, upper: None, expected, met }
}

fn enough(evidence: &[Evidence], at_least: u32, since: DateTime) -> Vec<Judged> {
    let fresh = evidence.iter().filter(|item| item.taken_at >= since).count();
    let met = u32::try_from(fresh).is_ok_and(|fresh| fresh >= at_least);
    vec![in_words(format!("at least {at_least}, not taken before {since}"), met)]
}

fn plain(kind: &Kind, value: &Value, reader: &Reader<'_>) -> Result<Vec<Judged>, NotComputable> {
    Ok(match (kind, value) {
        (Kind::Confirm, Value::Truth(truth)) => vec![in_words("yes", *truth)],
        (Kind::Choice { accept: Some(accept), .. }, Value::Choice(chosen)) => {
            vec![in_words(accept.join(" or "), accept.contains(chosen))]
        }
        (Kind::Choices { accept, at_least, at_most, .. }, Value::Choices(chosen)) => {
            let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
            let mut judged = Vec::new();
            if let Some(accept) = accept {
                let met = chosen.iter().all(|name| accept.contains(name));
                judged.push(in_words(format!("only {}", accept.join(", ")), met));
            }
            if let Some(least) = at_least {
                judged.push(in_words(format!("at least {least}"), count >= *least));
            }
            if let Some(most) = at_most {
                judged.push(in_words(format!("at most {most}"), count <= *most));
            }
            judged
        }
        (Kind::Text { pattern, equals, min_length, max_length, .. }, Value::Text(text)) => {
            text_limits(text, pattern.as_ref(), equals.as_ref(), (*min_length, *max_length), reader)?
        }
        (
            Kind::Count(limits)
            | Kind::Date(limits)
            | Kind::Time(limits)
            | Kind::DateTime(limits)
            | Kind::Duration(limits),
            value,
        ) => {
            let edges = edges(limits, None, reader)?;
            bounded(Against::Limit, edges, || vec![value.clone()])?.into_iter().collect()
        }
        _ => Vec::new(),
    })
}

fn text_limits(
    text: &str,
    pattern: Option<&Pattern>,
    equals: Option<&Bound>,
    (least, most): (Option<u32>, Option<u32>),
    reader: &Reader<'_>,
) -> Result<Vec<Judged>, NotComputable> {
    let mut judged = Vec::new();
    if let Some(pattern) = pattern {
        judged.push(in_words(format!("matches {pattern}"), pattern.matches(text)));
    }
    if let Some(bound) = equals {
        let expected = reader.evaluate(&bound.formula)?.to_string();
        let met = expected == text;
        judged.push(in_words(expected, met));
    }
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if let Some(least) = least {
        judged.push(in_words(format!("at least {least} characters"), length >= least));
    }
    if let Some(most) = most {
        judged.push(in_words(format!("at most {most} characters"), length <= most));
    }
    Ok(judged)
}

fn number_finding(number: &Numeric, value: &Value, reader: &Reader<'_>) -> Finding {
    match number_judged(number, value, reader) {
        Ok(judged) => {
            let implausible = judged.iter().any(|it| it.against == Against::Plausible && !it.met);
            Finding { verdict: verdict(&judged), judged, implausible, not_computable: None }
        }
        Err(reason) => undecided(&reason),
    }
}

fn number_judged(number: &Numeric, value: &Value, reader: &Reader<'_>) -> Result<Vec<Judged>, NotComputable> {
    let readings = quantities(value)?;
    let unit = readings.first().and_then(|reading| reading.unit);
    let values: Vec<Decimal> = readings.iter().map(|reading| reading.value).collect();
    let compared = match number.judge {
        Judge::Each => values.clone(),
        _ if values.len() < 2 => values.clone(),
        judge => vec![statistic(judge, &values)?],
    };
    let declared = number.also.iter().find(|(other, _)| Some(*other) == unit && unit != number.unit);
    let (limits, unit) =
        declared.map_or((&number.limits, number.unit), |(other, limits)| (limits, Some(*other)));
    let mut judged = Vec::new();
    let limit = edges(limits, unit, reader)?;
    let rounded = rounded(&compared, &limit, limits, number.rounding);
    judged.extend(bounded(Against::Limit, limit, || numbers(rounded, unit))?);
    // Neither of these decides whether the value conforms, so a value in another declared unit is converted for them.
    let own = |value: &Decimal| match (unit, number.unit) {
        (Some(from), Some(to)) if from != to => Unit::convert(*value, from, to).unwrap_or(*value),
        _ => *value,
    };
    let converted = |values: &[Decimal]| numbers(values.iter().map(own), number.unit);
    let alert = edges(&number.alert, number.unit, reader)?;
    judged.extend(bounded(Against::Alert, alert, || converted(&compared))?);
    let plausible = edges(&number.plausible, number.unit, reader)?;
    judged.extend(bounded(Against::Plausible, plausible, || converted(&values))?);
    Ok(judged)
}

fn quantities(value: &Value) -> Result<Vec<Quantity>, NotComputable> {
    match value {
        Value::Number(quantity) => Ok(vec![*quantity]),
        Value::List(values) => {
            values.iter().map(|value| value.as_number().ok_or(NotComputable::Mismatch)).collect()
        }
        _ => Err(NotComputable::Mismatch),
    }
}

fn numbers(values: impl IntoIterator<Item = Decimal>, unit: Option<Unit>) -> Vec<Value> {
    values.into_iter().map(|value| Value::Number(Quantity::new(value, unit))).collect()
}

fn statistic(judge: Judge, values: &[Decimal]) -> Result<Decimal, NotComputable> {
    let range = || NotComputable::OutOfRange;
    let (least, most) = (values.iter().min().copied(), values.iter().max().copied());
    match judge {
        Judge::Min => least.ok_or_else(range),
        Judge::Max => most.ok_or_else(range),
        Judge::Range => most.zip(least).and_then(|(most, least)| most.checked_sub(least)).ok_or_else(range),
        Judge::Mean | Judge::Each => {
            let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
            let count = i128::try_from(values.len()).ok().and_then(|count| Decimal::from_digits(count, 0));
            sum.zip(count).and_then(|(sum, count)| sum.checked_div(count)).ok_or_else(range)
        }
    }
}

/// The values as they meet the limit: rounded to its decimals, once, where the field says so.
fn rounded(values: &[Decimal], edges: &Edges, limits: &Limits, rounding: Rounding) -> Vec<Decimal> {
    let edge = |edge: &Option<Edge>| match edge.as_ref().map(|edge| &edge.value) {
        Some(Value::Number(quantity)) => Some(quantity.value.scale()),
        _ => None,
    };
    let decimals = match &limits.target {
        // A percentage has decimals that nobody wrote; the target's are meant.
        Some((_, plus, minus)) if plus.percent || minus.percent => edges.target_decimals,
        _ => edge(&edges.lower).max(edge(&edges.upper)),
    };
    let Some(decimals) = decimals else { return values.to_vec() };
    let round = |value: &Decimal| match rounding {
        Rounding::Exact => *value,
        Rounding::HalfUp => value.round_half_up(decimals),
        Rounding::HalfEven => value.round_half_even(decimals),
    };
    values.iter().map(round).collect()
}

/// Bounds as they were evaluated.
#[derive(Debug, Default)]
struct Edges {
    lower: Option<Edge>,
    upper: Option<Edge>,
    target_decimals: Option<u32>,
}

fn edges(limits: &Limits, unit: Option<Unit>, reader: &Reader<'_>) -> Result<Edges, NotComputable> {
    if let Some((target, plus, minus)) = &limits.target {
        let Value::Number(target) = reader.evaluate(target)? else { return Err(NotComputable::Mismatch) };
        let target = in_unit(target, unit)?;
        let edge = |value: Option<Decimal>| {
            let value = value.ok_or(NotComputable::OutOfRange)?;
            Ok(Some(Edge { value: Value::Number(Quantity::new(value, unit)), inclusive: true }))
        };
        return Ok(Edges {
            lower: edge(margin(*minus, target).and_then(|margin| target.checked_sub(margin)))?,
            upper: edge(margin(*plus, target).and_then(|margin| target.checked_add(margin)))?,
            target_decimals: Some(target.scale()),
        });
    }
    let edge = |bound: &Option<Bound>| {
        let Some(bound) = bound else { return Ok(None) };
        let value = match reader.evaluate(&bound.formula)? {
            Value::Number(quantity) => Value::Number(Quantity::new(in_unit(quantity, unit)?, unit)),
            value => value,
        };
        Ok(Some(Edge { value, inclusive: bound.inclusive }))
    };
    Ok(Edges { lower: edge(&limits.lower)?, upper: edge(&limits.upper)?, target_decimals: None })
}

/// A number without a unit is in the unit it meets; one in another unit meets nothing.
fn in_unit(quantity: Quantity, unit: Option<Unit>) -> Result<Decimal, NotComputable> {
    match quantity.unit {
        Some(own) if Some(own) != unit => Err(NotComputable::Mismatch),
        _ => Ok(quantity.value),
    }
}

fn margin(margin: Margin, target: Decimal) -> Option<Decimal> {
    if !margin.percent {
        return Some(margin.value);
    }
    target.abs().checked_mul(margin.value)?.checked_div(Decimal::from_digits(100, 0)?)
}

/// Whether all values are within bounds; nothing where there is no bound.
fn bounded(
    against: Against,
    edges: Edges,
    values: impl FnOnce() -> Vec<Value>,
) -> Result<Option<Judged>, NotComputable> {
    if edges.lower.is_none() && edges.upper.is_none() {
        return Ok(None);
    }
    let mut values = values();
    let mut met = !values.is_empty();
    for value in &values {
        if let Some(lower) = &edges.lower {
            let order = value.compare(&lower.value).ok_or(NotComputable::Mismatch)?;
            met &= order == Ordering::Greater || (lower.inclusive && order == Ordering::Equal);
        }
        if let Some(upper) = &edges.upper {
            let order = value.compare(&upper.value).ok_or(NotComputable::Mismatch)?;
            met &= order == Ordering::Less || (upper.inclusive && order == Ordering::Equal);
        }
    }
    let compared = match (values.pop(), values.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            values.extend(last);
            Value::List(values)
        }
    };
    let (lower, upper) = (edges.lower, edges.upper);
    Ok(Some(Judged { against, compared: Some(compared), lower, upper, expected: None, met }))
}
