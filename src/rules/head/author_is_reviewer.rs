//! A procedure reviewed by its own author.

use super::signers::{author_of_name, name_spot, of_role};
use crate::document::ApprovalRole;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (at, reviewer) in of_role(outline, ApprovalRole::Reviewer) {
        if let Some(author) = author_of_name(outline, &reviewer.name) {
            findings
                .add(&name_spot(at), format!("`{}` is author and reviewer", reviewer.name))
                .help("somebody who didn't write it reviews it")
                .related(&name_spot(author), "author here");
        }
    }
}
