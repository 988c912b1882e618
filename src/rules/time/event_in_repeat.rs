//! A time limit after something that happens several times.

use super::events::{Event, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(event) = Event::named(outline, &limit.after) else { continue };
        if event.is_later(outline, view) || !event.is_in_repeat(outline, view) {
            continue;
        }
        let message = format!("`{}` happens once for each repetition, and it isn't said which one counts", limit.after);
        let draft = findings.add(&spot(outline, view, at, "after"), message);
        let group = event.step().and_then(|step| outline.repeated(step));
        if let Some(group) = group.and_then(|group| outline.steps.get(group)) {
            draft
                .help(format!("`after: {}` is when the last repetition is done", group.step.id))
                .related(&outline.id_spot(group), "repeated here");
        }
    }
}
