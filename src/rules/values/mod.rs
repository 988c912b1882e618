//! Values: types, units, limits and how a verdict is found.

mod counts;
mod points;
mod tolerances;

use crate::rules::rules;

rules! {
    "unknown-unit" => unknown_unit, Error, fixable;
    "missing-unit" => missing_unit, Error, sound_step;
    "inverted-limits" => inverted_limits, Error;
    "conflicting-limits" => conflicting_limits, Error;
    "target-outside-limits" => target_outside_limits, Error;
    "target-without-tolerance" => target_without_tolerance, Error, sound_step;
    "tolerance-without-target" => tolerance_without_target, Error, sound_step;
    "bad-tolerance" => bad_tolerance, Error;
    "negative-tolerance" => negative_tolerance, Error;
    "percent-of-what" => percent_of_what, Error;
    "limit-finer-than-instrument" => limit_finer_than_instrument, Error;
    "degenerate-limit" => degenerate_limit, Warning;
    "no-acceptance" => no_acceptance, Error, sound_step;
    "record-only-with-limit" => record_only_with_limit, Error;
    "missing-options" => missing_options, Error, sound_step;
    "single-option" => single_option, Warning;
    "duplicate-option" => duplicate_option, Error;
    "unlisted-option" => unlisted_option, Error, fixable;
    "no-conforming-choice" => no_conforming_choice, Error;
    "all-options-conform" => all_options_conform, Warning;
    "at-least-exceeds-options" => at_least_exceeds_options, Error;
    "nothing-allowed" => nothing_allowed, Error;
    "minimum-of-nothing" => minimum_of_nothing, Warning;
    "alert-outside-limits" => alert_outside_limits, Error;
    "implausible-limits" => implausible_limits, Error;
    "empty-range" => empty_range, Error, sound_step;
    "single-reading" => single_reading, Error;
    "judge-without-readings" => judge_without_readings, Error, sound_step;
    "spread-with-target" => spread_with_target, Warning;
    "rounding-without-limit" => rounding_without_limit, Warning;
    "also-same-unit" => also_same_unit, Error;
    "also-other-dimension" => also_other_dimension, Error;
    "also-limit-mismatch" => also_limit_mismatch, Error;
    "also-limit-differs" => also_limit_differs, Warning;
    "bad-pattern" => bad_pattern, Error;
    "impossible-equals" => impossible_equals, Error;
    "name-as-text" => name_as_text, Warning;
    "uneven-count-limit" => uneven_count_limit, Error;
    "negative-count-limit" => negative_count_limit, Error;
    "entry-key-on-computed" => entry_key_on_computed, Error;
    "computed-input" => computed_input, Error;
    "evidence-as-input" => evidence_as_input, Error;
}
