//! An effective procedure that is never reviewed again.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    if document.status() == Status::Effective
        && document.review_by.is_none()
        && !findings.is_written(&Spot::top("review_by"))
    {
        findings
            .add(&Spot::top("status"), "an effective procedure has no review date")
            .help("add the day by which it is reviewed again: `review_by: …`");
    }
}
