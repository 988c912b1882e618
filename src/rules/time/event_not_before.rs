//! A time limit after something that comes later.

use super::events::{Event, contains, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(event) = Event::named(outline, &limit.after) else { continue };
        let Some(step) = event.step().filter(|_| event.is_later(outline, view)) else { continue };
        let (id, other) = (&view.step.id, &limit.after);
        let message = if step.index == view.index {
            format!("`{other}` doesn't come before `{id}`, it is the same step")
        } else if contains(step, view.index) {
            format!("`{other}` is done when `{id}` is done, not before it")
        } else {
            format!("`{other}` comes after `{id}`, not before it")
        };
        findings
            .add(&spot(outline, view, at, "after"), message)
            .help("a time limit stands on the later of the two steps, and names the earlier one")
            .related(&outline.id_spot(step), "this step");
    }
}
