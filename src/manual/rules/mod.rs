//! Rules between the files of a manual: that what a procedure uses is there, fits, and keeps people apart.

mod duplicate_procedure_id;
mod undefined_procedure;
mod version_not_satisfied;
mod unpinned_use;
mod missing_input;
mod unknown_input;
mod input_type;
mod input_outside_limits;
mod unmapped_role;
mod unknown_role_mapping;
mod lost_separation;
mod too_few_people;
mod retired_procedure_used;
mod draft_procedure_used;
mod circular_use;
mod use_nested_too_deep;

use super::between::Check;
use crate::rules::{Rule, rules};

rules! {
    "duplicate-procedure-id", Error, firm;
    "undefined-procedure", Error, fixable;
    "version-not-satisfied", Error;
    "unpinned-use", Warning;
    "missing-input", Error;
    "unknown-input", Error, fixable;
    "input-type", Error;
    "input-outside-limits", Error;
    "unmapped-role", Error;
    "unknown-role-mapping", Error;
    "lost-separation", Error;
    "too-few-people", Error;
    "retired-procedure-used", Error;
    "draft-procedure-used", Error;
    "circular-use", Error;
    "use-nested-too-deep", Warning;
}

/// Each rule of the table with its function.
pub(super) fn checks() -> impl Iterator<Item = (&'static Rule, Check)> {
    RULES.iter().zip(CHECKS.iter().copied())
}

/// The functions in the order of the table; the rules' pages would fail if the two didn't fit.
const CHECKS: &[Check] = &[
    duplicate_procedure_id::check,
    undefined_procedure::check,
    version_not_satisfied::check,
    unpinned_use::check,
    missing_input::check,
    unknown_input::check,
    input_type::check,
    input_outside_limits::check,
    unmapped_role::check,
    unknown_role_mapping::check,
    lost_separation::check,
    too_few_people::check,
    retired_procedure_used::check,
    draft_procedure_used::check,
    circular_use::check,
    use_nested_too_deep::check,
];
