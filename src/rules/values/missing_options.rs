//! A choice with nothing to choose from.

use crate::document::FieldType;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if matches!(field.kind, FieldType::Choice | FieldType::Choices) && field.options.is_empty() {
            findings
                .add(&place.spot().key("type"), format!("`{name}` has nothing to choose from"))
                .help("list the options: `options: [cone, cup]`");
        }
    }
}
