//! A choice of which every option fails.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if field.accept.as_ref().is_some_and(|accept| accept.is_empty()) {
            findings
                .add(&place.spot().key("accept").at_key(), format!("no option of `{name}` conforms"))
                .help("list the options that do, or leave `accept` out where none is better than another");
        }
    }
}
