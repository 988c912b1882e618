//! An effective procedure that nobody answers for.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    if document.status() == Status::Effective
        && document.owner.is_none()
        && !findings.is_written(&Spot::top("owner"))
    {
        findings
            .add(&Spot::top("status"), "an effective procedure has no owner")
            .help("name the function accountable for the content: `owner: …`");
    }
}
