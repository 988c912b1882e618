//! Order and conditions: what is read where, what can ever happen, and how groups are built.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
