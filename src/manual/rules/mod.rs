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
mod retired_procedure_used;
mod draft_procedure_used;
mod circular_use;
mod use_nested_too_deep;

use super::between::Check;
use crate::rules::rules;

rules! {
    "duplicate-procedure-id", Error, firm;
    "undefined-procedure", Error;
    "version-not-satisfied", Error;
    "unpinned-use", Warning;
    "missing-input", Error;
    "unknown-input", Error;
    "input-type", Error;
    "input-outside-limits", Error;
    "unmapped-role", Error;
    "unknown-role-mapping", Error;
    "lost-separation", Error;
    "retired-procedure-used", Error;
    "draft-procedure-used", Error;
    "circular-use", Error;
    "use-nested-too-deep", Warning;
}

/// Each rule of the table with its function.
pub(super) const CHECKS: &[Check] = &[
    (&RULES[0], duplicate_procedure_id::check),
    (&RULES[1], undefined_procedure::check),
    (&RULES[2], version_not_satisfied::check),
    (&RULES[3], unpinned_use::check),
    (&RULES[4], missing_input::check),
    (&RULES[5], unknown_input::check),
    (&RULES[6], input_type::check),
    (&RULES[7], input_outside_limits::check),
    (&RULES[8], unmapped_role::check),
    (&RULES[9], unknown_role_mapping::check),
    (&RULES[10], lost_separation::check),
    (&RULES[11], retired_procedure_used::check),
    (&RULES[12], draft_procedure_used::check),
    (&RULES[13], circular_use::check),
    (&RULES[14], use_nested_too_deep::check),
];
