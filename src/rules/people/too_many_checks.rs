//! A procedure in which a second person repeats or witnesses most of the steps.

use crate::document::{How, Verification};
use crate::rules::{Findings, Outline, Spot};

/// Fewer steps than this say nothing about a share.
const FEWEST: usize = 10;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let steps = outline.leaves().count();
    let beside = |check: &Verification| check.how != How::Review;
    let checked = outline.leaves().filter(|view| view.step.verify.iter().any(beside)).count();
    if steps >= FEWEST && checked * 2 > steps {
        let message = format!("a second person repeats or witnesses {checked} of {steps} steps");
        findings
            .add(&Spot::top("steps").at_key(), message)
            .help("keep the checks that matter; of very many, each is done with less care");
    }
}
