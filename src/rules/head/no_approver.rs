//! An effective procedure with signatures, none of which puts it in force.

use crate::document::{ApprovalRole, Status};
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    let approved = document.approvals.iter().any(|approval| approval.role == ApprovalRole::Approver);
    if document.status() == Status::Effective && !document.approvals.is_empty() && !approved {
        findings
            .add(&Spot::top("status"), "an effective procedure has no approver")
            .help("an approval with `role: approver` puts the procedure in force");
    }
}
