//! A condition that no record can make true.

use super::possible::{Outcome, outcome};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.site.is_condition()) {
        match outcome(outline, view) {
            Some(Outcome::Never) => {
                findings.add(&view.spot(outline), "this is never true, whatever is recorded");
            }
            Some(Outcome::Excluded(around)) => {
                let message = format!("this is never true here, since it comes under `{}`", around.text);
                findings.add(&view.spot(outline), message).related(&around.spot(outline), "excluded by this");
            }
            _ => {}
        }
    }
}
