//! A time limit that limits nothing.

use super::events::spot;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        if limit.at_most.is_none() && limit.at_least.is_none() {
            findings
                .add(&spot(outline, view, at, "after").at_key(), "this time limit limits nothing")
                .help("add `at_most` or `at_least`");
        }
    }
}
