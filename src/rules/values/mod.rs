//! Values: types, units, limits and how a verdict is found.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
