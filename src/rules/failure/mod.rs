//! What happens when a step fails.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
