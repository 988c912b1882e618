//! A time limit after the verification of a step that is never verified.

use super::events::{Event, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(Event::Verified(step)) = Event::named(outline, &limit.after) else { continue };
        if step.step.verify.is_empty() && !findings.is_written(&outline.spot(step).key("verify")) {
            let id = &step.step.id;
            findings
                .add(&spot(outline, view, at, "after"), format!("`{id}` is never verified"))
                .help(format!("write `after: {id}`, or give `{id}` a verification"));
        }
    }
}
