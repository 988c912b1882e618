//! A step that can fail, and nothing says what happens then.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.on_fail.is_none() && outline.can_fail(view)) {
        let message = format!("the step `{}` can fail, and nothing says what happens then", view.step.id);
        findings.add(&outline.id_spot(view), message).help("write `on_fail` on the step, or in `defaults`");
    }
}
