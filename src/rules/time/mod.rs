//! Time limits.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
