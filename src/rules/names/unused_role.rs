//! A role in which nobody acts.

use super::role_mentions;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let roles = &outline.document.roles;
    let mut used = vec![false; roles.len()];
    role_mentions::each(outline, &mut |name, acts, _| {
        if acts
            && let Some(used) = roles.get_index_of(name).and_then(|at| used.get_mut(at))
        {
            *used = true;
        }
    });
    for (name, _) in roles.keys().zip(&used).filter(|(_, used)| !**used) {
        findings.add(&Spot::top("roles").key(name).at_key(), format!("nobody acts as `{name}`"))
            .help("delete the role, or say where it acts");
    }
}
