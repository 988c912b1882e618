//! A group in a group in a group in a group.

use crate::rules::{Findings, Outline};

/// How many groups may stand in each other.
const DEEPEST: usize = 3;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.is_group()) {
        if outline.ancestors(view).count() == DEEPEST {
            let message = format!("the group `{}` stands in {DEEPEST} other groups", view.step.id);
            findings.add(&outline.id_spot(view), message).help("put its steps into a procedure of their own and use that");
        }
    }
}
