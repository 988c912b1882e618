//! A limit that is declared in a unit of something else.

use crate::rules::formulas::unit_of;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if field.also.is_empty() {
            continue;
        }
        let Some(unit) = unit_of(field) else { continue };
        for (index, other) in field.also.iter().enumerate() {
            if let Some(other) = other.unit().filter(|other| other.dimension() != unit.dimension()) {
                let message = format!("`{other}` doesn't measure the same as `{unit}`");
                findings.add(&place.spot().key("also").item(index).key("unit"), message);
            }
        }
    }
}
