//! What happens when a step fails.

mod settings;
mod targets;

use crate::rules::rules;

rules! {
    "no-on-fail" => no_on_fail, Error, sound_step;
    "on-fail-without-failure" => on_fail_without_failure, Warning, sound_step;
    "rework-target-later" => rework_target_later, Error;
    "rework-target-elsewhere" => rework_target_elsewhere, Error;
    "rework-not-decidable" => rework_not_decidable, Error, sound_step;
    "rework-without-target" => rework_without_target, Error, sound_step;
    "no-way-out" => no_way_out, Error, sound_step;
    "too-few-attempts" => too_few_attempts, Error, sound_step;
    "nobody-decides" => nobody_decides, Error, sound_step;
    "use-as-is-on-critical" => use_as_is_on_critical, Error;
    "critical-continues" => critical_continues, Error;
    "not-applicable-on-critical" => not_applicable_on_critical, Warning;
    "identity-overridable" => identity_overridable, Warning;
    "entry-error-on-identity" => entry_error_on_identity, Error;
    "unused-default" => unused_default, Warning, sound_file;
    "hopeless-rework" => hopeless_rework, Warning;
}
