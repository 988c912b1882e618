//! Wording: heuristics, so never errors.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
