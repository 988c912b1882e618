//! Names: that they are well formed, unique, defined and used.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
