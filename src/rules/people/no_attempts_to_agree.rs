//! A disagreement that is handled after no attempt at all.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications() {
        if check.on_disagree.as_ref().is_some_and(|it| it.attempts == 0) {
            let spot = outline.verification_spot(view, at).key("on_disagree").key("attempts");
            findings
                .add(&spot, "there is no disagreement without an attempt")
                .help("`attempts` counts all performances: 1 goes to the third person at once, 2 repeats once");
        }
    }
}
