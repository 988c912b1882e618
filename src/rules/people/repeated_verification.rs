//! Two verifications of a step that ask for the same.

use crate::document::Verification;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, at, _)| *at > 0) {
        let before = view.step.verify.iter().take(at);
        if let Some(first) = before.clone().position(|other| is_same(view.step, other, check)) {
            findings
                .add(&outline.verification_spot(view, at).key("how"), "another verification asks for the same")
                .help("for several people write `people: 2`")
                .related(&outline.verification_spot(view, first).key("how"), "this one");
        }
    }
}

fn is_same(step: &crate::document::Step, a: &Verification, b: &Verification) -> bool {
    let roles = |one: &Verification, other: &Verification| one.by.iter().all(|role| other.by.contains(role));
    let fields = |one: &Verification, other: &Verification| {
        one.fields(step).all(|field| other.fields(step).any(|it| it == field))
    };
    a.how == b.how && a.when == b.when && roles(a, b) && roles(b, a) && fields(a, b) && fields(b, a)
}
