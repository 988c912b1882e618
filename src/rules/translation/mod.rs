//! Languages: that all of them say the same.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
