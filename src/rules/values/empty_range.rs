//! An `alert` or `plausible` without any limit.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (key, band) in [("alert", &field.alert), ("plausible", &field.plausible)] {
            if band.as_ref().is_some_and(|band| band.min.is_none() && band.max.is_none()) {
                findings
                    .add(&place.spot().key(key).at_key(), format!("`{key}` has neither `min` nor `max`"))
                    .help("write the limit, or take the key out");
            }
        }
    }
}
