//! A role that nobody holds, or a verification by nobody.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (name, _) in outline.document.roles.iter().filter(|(_, role)| role.people == Some(0)) {
        let message = format!("nobody would hold the role `{name}`");
        findings
            .add(&Spot::top("roles").key(name).key("people"), message)
            .help("give a number from 1, or delete `people` where there is no bound");
    }
    for (view, at, _) in outline.verifications().filter(|(_, _, check)| check.people == Some(0)) {
        let message = format!("nobody would verify `{}`", view.step.id);
        findings
            .add(&outline.verification_spot(view, at).key("people"), message)
            .help("give a number from 1, or delete the verification");
    }
}
