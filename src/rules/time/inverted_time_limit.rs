//! A shortest time that is longer than the longest.

use super::events::spot;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(least) = limit.at_least else { continue };
        for (other_at, other) in view.step.time.iter().enumerate() {
            let Some(most) = other.at_most.filter(|most| other.after == limit.after && least > *most) else {
                continue;
            };
            findings
                .add(&spot(outline, view, at, "at_least"), format!("at least `{least}`, but at most `{most}`"))
                .help("no time is both; one of the two is wrong")
                .related(&spot(outline, view, other_at, "at_most"), "at most");
            break;
        }
    }
}
