//! A limit that is declared twice in the same unit.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (index, other) in field.also.iter().enumerate() {
            let spot = || place.spot().key("also");
            let earlier = field.also.iter().take(index).position(|it| it.unit == other.unit);
            let first = match earlier {
                _ if other.unit.is_empty() => continue,
                Some(first) => spot().item(first).key("unit"),
                None if field.unit.as_ref() == Some(&other.unit) => place.spot().key("unit"),
                None => continue,
            };
            findings
                .add(
                    &spot().item(index).key("unit"),
                    format!("the limit in `{}` is already there", other.unit),
                )
                .related(&first, "the first time");
        }
    }
}
