//! A set of separate roles in which there are no two to separate.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (index, set) in outline.document.separate.iter().enumerate() {
        let spot = || Spot::top("separate").item(index);
        if set.len() < 2 {
            let message = match set.first() {
                Some(role) => format!("`{role}` is kept separate from nobody"),
                None => "no roles are kept separate".to_owned(),
            };
            let place = if set.is_empty() { spot() } else { spot().item(0) };
            findings.add(&place, message).help("name at least two roles, or delete the set");
        }
        for (at, role) in set.iter().enumerate() {
            if let Some(first) = set.iter().take(at).position(|other| other == role) {
                findings
                    .add(&spot().item(at), format!("`{role}` can't be separate from itself"))
                    .help("a verifier is never the performer, whatever their roles")
                    .related(&spot().item(first), "named here");
            }
        }
    }
}
