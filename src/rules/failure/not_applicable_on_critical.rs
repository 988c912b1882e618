//! A critical step that somebody may declare not applicable.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.is_critical()) {
        if view.step.not_applicable.is_some() {
            let message = format!("the critical step `{}` can be left out by one person", view.step.id);
            findings
                .add(&outline.spot(view).key("not_applicable").at_key(), message)
                .help("say when it applies with `when`");
        }
    }
}
