//! A condition that the conditions around it say already.

use super::possible::{Outcome, outcome};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.site.is_condition()) {
        if let Some(Outcome::Implied(around)) = outcome(outline, view) {
            let message = format!("this is always true here, since it comes under `{}`", around.text);
            findings.add(&view.spot(outline), message).help("delete it").related(&around.spot(outline), "said here");
        }
    }
}
