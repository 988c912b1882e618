//! A tolerance around nothing.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if field.tolerance.is_some() && field.target.is_none() {
            let message = format!("the tolerance of `{name}` has no target");
            findings
                .add(&place.spot().key("tolerance").at_key(), message)
                .help("write the value aimed at, such as `target: 57`");
        }
    }
}
