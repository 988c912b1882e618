//! A review that is due before the procedure comes into force.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    let (Some(effective), Some(review_by)) = (document.effective, document.review_by) else { return };
    if review_by <= effective {
        let message = format!("the review is due by `{review_by}`, not after the effective date `{effective}`");
        findings
            .add(&Spot::top("review_by"), message)
            .related(&Spot::top("effective"), "in force from here");
    }
}
