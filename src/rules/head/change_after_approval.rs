//! A version that was changed after it was signed.

use super::own_change;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    let Some((change, spot)) = own_change::find(outline) else { return };
    // A change after the effective date has a finding of its own.
    if document.effective.is_some_and(|effective| change.on > effective) {
        return;
    }
    let mut approvals = document.approvals.iter().enumerate();
    if let Some((at, approval)) = approvals.find(|(_, approval)| approval.on < change.on) {
        let message = format!("the change is dated after `{}` signed it on `{}`", approval.name, approval.on);
        findings
            .add(&spot, message)
            .help("a change is signed when it is made, or later")
            .related(&Spot::top("approvals").item(at).key("on"), "signed here");
    }
}
