//! A time limit that another one makes superfluous.

use super::events::{consequence, spot};
use crate::document::TimeLimit;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits().filter(|(view, ..)| view.step.time.len() > 1) {
        let others = || view.step.time.iter().enumerate().filter(move |(other_at, _)| *other_at != at);
        let like = |other: &TimeLimit| other.after == limit.after && consequence(other) == consequence(limit);
        let most = limit.at_most.and_then(|most| {
            others().find(|(other_at, other)| {
                let tighter = |other| other < most || (other == most && *other_at < at);
                like(other) && other.at_most.is_some_and(tighter)
            })
        });
        let least = limit.at_least.and_then(|least| {
            others().find(|(other_at, other)| {
                let tighter = |other| other > least || (other == least && *other_at < at);
                like(other) && other.at_least.is_some_and(tighter)
            })
        });
        for (key, tighter) in [("at_most", most), ("at_least", least)] {
            if let Some((other_at, _)) = tighter {
                findings
                    .add(&spot(outline, view, at, key), "another time limit of this step already demands this")
                    .help("delete one of the two; with `alert: true` on the tighter one, it would only mark")
                    .related(&spot(outline, view, other_at, key), "demanded here");
            }
        }
    }
}
