//! A largest size of zero.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (key, most) in [("at_most", field.at_most), ("max_length", field.max_length)] {
            // With a minimum above it, the two contradict each other, which is said elsewhere.
            let least = if key == "at_most" { field.at_least } else { field.min_length };
            if most == Some(0) && least.unwrap_or(0) == 0 {
                findings
                    .add(&place.spot().key(key), format!("`{key}` is `0`, so only nothing conforms"))
                    .help("a field that may stay empty is `required: false`");
            }
        }
    }
}
