//! The head: versions, dates, approvals, history.

pub(crate) const RULES: &[crate::rules::Rule] = &[];
