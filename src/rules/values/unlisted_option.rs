//! An accepted option that can't be chosen.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, field_name, field) in outline.fields_and_inputs() {
        if field.options.is_empty() {
            continue;
        }
        for (index, name) in field.accept.iter().flat_map(|names| names.iter()).enumerate() {
            if !field.options.names().any(|option| option == name) {
                findings
                    .add(
                        &place.spot().key("accept").item(index),
                        format!("`{name}` is not an option of `{field_name}`"),
                    )
                    .suggest(name, field.options.names());
            }
        }
    }
}
