//! A critical step that no second person checks.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves().filter(|view| view.step.is_critical() && view.step.used.is_none()) {
        if view.step.verify.is_empty() {
            let message = format!("`{}` is critical, and no second person checks it", view.step.id);
            findings.add(&outline.spot(view).key("critical").at_key(), message).help("add `verify: {by: …, how: …}`");
        }
    }
}
