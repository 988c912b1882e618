//! A verification, release or declaration that no role may make.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, _) in outline.verifications().filter(|(_, _, check)| check.by.is_empty()) {
        report(findings, outline.verification_spot(view, at), "nobody may verify");
    }
    for view in &outline.steps {
        if view.step.hold_point.as_ref().is_some_and(|hold| hold.by.is_empty()) {
            report(findings, outline.spot(view).key("hold_point"), "nobody may release the hold point");
        }
        if view.step.not_applicable.as_ref().is_some_and(|it| it.by.is_empty()) {
            report(findings, outline.spot(view).key("not_applicable"), "nobody may declare it not applicable");
        }
    }
    if outline.document.release.as_ref().is_some_and(|release| release.by.is_empty()) {
        report(findings, Spot::top("release"), "nobody may release the run");
    }
}

fn report(findings: &mut Findings<'_>, spot: Spot<'_>, message: &str) {
    findings.add(&spot.key("by").at_key(), message).help("name a role");
}
