//! A procedure in force before it was signed.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let Some(effective) = outline.document.effective else { return };
    let approvals = outline.document.approvals.iter().enumerate();
    let last = approvals.max_by_key(|(_, approval)| approval.on).filter(|(_, last)| last.on > effective);
    if let Some((at, approval)) = last {
        let message = format!("in force from `{effective}`, but signed by `{}` on `{}`", approval.name, approval.on);
        findings
            .add(&Spot::top("effective"), message)
            .help("a procedure comes into force when all signatures are there, or later")
            .related(&Spot::top("approvals").item(at).key("on"), "signed here");
    }
}
