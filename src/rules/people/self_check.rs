//! A verification that only the performer could do.

use crate::document::Verification;
use crate::rules::{Findings, Outline, Spot, StepView};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if !outline.document.roles.values().any(|role| role.people == Some(1)) {
        return;
    }
    for (view, at, check) in outline.verifications().filter(|(view, _, it)| is_self_check(outline, view, it)) {
        let role = check.by.first().map_or("", String::as_str);
        let message = format!("only the performer of `{}` could verify it: one person holds `{role}`", view.step.id);
        findings
            .add(&outline.verification_spot(view, at).key("by"), message)
            .help("let another role verify")
            .related(&Spot::top("roles").key(role).key("people"), "one person");
    }
}

/// Whether performer and verifier could only be the one person who holds the role of both.
pub(super) fn is_self_check(outline: &Outline<'_>, view: &StepView<'_>, check: &Verification) -> bool {
    let Some(role) = check.by.first() else { return false };
    let same = |roles: &[String]| !roles.is_empty() && roles.iter().all(|it| it == role);
    let only = outline.document.roles.get(role).is_some_and(|it| it.people == Some(1));
    only && same(&check.by) && same(view.performers) && view.step.used.is_none() && !view.step.is_group()
}
