//! A number that doesn't say its unit.

use crate::document::{Field, FieldType, Limit};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if field.kind == FieldType::Number && field.unit.is_none() && !is_settled(field) {
            findings
                .add(&place.spot().at_key(), format!("the number `{name}` has no unit"))
                .help("write it, such as `unit: g`; a pure number has `unit: \"1\"`");
        }
    }
}

/// Whether a formula says what the number is in: its own, or that of a limit. Where it gives a unit that the field
/// doesn't have, the rules on types say so.
fn is_settled(field: &Field) -> bool {
    let is_formula = |limit: &Limit| limit.decimal().is_none();
    let bands = [&field.alert, &field.plausible].into_iter().flatten();
    field.is_computed()
        || field.limits().any(|(_, limit)| is_formula(limit))
        || bands.flat_map(|band| [&band.min, &band.max]).flatten().any(is_formula)
}
