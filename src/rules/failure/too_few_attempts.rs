//! Rework that is never allowed, because the first attempt counts.

use super::settings::settings;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        if let Some(rework) = setting.on_fail.rework.as_ref().filter(|rework| rework.attempts < 2) {
            let s = if rework.attempts == 1 { "" } else { "s" };
            let message = format!("with `{}` attempt{s} in all there is never a second", rework.attempts);
            findings
                .add(&setting.spot().key("rework").key("attempts"), message)
                .help("allow `2` or more");
        }
    }
    for (view, at, check) in outline.verifications() {
        if check.on_disagree.as_ref().is_some_and(|it| it.attempts == 0) {
            findings
                .add(
                    &outline.verification_spot(view, at).key("on_disagree").key("attempts"),
                    "with `0` attempts there is nothing to disagree about",
                )
                .help("`1` goes to the third person at once, `2` repeats once");
        }
    }
}
