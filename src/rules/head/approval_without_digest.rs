//! An approval of an effective procedure that doesn't say what was approved.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if outline.document.status() != Status::Effective {
        return;
    }
    for (at, approval) in outline.document.approvals.iter().enumerate() {
        let spot = || Spot::top("approvals").item(at);
        if approval.digest.is_none() && !findings.is_written(&spot().key("digest")) {
            let message = format!("the approval of `{}` is not bound to any content", approval.name);
            findings
                .add(&spot().key("name"), message)
                .help("`countersign approve` adds the digest of the content that is signed");
        }
    }
}
