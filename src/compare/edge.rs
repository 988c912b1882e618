//! The outermost value that conforms on one side of a limit, in whichever key it is written.
//!
//! Two edges say in which direction a limit moved, if both are known from the file.

use std::cmp::Ordering;

use super::walk::{normal_formula, quoted};
use crate::document::{Bound, Equals, Field, FieldType, Limit, OtherUnit, Rounding};
use crate::value::{Date, DateTime, Decimal, Duration, Time};

/// A lower or an upper limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

/// The outermost value that conforms on one side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edge {
    /// The key that says it.
    pub(super) key: &'static str,
    /// As it is written.
    pub(super) text: String,
    /// What it is worth; nothing where only a run can say.
    pub(super) worth: Option<Worth>,
    /// Whether the value itself conforms.
    pub(super) inclusive: bool,
}

/// What a limit is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    Number(Decimal),
    Duration(Duration),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
}

impl Edge {
    /// How the values that conform on this side went from this edge to another: less for fewer, greater for more.
    /// Nothing where only a run can say.
    pub(super) fn against(&self, new: &Edge, side: Side) -> Option<Ordering> {
        let order = match (self.worth?, new.worth?) {
            (Worth::Number(old), Worth::Number(new)) => new.cmp(&old),
            (Worth::Duration(old), Worth::Duration(new)) => new.cmp(&old),
            (Worth::Date(old), Worth::Date(new)) => new.cmp(&old),
            (Worth::Time(old), Worth::Time(new)) => new.cmp(&old),
            (Worth::DateTime(old), Worth::DateTime(new)) => new.cmp(&old),
            _ => return None,
        };
        let outward = if side == Side::Lower { order.reverse() } else { order };
        Some(outward.then(new.inclusive.cmp(&self.inclusive)))
    }

    pub(super) fn said(&self) -> String {
        let open = if self.inclusive { "" } else { ", itself not included" };
        format!("{}{open}", quoted(&self.text))
    }
}

/// The edge of a field on one side; nothing where it has none.
pub(super) fn edge(field: &Field, side: Side, rounding: Rounding) -> Option<Edge> {
    match field.kind {
        FieldType::Number | FieldType::Count => number_side(field, side, rounding),
        FieldType::Duration => {
            let (key, limit) = if side == Side::Lower { ("min", &field.min) } else { ("max", &field.max) };
            let limit = limit.as_ref()?;
            Some(literal(key, limit, limit.text().parse().ok().map(Worth::Duration)))
        }
        FieldType::Date | FieldType::Time | FieldType::DateTime => {
            let (key, limit) = match side {
                Side::Lower => ("not_before", field.not_before.as_ref()?),
                Side::Upper => ("not_after", field.not_after.as_ref()?),
            };
            let text = limit.text();
            let worth = match field.kind {
                FieldType::Date => text.parse().ok().map(Worth::Date),
                FieldType::Time => text.parse().ok().map(Worth::Time),
                _ => text.parse().ok().map(Worth::DateTime),
            };
            Some(literal(key, limit, worth))
        }
        _ => None,
    }
}

fn number_side(field: &Field, side: Side, rounding: Rounding) -> Option<Edge> {
    let bound = match side {
        Side::Lower => field.written_lower(),
        Side::Upper => field.written_upper(),
    };
    let all = keys_of(field, side);
    let (key, _) = *all.first()?;
    // One formula among the limits, and nobody knows which of them is the outermost.
    let Some(bound) = bound.filter(|_| all.iter().all(|(_, is_known)| *is_known)) else {
        let keys = all.iter().map(|(key, _)| *key);
        let texts: Vec<String> = written(field)
            .into_iter()
            .filter(|(key, _)| keys.clone().any(|it| it == *key))
            .filter_map(|(_, text)| text)
            .collect();
        return Some(Edge { key, text: texts.join(", "), worth: None, inclusive: true });
    };
    let (at, inclusive) = rounded_edge(bound, side, rounding).unwrap_or((bound.at, bound.inclusive));
    Some(Edge { key: bound.key, text: bound.at.to_string(), worth: Some(Worth::Number(at)), inclusive })
}

/// With rounding, values that round to the limit count as the limit: half a unit of its last decimal more where the
/// limit itself conforms, and as much less where it doesn't.
fn rounded_edge(bound: Bound, side: Side, rounding: Rounding) -> Option<(Decimal, bool)> {
    if rounding == Rounding::Exact {
        return None;
    }
    let half = Decimal::from_digits(5, bound.at.scale() + 1)?;
    let is_lower = side == Side::Lower;
    let edge = match is_lower == bound.inclusive {
        true => bound.at.checked_sub(half),
        false => bound.at.checked_add(half),
    };
    Some((edge?, is_lower))
}

/// The keys of a number that bound this side, each with whether its worth is known from the file.
fn keys_of(field: &Field, side: Side) -> Vec<(&'static str, bool)> {
    let known = |limit: &Option<Limit>| limit.as_ref().map(|limit| limit.decimal().is_some());
    let own = match side {
        Side::Lower => [("min", known(&field.min)), ("above", known(&field.above))],
        Side::Upper => [("max", known(&field.max)), ("below", known(&field.below))],
    };
    let equals =
        field.equals.as_ref().map(|it| matches!(it, Equals::Written(limit) if limit.decimal().is_some()));
    // A tolerance without a target bounds nothing.
    let target = field.tolerance.as_ref().and(known(&field.target));
    let all = own.into_iter().chain([("equals", equals), ("target", target)]);
    all.filter_map(|(key, known)| Some((key, known?))).collect()
}

pub(super) fn number_edge(key: &'static str, limit: &Limit) -> Edge {
    literal(key, limit, limit.decimal().map(Worth::Number))
}

fn literal(key: &'static str, limit: &Limit, worth: Option<Worth>) -> Edge {
    Edge { key, text: normal_formula(limit.text()), worth, inclusive: true }
}

/// The edge of a limit that is declared in another unit.
pub(super) fn other_edge(other: &OtherUnit, side: Side) -> Option<Edge> {
    let (closed, open) = match side {
        Side::Lower => (("min", other.min), ("above", other.above)),
        Side::Upper => (("max", other.max), ("below", other.below)),
    };
    let edge = |(key, at): (&'static str, Option<Decimal>), inclusive| {
        Some(Edge { key, text: at?.to_string(), worth: at.map(Worth::Number), inclusive })
    };
    edge(open, false).or_else(|| edge(closed, true))
}

/// Everything that says which values conform, in one form, by key.
pub(super) fn written(field: &Field) -> Vec<(&'static str, Option<String>)> {
    let normal = |limit: &Option<Limit>| limit.as_ref().map(|limit| normal_formula(limit.text()));
    let tolerance = field.tolerance.as_ref().map(|it| {
        let plain = |limit: &Limit| limit.text().replace(' ', "");
        format!("+{} -{}", plain(it.plus()), plain(it.minus()))
    });
    vec![
        ("min", normal(&field.min)),
        ("max", normal(&field.max)),
        ("above", normal(&field.above)),
        ("below", normal(&field.below)),
        ("equals", field.equals.as_ref().map(only_text)),
        ("target", normal(&field.target)),
        ("tolerance", tolerance),
        ("not_before", normal(&field.not_before)),
        ("not_after", normal(&field.not_after)),
        ("accept", field.accept.as_ref().map(|it| it.join(" "))),
    ]
}

pub(super) fn only_text(equals: &Equals) -> String {
    match equals {
        Equals::Written(limit) => limit.text().to_owned(),
        Equals::Computed(computed) => format!("= {}", normal_formula(&computed.formula)),
    }
}
