//! A role that is named and not defined.

use super::role_mentions;
use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let roles = &outline.document.roles;
    role_mentions::each(outline, &mut |name, _, spot| {
        if roles.contains_key(name) || findings.is_written(&Spot::top("roles").key(name)) {
            return;
        }
        let spot = spot();
        // An empty name was perhaps never written, which has a finding of its own.
        if name.is_empty() && !findings.is_empty_text(&spot) {
            return;
        }
        let message = format!("role {} is not defined", quoted(name));
        findings.add(&spot, message).suggest(name, roles.keys().map(String::as_str));
    });
}
