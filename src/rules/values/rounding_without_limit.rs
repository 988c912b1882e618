//! A way of rounding with no limit to round for.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        // A field that forgot its limit is said by its own rule.
        let none = place.step.is_none() || field.record_only == Some(true);
        if field.rounding.is_some() && none && !field.has_limit() && field.alert.is_none() {
            findings
                .add(&place.spot().key("rounding"), format!("`{name}` has no limit to round for"))
                .help("a computed number is rounded in its formula: `round(x, 1)`");
        }
    }
}
