//! Limits of which no value, or not even the target, is plausible.

use super::points::ends;
use crate::document::Limit;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let Some(plausible) = &field.plausible else { continue };
        let (min, max) = ends(plausible);
        let (lower, upper) = field.written_bounds();
        let target = field.target.as_ref().and_then(Limit::decimal);
        let mut say = |key, what: &str, side, at| {
            let message = format!("{what} is {side} `{at}`, and so would be questioned");
            findings.add(&place.spot().key("plausible").key(key), message);
        };
        const ALL: &str = "every value that conforms";
        if let Some(min) = min {
            if upper.is_some_and(|upper| upper.at < min) {
                say("min", ALL, "below", min);
            } else if let Some(target) = target.filter(|target| *target < min) {
                say("min", &format!("the target `{target}`"), "below", min);
            }
        }
        if let Some(max) = max {
            if lower.is_some_and(|lower| lower.at > max) {
                say("max", ALL, "above", max);
            } else if let Some(target) = target.filter(|target| *target > max) {
                say("max", &format!("the target `{target}`"), "above", max);
            }
        }
    }
}
