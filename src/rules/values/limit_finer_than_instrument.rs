//! A limit with more decimals than the instrument shows.

use super::tolerances;
use crate::document::{Band, Field, Judge, Limit, Margin};
use crate::rules::{Findings, Outline, Spot};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let Some(decimals) = field.decimals.filter(|_| !field.is_computed()) else { continue };
        if field.judge == Some(Judge::Mean) {
            continue;
        }
        let finer = |limit: Decimal| limit.round_half_even(decimals) != limit;
        let mut say = |spot: Spot<'_>, key: &str, written: &Limit| {
            let s = if decimals == 1 { "" } else { "s" };
            let message = format!("`{key}` is `{written}`, but the instrument shows {decimals} decimal{s}");
            findings.add(&spot, message);
        };
        for (key, limit) in limits(field) {
            if limit.decimal().is_some_and(finer) {
                say(place.spot().key(key), key, limit);
            }
        }
        for (key, limit) in field.alert.iter().flat_map(band) {
            if limit.decimal().is_some_and(finer) {
                say(place.spot().key("alert").key(key), key, limit);
            }
        }
        for (side, written) in tolerances::sides(field) {
            if matches!(Margin::of(written), Some(Margin::Amount(amount)) if finer(amount)) {
                say(tolerances::spot(place, side), side.unwrap_or("tolerance"), written);
            }
        }
    }
}

fn limits(field: &Field) -> impl Iterator<Item = (&'static str, &Limit)> {
    let all = [
        ("min", &field.min),
        ("max", &field.max),
        ("above", &field.above),
        ("below", &field.below),
        ("target", &field.target),
    ];
    all.into_iter().filter_map(|(key, limit)| Some((key, limit.as_ref()?)))
}

fn band(band: &Band) -> impl Iterator<Item = (&'static str, &Limit)> {
    let ends = [("min", &band.min), ("max", &band.max)];
    ends.into_iter().filter_map(|(key, limit)| Some((key, limit.as_ref()?)))
}
