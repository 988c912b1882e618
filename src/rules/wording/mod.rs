//! Wording: heuristics, so never errors.

mod quantities;

use crate::rules::rules;

rules! {
    "number-contradicts-limit" => number_contradicts_limit, Warning;
}
