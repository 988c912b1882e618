//! A value with no limit that doesn't say that this is on purpose.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        // An input is given, not checked; a tolerance without a target and a limit in another unit only are said by
        // their own rules.
        let said = place.step.is_none() || field.tolerance.is_some() || !field.also.is_empty();
        if field.misses_limit() && !said {
            findings
                .add(&place.spot().at_key(), format!("nothing says which `{name}` conforms"))
                .help("write its limit, or `record_only: true` where there is none on purpose");
        }
    }
}
