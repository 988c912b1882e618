//! A role in which nobody acts.

use super::role_mentions;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let roles = &outline.document.roles;
    let (mut used, mut all_known) = (vec![false; roles.len()], true);
    role_mentions::each(outline, &mut |name, acts, _| {
        match roles.get_index_of(name).and_then(|at| used.get_mut(at)) {
            Some(used) => *used |= acts,
            None => all_known = false,
        }
    });
    // A misspelt role has a finding of its own, and is perhaps the one that seems unused.
    if !all_known {
        return;
    }
    for (name, _) in roles.keys().zip(&used).filter(|(_, used)| !**used) {
        findings.add(&Spot::top("roles").key(name).at_key(), format!("nobody acts as `{name}`"))
            .help("delete the role, or say where it acts");
    }
}
