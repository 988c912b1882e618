//! One person who signed twice as the same.

use super::signers::{name_spot, same_name};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let approvals = &outline.document.approvals;
    for (at, approval) in approvals.iter().enumerate() {
        let mut earlier = approvals.iter().take(at);
        let first =
            earlier.position(|other| other.role == approval.role && same_name(&other.name, &approval.name));
        if let Some(first) = first {
            findings
                .add(&name_spot(at), format!("`{}` has signed twice as the same", approval.name))
                .help("delete the signature that isn't for this version")
                .related(&name_spot(first), "first here");
        }
    }
}
