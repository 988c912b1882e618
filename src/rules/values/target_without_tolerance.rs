//! A target that doesn't say how far from it still conforms.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        let limited = field.tolerance.is_some()
            || field.min.is_some()
            || field.max.is_some()
            || field.above.is_some()
            || field.below.is_some();
        if field.target.is_some() && !limited && field.record_only != Some(true) {
            let message = format!("the target of `{name}` has no tolerance");
            let help =
                "write how far from it still conforms, such as `tolerance: 3`, or `min` and `max`";
            findings.add(&place.spot().key("target").at_key(), message).help(help);
        }
    }
}
