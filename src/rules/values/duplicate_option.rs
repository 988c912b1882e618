//! An option that is listed twice.

use crate::document::Options;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if let Options::Names(names) = &field.options {
            judge(names, || place.spot().key("options"), findings);
        }
        if let Some(accept) = &field.accept {
            judge(accept, || place.spot().key("accept"), findings);
        }
    }
}

fn judge<'d>(names: &[String], list: impl Fn() -> Spot<'d>, findings: &mut Findings<'_>) {
    for (index, name) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(index).position(|earlier| earlier == name) {
            findings
                .add(&list().item(index), format!("`{name}` is listed twice"))
                .related(&list().item(first), "the first time");
        }
    }
}
