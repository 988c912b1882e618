//! Comments that allow findings: that each names a rule, gives a reason, and allows something.

pub(crate) const RULES: &[crate::rules::Rule] = &[];

use super::suppression::Suppression;
use crate::finding::Finding;
use crate::yaml::Tree;

/// What is wrong with the comments themselves, once it is known which were used.
pub(super) fn about(_suppressions: &[Suppression], _tree: &Tree<'_>) -> Vec<Finding> {
    Vec::new()
}
