//! A time limit that both only marks and bars.

use super::events::{consequence, spot};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        if consequence(limit) == (true, true) {
            let message = "`alert` only marks a breach, `refuse` bars the step, and this time limit says both";
            findings
                .add(&spot(outline, view, at, "refuse").at_key(), message)
                .help("keep one of them, or write two time limits");
        }
    }
}
