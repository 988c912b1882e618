//! A version in force before it was written.

use super::own_change;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let Some(effective) = outline.document.effective else { return };
    let Some((change, spot)) = own_change::find(outline) else { return };
    // An effective date before the signatures has a finding of its own.
    let signed_later = outline.document.approvals.iter().any(|approval| approval.on > effective);
    if change.on > effective && !signed_later {
        let message = format!("version `{}` is dated `{}`, after it came into force", change.version, change.on);
        findings.add(&spot, message).related(&Spot::top("effective"), "in force from here");
    }
}
