//! A value that has no limit on purpose, and has one.

use crate::document::FieldType;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        if field.record_only != Some(true) || !field.has_limit() {
            continue;
        }
        let (contradiction, help) = match field.kind {
            FieldType::Confirm => ("but `no` always fails", "make it a `choice` without `accept`"),
            _ => ("and has one", "take out `record_only`, or the limit"),
        };
        let message = format!("`{name}` has no limit on purpose, {contradiction}");
        findings.add(&place.spot().key("record_only"), message).help(help);
    }
}
