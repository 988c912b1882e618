//! A procedure approved by its own author.

use super::signers::{author_of_name, name_spot, of_role};
use crate::document::ApprovalRole;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (at, approver) in of_role(outline, ApprovalRole::Approver) {
        if let Some(author) = author_of_name(outline, &approver.name) {
            findings
                .add(&name_spot(at), format!("`{}` is author and approver", approver.name))
                .help("somebody who didn't write it approves it")
                .related(&name_spot(author), "author here");
        }
    }
}
