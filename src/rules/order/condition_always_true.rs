//! A condition that no record can make false.

use super::possible::{Outcome, outcome};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.site.is_condition()) {
        if let Some(Outcome::Always) = outcome(outline, view) {
            findings
                .add(&view.spot(outline), "this is always true, whatever is recorded")
                .help("correct it, or delete it");
        }
    }
}
