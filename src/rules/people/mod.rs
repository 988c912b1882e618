//! People: who performs, who checks, and that they can be different persons.

mod assignment;
mod checks;
mod scope;
mod slots;
mod shortage;

pub(crate) use shortage::shortage;

use crate::rules::rules;

rules! {
    "missing-performer" => missing_performer, Error, sound_step;
    "self-check" => self_check, Error, firm;
    "not-enough-people" => not_enough_people, Error, sound_file;
    "zero-people" => zero_people, Error;
    "by-nobody" => by_nobody, Error, sound_file;
    "missing-second-person" => missing_second_person, Error, sound_step;
    "critical-only-reviewed" => critical_only_reviewed, Warning, sound_step;
    "critical-sometimes-verified" => critical_sometimes_verified, Warning, sound_step;
    "conflicting-separation" => conflicting_separation, Error;
    "repeated-separation" => repeated_separation, Note;
    "apart-from-itself" => apart_from_itself, Error;
    "apart-from-nobody" => apart_from_nobody, Error;
    "no-group-around" => no_group_around, Error;
    "self-release" => self_release, Warning;
    "agree-without-independent" => agree_without_independent, Error;
    "agree-not-comparable" => agree_not_comparable, Error;
    "agree-outside-fields" => agree_outside_fields, Error;
    "negative-agree" => negative_agree, Error;
    "within-without-witness" => within_without_witness, Error;
    "late-witness" => late_witness, Warning;
    "on-disagree-without-independent" => on_disagree_without_independent, Error;
    "verifies-nothing" => verifies_nothing, Error, sound_step;
    "compared-evidence" => compared_evidence, Error;
    "blind-value-leaks" => blind_value_leaks, Error;
    "repeated-verification" => repeated_verification, Warning;
    "too-many-checks" => too_many_checks, Note, sound_file;
}
