//! Rules on what changed: that versions rise as far as they must, and that what is in force stays what it was.

mod version_not_raised;
mod version_lowered;
mod version_step_too_small;
mod version_without_change;
mod effective_edited;
mod history_rewritten;
mod procedure_removed;
mod procedure_id_reused;
mod step_id_reused;
mod approval_carried_over;
mod control_weakened;

use super::since::Check;
use crate::rules::{Rule, rules};

rules! {
    "version-not-raised", Error;
    "version-lowered", Error;
    "version-step-too-small", Error;
    "version-without-change", Warning;
    "effective-edited", Error, firm;
    "history-rewritten", Error, firm;
    "procedure-removed", Error, firm;
    "procedure-id-reused", Error, firm;
    "step-id-reused", Error;
    "approval-carried-over", Error, firm;
    "control-weakened", Note;
}

/// Each rule of the table with its function.
pub(super) fn checks() -> impl Iterator<Item = (&'static Rule, Check)> {
    RULES.iter().zip(CHECKS.iter().copied())
}

/// The functions in the order of the table; the rules' pages would fail if the two didn't fit.
const CHECKS: &[Check] = &[
    version_not_raised::check,
    version_lowered::check,
    version_step_too_small::check,
    version_without_change::check,
    effective_edited::check,
    history_rewritten::check,
    procedure_removed::check,
    procedure_id_reused::check,
    step_id_reused::check,
    approval_carried_over::check,
    control_weakened::check,
];
