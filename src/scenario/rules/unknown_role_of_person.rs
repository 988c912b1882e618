//! Somebody holds a role that the procedure doesn't have.

use super::View;
use crate::rules::{Findings, Spot};

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let Some(plan) = view.plan else { return };
    let known = &plan.main().document().roles;
    for (name, person) in &view.document.people {
        for (index, role) in person.roles.iter().enumerate() {
            if !known.contains_key(role) {
                let spot = Spot::top("people").key(name.as_str()).key("roles").item(index);
                let message = format!("`{}` has no role `{role}`", plan.main().id());
                findings.add(&spot, message).suggest(role, known.keys().map(String::as_str));
            }
        }
    }
}
