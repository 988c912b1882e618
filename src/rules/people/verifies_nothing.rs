//! A verification with nothing to verify.

use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications() {
        if view.step.is_group() || view.step.used.is_some() {
            continue;
        }
        let spot = outline.verification_spot(view, at);
        if check.fields.as_ref().is_some_and(|fields| fields.is_empty()) {
            findings.add(&spot.key("fields").at_key(), "no field is verified").help("name fields, or delete `fields` for all");
        } else if check.how == How::Independent && view.step.record.is_empty() {
            let message = format!("`{}` records nothing, so there are no two results to compare", view.step.id);
            findings.add(&spot.key("how"), message).help("record a value, or let a `witness` see it happen");
        }
    }
}
