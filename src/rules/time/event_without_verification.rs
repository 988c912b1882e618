//! A time limit after the verification of a step that is never verified.

use super::events::{Event, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(event) = Event::named(outline, &limit.after) else { continue };
        let Event::Verified(step) = event else { continue };
        // An event that comes too late has a finding of its own.
        if event.is_later(outline, view) {
            continue;
        }
        if step.step.verify.is_empty() && !findings.is_written(&outline.spot(step).key("verify")) {
            let id = &step.step.id;
            findings
                .add(&spot(outline, view, at, "after"), format!("`{id}` is never verified"))
                .help(format!("write `after: {id}`, or give `{id}` a verification"));
        }
    }
}
