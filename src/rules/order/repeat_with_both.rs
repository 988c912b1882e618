//! A repeated group whose number is both computed and left to people.

use super::repeats::repeats;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, _) in repeats(outline).filter(|(_, it)| it.times.is_some() && it.min.is_some()) {
        let spot = outline.spot(view).key("repeat");
        let message = "`times` says how often, so people don't decide and `min` has no effect";
        findings
            .add(&spot.clone().key("min").at_key(), message)
            .help("delete `min`, or `times` where people decide how often")
            .related(&spot.key("times").at_key(), "said here");
    }
}
