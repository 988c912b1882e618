//! A longest time that is over before the work on the way is expected to be done.

use super::events::{described, spot};
use super::soonest::{Count, Part, soonest, way};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if outline.steps.iter().all(|view| view.step.takes.is_none()) {
        return;
    }
    for (view, at, limit) in outline.time_limits() {
        let Some(most) = limit.at_most else { continue };
        let over = |count| soonest(outline, &limit.after, view, count).is_some_and(|time| time > most);
        // Waits that are too long by themselves have a finding of their own.
        if !over(Count::WaitsAndWork) || over(Count::Waits) {
            continue;
        }
        let Some(way) = way(outline, &limit.after, view, Count::WaitsAndWork) else { continue };
        let message = format!(
            "`{most}` is shorter than what the work from {} to `{}` is expected to take, `{}`",
            described(&limit.after),
            view.step.id,
            way.time
        );
        let mut draft = findings
            .add(&spot(outline, view, at, "at_most"), message)
            .help("allow more time, or correct what the steps take");
        for part in way.parts {
            let place = match part {
                Part::Wait(step, at) => outline.steps.get(step).map(|step| spot(outline, step, at, "at_least")),
                Part::Work(step) => outline.steps.get(step).map(|step| outline.spot(step).key("takes")),
            };
            if let Some(place) = place {
                draft = draft.related(&place, "this is on the way");
            }
        }
    }
}
