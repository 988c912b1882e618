//! Limits of any type that are written out, so that they can be compared. Formulas are known only in a run.

use crate::document::{Band, FieldType, Limit};
use crate::value::{Date, DateTime, Decimal, Duration, Time};

/// A limit that is written out. Only points of the same type are compared.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Point {
    Number(Decimal),
    Duration(Duration),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
}

/// The limit as a field of this type reads it; nothing for a formula.
pub(super) fn point(kind: FieldType, limit: &Limit) -> Option<Point> {
    let text = limit.text();
    match kind {
        FieldType::Number | FieldType::Count => limit.decimal().map(Point::Number),
        FieldType::Duration => text.parse().ok().map(Point::Duration),
        FieldType::Date => text.parse().ok().map(Point::Date),
        FieldType::Time => text.parse().ok().map(Point::Time),
        FieldType::DateTime => text.parse().ok().map(Point::DateTime),
        FieldType::Confirm
        | FieldType::Choice
        | FieldType::Choices
        | FieldType::Text
        | FieldType::Evidence => None,
    }
}

/// The numbers of a band that are written out; neither where they are upside down.
pub(super) fn ends(band: &Band) -> (Option<Decimal>, Option<Decimal>) {
    let number = |limit: &Option<Limit>| limit.as_ref().and_then(Limit::decimal);
    match (number(&band.min), number(&band.max)) {
        (Some(min), Some(max)) if min > max => (None, None),
        both => both,
    }
}
