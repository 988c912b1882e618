//! A warning that comes no sooner than the breach it should warn of.

use super::events::spot;
use crate::document::TimeLimit;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits().filter(|(_, _, limit)| limit.alert == Some(true)) {
        let fails = |other: &&TimeLimit| other.after == limit.after && other.alert != Some(true);
        let find = |is_sooner: &dyn Fn(&TimeLimit) -> bool| {
            view.step.time.iter().position(|other| fails(&other) && is_sooner(other))
        };
        let most = limit.at_most.and_then(|most| find(&|other| other.at_most.is_some_and(|it| it <= most)));
        let least = limit.at_least.and_then(|least| find(&|other| other.at_least.is_some_and(|it| it >= least)));
        for (key, sooner) in [("at_most", most), ("at_least", least)] {
            if let Some(sooner) = sooner {
                findings
                    .add(&spot(outline, view, at, key), "this alert comes no sooner than the breach itself")
                    .help("give the alert a tighter limit, or delete it")
                    .related(&spot(outline, view, sooner, key), "a breach here");
            }
        }
    }
}
