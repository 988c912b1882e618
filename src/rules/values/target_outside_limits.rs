//! A target that its own limits refuse, or mark.

use super::points::ends;
use crate::document::{Field, Limit};
use crate::rules::{Findings, Outline};

use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let Some(target) = field.target.as_ref().and_then(Limit::decimal) else { continue };
        let spot = || place.spot().key("target");
        if let Some((key, at)) = refusing(field, target) {
            let message = format!("the target `{target}` doesn't conform to `{key}`, which is `{at}`");
            findings.add(&spot(), message).related(&place.spot().key(key), "the limit");
        } else if let Some((key, at)) = marking(field, target) {
            let message = format!("the target `{target}` is outside `alert`, whose `{key}` is `{at}`");
            findings.add(&spot(), message).related(&place.spot().key("alert").key(key), "the alert");
        }
    }
}

/// The limit that the target doesn't meet.
fn refusing(field: &Field, target: Decimal) -> Option<(&'static str, Decimal)> {
    let (lower, upper) = field.written_bounds();
    let lower = lower.filter(|bound| !bound.is_met_from_above(target));
    let upper = upper.filter(|bound| !bound.is_met_from_below(target));
    // A tolerance that isn't negative never refuses its own target.
    lower.or(upper).filter(|bound| bound.key != "tolerance").map(|bound| (bound.key, bound.at))
}

/// The alert that the target raises, where the alert itself lies inside the limits.
fn marking(field: &Field, target: Decimal) -> Option<(&'static str, Decimal)> {
    let (min, max) = ends(field.alert.as_ref()?);
    let (lower, upper) = field.written_bounds();
    let inside_upper = |at: Decimal| upper.is_none_or(|bound| bound.is_met_from_below(at));
    let inside_lower = |at: Decimal| lower.is_none_or(|bound| bound.is_met_from_above(at));
    let min = min.filter(|min| target < *min && inside_upper(*min)).map(|at| ("min", at));
    min.or_else(|| max.filter(|max| target > *max && inside_lower(*max)).map(|at| ("max", at)))
}
