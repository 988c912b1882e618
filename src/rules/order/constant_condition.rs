//! A condition that reads nothing, and so is the same in every run.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.is_sound_condition()) {
        if view.sound().is_some_and(|formula| formula.names().next().is_none()) {
            let message = "the condition reads nothing that is recorded, so it is the same in every run";
            findings.add(&view.spot(outline), message).help("let it read a value, or delete it");
        }
    }
}
