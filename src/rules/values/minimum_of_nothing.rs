//! A smallest size of zero, which says nothing.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (key, least) in [("at_least", field.at_least), ("min_length", field.min_length)] {
            // With a maximum of zero nothing is allowed, which is said elsewhere.
            let most = if key == "at_least" { field.at_most } else { field.max_length };
            if least == Some(0) && most != Some(0) {
                findings
                    .add(&place.spot().key(key), format!("`{key}` is `0`, which asks for nothing"))
                    .help("a field that may stay empty is `required: false`");
            }
        }
    }
}
