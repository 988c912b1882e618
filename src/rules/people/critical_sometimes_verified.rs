//! A critical step that is checked only under a condition.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves().filter(|view| view.step.is_critical() && !view.step.verify.is_empty()) {
        if view.step.verify.iter().all(|check| check.when.is_some()) {
            let message = format!("`{}` is critical, and in some runs no second person checks it", view.step.id);
            findings
                .add(&outline.verification_spot(view, 0).key("when").at_key(), message)
                .help("verify it always; a sample is for steps that are not critical");
        }
    }
}
