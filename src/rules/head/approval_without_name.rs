//! A signature without a name.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (at, approval) in outline.document.approvals.iter().enumerate() {
        if !approval.name.trim().is_empty() {
            continue;
        }
        let spot = Spot::top("approvals").item(at).key("name");
        if !approval.name.is_empty() || findings.is_empty_text(&spot) {
            findings.add(&spot, "this approval has no name").help("write the printed name of who signed");
        }
    }
}
