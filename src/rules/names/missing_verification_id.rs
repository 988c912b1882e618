//! One of several verifications of a step that has no id.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications() {
        if check.id.is_none() && view.step.verify.len() > 1 {
            let spot = outline.verification_spot(view, at);
            let message = format!("`{}` has several verifications, and this one has no id", view.step.id);
            findings.add(&spot, message).help("name it: `id: …`");
        }
    }
}
