//! A key about entering a value on a field that nobody enters.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if !field.is_computed() {
            continue;
        }
        for (key, given) in [
            ("required", field.required.is_some()),
            ("plausible", field.plausible.is_some()),
            ("readings", field.readings.is_some()),
            ("also", !field.also.is_empty()),
        ] {
            if given {
                let message = format!("`{key}` is about entering a value, and `{name}` is computed");
                findings
                    .add(&place.spot().key(key).at_key(), message)
                    .help("put it on what the formula reads");
            }
        }
    }
}
