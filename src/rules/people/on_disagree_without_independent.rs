//! What to do when two results differ, where there is only one.

use super::checks::only_for;
use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let help = "only with `how: independent` there are two results that can differ";
    only_for(outline, findings, "on_disagree", How::Independent, |check| check.on_disagree.is_some(), help);
}
