//! Order and conditions: what is read where, what can ever happen, and how groups are built.

mod field_type;
mod formula_problems;
mod possible;
mod recording;
mod repeats;

use crate::rules::rules;

rules! {
    "formula-syntax" => formula_syntax, Error, firm;
    "unknown-function" => unknown_function, Error, fixable;
    "wrong-argument-count" => wrong_argument_count, Error;
    "type-mismatch" => type_mismatch, Error;
    "unit-mismatch" => unit_mismatch, Error;
    "several-units-in-formula" => several_units_in_formula, Error;
    "unreadable-name" => unreadable_name, Error;
    "division-by-zero" => division_by_zero, Error;
    "condition-not-a-truth" => condition_not_a_truth, Error;
    "times-not-a-count" => times_not_a_count, Error;
    "computed-type-mismatch" => computed_type_mismatch, Error;
    "limit-type-mismatch" => limit_type_mismatch, Error;
    "value-recorded-later" => value_recorded_later, Error, sound_step;
    "value-not-always-recorded" => value_not_always_recorded, Error;
    "mean-of-nothing" => mean_of_nothing, Error;
    "formula-cycle" => formula_cycle, Error, sound_step;
    "limit-on-itself" => limit_on_itself, Error, sound_step;
    "constant-condition" => constant_condition, Error;
    "condition-never-true" => condition_never_true, Error;
    "condition-always-true" => condition_always_true, Error;
    "repeated-condition" => repeated_condition, Note;
    "no-steps", Error;
    "empty-group", Error;
    "group-that-does-work" => group_that_does_work, Error, sound_step;
    "plain-step-as-group" => plain_step_as_group, Error, sound_step;
    "use-with-work" => use_with_work, Error, sound_step;
    "repeat-without-count" => repeat_without_count, Error;
    "repeat-with-both" => repeat_with_both, Error;
    "unbounded-repeat" => unbounded_repeat, Error;
    "inverted-repeat" => inverted_repeat, Error;
    "times-above-maximum" => times_above_maximum, Warning;
    "deeply-nested-group" => deeply_nested_group, Warning;
    "single-step-group" => single_step_group, Note;
    "order-any-of-one" => order_any_of_one, Note;
}
