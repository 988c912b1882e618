//! An effective procedure that doesn't say since when.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    if document.status() == Status::Effective
        && document.effective.is_none()
        && !findings.is_written(&Spot::top("effective"))
    {
        findings
            .add(&Spot::top("status"), "an effective procedure has no effective date")
            .help("add the first day on which it is in force: `effective: …`");
    }
}
