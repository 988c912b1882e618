//! The one table of all rules, for `countersign explain`, for hosts, and for the documentation.

use crate::compare;
use crate::manual;
use crate::rules::{RULES, Rule};
use crate::scenario;
use crate::value::nearest;

/// Every rule, by subject in reading order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let between = manual::RULES.iter().chain(compare::RULES).chain(scenario::RULES);
    RULES.iter().copied().flatten().chain(between)
}

/// The rule of this name.
///
/// # Errors
///
/// The nearest name there is, where no rule is called so and one is near.
pub fn rule(name: &str) -> Result<&'static Rule, Option<&'static str>> {
    let near = || nearest(name, rules().map(Rule::name));
    rules().find(|rule| rule.name() == name).ok_or_else(near)
}
