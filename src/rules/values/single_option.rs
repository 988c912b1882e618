//! A choice of one option.

use crate::document::{FieldType, Options};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        let mut options = field.options.names();
        if let (FieldType::Choice, Some(only), None) = (field.kind, options.next(), options.next()) {
            let spot = place.spot().key("options");
            let spot = match field.options {
                Options::Names(_) => spot.item(0),
                Options::Titled(_) => spot.key(only).at_key(),
            };
            findings
                .add(&spot, format!("`{name}` has only the option `{only}`"))
                .help("make it a `confirm`, or list what else can be found");
        }
    }
}
