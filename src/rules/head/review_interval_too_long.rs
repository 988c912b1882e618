//! A review that is due more than five years after the procedure came into force.

use crate::rules::{Findings, Outline, Spot};

/// Five years, with as many leap days as can be in them.
const LONGEST: i64 = 5 * 365 + 2;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    let (Some(effective), Some(review_by)) = (document.effective, document.review_by) else { return };
    if review_by.days_since(effective) > LONGEST {
        findings
            .add(&Spot::top("review_by"), "the review is due more than five years after the effective date")
            .related(&Spot::top("effective"), "in force from here");
    }
}
