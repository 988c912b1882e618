//! An effective procedure that nobody approved.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    if document.status() == Status::Effective
        && document.approvals.is_empty()
        && !findings.is_written(&Spot::top("approvals").item(0))
    {
        findings
            .add(&Spot::top("status"), "an effective procedure has no approval")
            .help("`countersign approve` adds one; until then it is a `draft`");
    }
}
