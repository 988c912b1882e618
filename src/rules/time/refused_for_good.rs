//! A step that, once its time is over, can neither be done nor decided about.

use super::events::{Event, consequence, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        if limit.at_most.is_none() || consequence(limit) != (false, true) || view.step.not_applicable.is_some() {
            continue;
        }
        let around = std::iter::once(view).chain(outline.ancestors(view));
        let mut limits = around.flat_map(|view| &view.step.time);
        let decided = limits.any(|other| {
            let same = other.after == limit.after || Event::named(outline, &other.after).is_none();
            same && other.at_most.is_some() && consequence(other) == (false, false)
        });
        if !decided {
            let message = format!("once this time is over, `{}` can never be done and nobody can decide", view.step.id);
            findings
                .add(&spot(outline, view, at, "at_most"), message)
                .help("add the same time limit without `refuse`, which opens a deviation to decide about");
        }
    }
}
