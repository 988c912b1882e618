//! A lower limit above the upper one.

use super::points::{Point, point};
use crate::document::{Band, Field, Limit, OtherUnit};
use crate::rules::{Findings, Outline};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let own = of_limits(field).or_else(|| of_sizes(field)).map(|pair| (Map::Field, pair));
        let alert = field.alert.as_ref().and_then(|band| of_band(field, band));
        let alert = alert.map(|pair| (Map::Alert, pair));
        let plausible = field.plausible.as_ref().and_then(|band| of_band(field, band));
        let plausible = plausible.map(|pair| (Map::Plausible, pair));
        let also = field.also.iter().enumerate();
        let also = also.filter_map(|(index, other)| Some((Map::Also(index), of_other_unit(other)?)));
        for (map, Pair { lower, upper, low, high }) in own.into_iter().chain(alert).chain(plausible).chain(also)
        {
            let (spot, effect) = match map {
                Map::Field => (place.spot(), "no value conforms"),
                Map::Alert => (place.spot().key("alert"), "every value is marked"),
                Map::Plausible => (place.spot().key("plausible"), "every value is questioned"),
                Map::Also(index) => (place.spot().key("also").item(index), "no value conforms"),
            };
            let message = format!("`{lower}` is `{low}` and `{upper}` is `{high}`, so {effect}");
            let (lower, upper) = (spot.clone().key(lower), spot.key(upper));
            findings.add(&upper, message).related(&lower, "the other limit");
        }
    }
}

/// The map in which two limits stand.
enum Map {
    Field,
    Alert,
    Plausible,
    Also(usize),
}

/// Two keys between whose values there is nothing.
struct Pair {
    lower: &'static str,
    upper: &'static str,
    low: String,
    high: String,
}

type End<'f> = (&'static str, Option<&'f Limit>, bool);

fn of_limits(field: &Field) -> Option<Pair> {
    let lower: [End<'_>; 3] = [
        ("min", field.min.as_ref(), true),
        ("above", field.above.as_ref(), false),
        ("not_before", field.not_before.as_ref(), true),
    ];
    let upper: [End<'_>; 3] = [
        ("max", field.max.as_ref(), true),
        ("below", field.below.as_ref(), false),
        ("not_after", field.not_after.as_ref(), true),
    ];
    let point = |limit: &Limit| point(field.kind, limit);
    lower.into_iter().find_map(|low| upper.into_iter().find_map(|high| inverted(low, high, point)))
}

fn of_band(field: &Field, band: &Band) -> Option<Pair> {
    let (low, high) = (("min", band.min.as_ref(), true), ("max", band.max.as_ref(), true));
    inverted(low, high, |limit| point(field.kind, limit))
}

fn inverted(low: End<'_>, high: End<'_>, point: impl Fn(&Limit) -> Option<Point>) -> Option<Pair> {
    let (lower, Some(low), lower_included) = low else { return None };
    let (upper, Some(high), upper_included) = high else { return None };
    let (from, to) = (point(low)?, point(high)?);
    let nothing = from > to || (from == to && !(lower_included && upper_included));
    nothing.then(|| Pair { lower, upper, low: low.to_string(), high: high.to_string() })
}

fn of_other_unit(other: &OtherUnit) -> Option<Pair> {
    type End = (&'static str, Option<Decimal>, bool);
    let lower: [End; 2] = [("min", other.min, true), ("above", other.above, false)];
    let upper: [End; 2] = [("max", other.max, true), ("below", other.below, false)];
    let inverted = |(lower, low, lower_included): End, (upper, high, upper_included): End| {
        let (low, high) = (low?, high?);
        let nothing = low > high || (low == high && !(lower_included && upper_included));
        nothing.then(|| Pair { lower, upper, low: low.to_string(), high: high.to_string() })
    };
    lower.into_iter().find_map(|low| upper.into_iter().find_map(|high| inverted(low, high)))
}

fn of_sizes(field: &Field) -> Option<Pair> {
    let pairs = [
        ("min_length", field.min_length, "max_length", field.max_length),
        ("at_least", field.at_least, "at_most", field.at_most),
    ];
    pairs.into_iter().find_map(|(lower, low, upper, high)| {
        let (low, high) = (low?, high?);
        (low > high).then(|| Pair { lower, upper, low: low.to_string(), high: high.to_string() })
    })
}
