//! A step that nobody performs.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves().filter(|view| view.performers.is_empty() && view.step.used.is_none()) {
        let message = format!("nobody performs the step `{}`", view.step.id);
        findings.add(&outline.id_spot(view), message).help("name the role that does it: `by: …`");
    }
}
