//! Two verifications of one step with the same id.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications() {
        let Some(id) = &check.id else { continue };
        let first = view.step.verify.iter().position(|other| other.id.as_ref() == Some(id));
        let Some(first) = first.filter(|first| *first < at) else { continue };
        let spot = |at| outline.verification_spot(view, at).key("id");
        let message = format!("`{id}` is the id of two verifications of this step");
        findings.add(&spot(at), message).help("give it an id of its own").related(&spot(first), "first here");
    }
}
