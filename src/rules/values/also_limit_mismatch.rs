//! The same limit in another unit, but of another kind.

use crate::document::{Field, OtherUnit};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (index, other) in field.also.iter().enumerate() {
            let Some(difference) = difference(field, other) else { continue };
            let unit = field.unit.as_deref().unwrap_or("its own unit");
            let compared = match difference {
                Difference::Missing(side) => format!("there is no {side} limit, as there is in"),
                Difference::Added(side) => format!("there is {side} limit, other than in"),
                Difference::Included(side) => format!("the {side} limit itself conforms, other than in"),
                Difference::Excluded(side) => format!("the {side} limit itself fails, other than in"),
            };
            let message = format!("in `{}` {compared} `{unit}`", other.unit);
            findings.add(&place.spot().key("also").item(index).key("unit"), message);
        }
    }
}

/// What the declared limit has other than the field's own, and on which side.
enum Difference {
    Missing(&'static str),
    Added(&'static str),
    Included(&'static str),
    Excluded(&'static str),
}

fn difference(field: &Field, other: &OtherUnit) -> Option<Difference> {
    let banded = field.target.is_some() && field.tolerance.is_some();
    let end = |inclusive: bool, exclusive: bool| (inclusive || exclusive).then_some(inclusive);
    let lower = (end(field.min.is_some() || banded, field.above.is_some()), "lower", "a lower");
    let upper = (end(field.max.is_some() || banded, field.below.is_some()), "upper", "an upper");
    let declared_lower = end(other.min.is_some(), other.above.is_some());
    let declared_upper = end(other.max.is_some(), other.below.is_some());
    let differ = |(own, side, a_side): (Option<bool>, _, _), declared: Option<bool>| match (own, declared) {
        (Some(_), None) => Some(Difference::Missing(side)),
        (None, Some(_)) => Some(Difference::Added(a_side)),
        (Some(false), Some(true)) => Some(Difference::Included(side)),
        (Some(true), Some(false)) => Some(Difference::Excluded(side)),
        (Some(true), Some(true)) | (Some(false), Some(false)) | (None, None) => None,
    };
    differ(lower, declared_lower).or_else(|| differ(upper, declared_upper))
}
