//! A longest time that is over before the waits on the way are.

use super::events::{described, spot};
use super::soonest::{Count, Part, soonest, way};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let mut limits = outline.time_limits();
    if !limits.any(|(_, _, limit)| limit.at_least.is_some() && limit.alert != Some(true)) {
        return;
    }
    for (view, at, limit) in outline.time_limits() {
        let Some(most) = limit.at_most else { continue };
        if soonest(outline, &limit.after, view, Count::Waits).is_none_or(|time| time <= most) {
            continue;
        }
        let Some(way) = way(outline, &limit.after, view, Count::Waits) else { continue };
        let message = format!(
            "no run keeps this: between {} and `{}` at least `{}` must pass",
            described(&limit.after),
            view.step.id,
            way.time
        );
        let mut draft = findings
            .add(&spot(outline, view, at, "at_most"), message)
            .help("allow more time, or shorten a wait on the way");
        for part in way.parts {
            if let Part::Wait(step, at) = part
                && let Some(step) = outline.steps.get(step)
            {
                draft = draft.related(&spot(outline, step, at, "at_least"), "this wait is on the way");
            }
        }
    }
}
