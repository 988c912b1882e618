//! An alert that can never show, or always does.

use super::points::ends;
use crate::document::{Defaults, Rounding};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let usual = outline.document.defaults.as_ref().and_then(|defaults: &Defaults| defaults.rounding);
    for (place, _, field) in outline.fields_and_inputs() {
        let Some(alert) = &field.alert else { continue };
        let (min, max) = ends(alert);
        let (lower, upper) = field.written_bounds();
        // Where values are rounded before they meet the limit, an alert at the limit itself shows for some.
        let exact = field.rounding.or(usual).unwrap_or_default() == Rounding::Exact;
        let mut say = |key, at, effect: &str, limit| {
            let spot = place.spot();
            findings
                .add(&spot.clone().key("alert").key(key), format!("the alert at `{at}` {effect}"))
                .help("an alert lies inside the limits")
                .related(&spot.key(limit), "the limit");
        };
        const NEVER: &str = "never shows: the limit fails the value first";
        const ALWAYS: &str = "marks every value that conforms";
        if let Some(min) = min {
            if let Some(lower) = lower.filter(|lower| min < lower.at || (exact && min == lower.at)) {
                say("min", min, NEVER, lower.key);
            } else if let Some(upper) = upper.filter(|upper| min > upper.at) {
                say("min", min, ALWAYS, upper.key);
            }
        }
        if let Some(max) = max {
            if let Some(upper) = upper.filter(|upper| max > upper.at || (exact && max == upper.at)) {
                say("max", max, NEVER, upper.key);
            } else if let Some(lower) = lower.filter(|lower| max < lower.at) {
                say("max", max, ALWAYS, lower.key);
            }
        }
    }
}
