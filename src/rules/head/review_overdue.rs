//! An effective procedure whose review is overdue.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let (Some(today), Some(review_by)) = (outline.as_of, outline.document.review_by) else { return };
    // A review before the effective date has a finding of its own.
    let sensible = outline.document.effective.is_none_or(|effective| effective < review_by);
    if outline.document.status() == Status::Effective && review_by < today && sensible {
        let days = today.days_since(review_by);
        let unit = if days == 1 { "day" } else { "days" };
        findings
            .add(&Spot::top("review_by"), format!("the review is overdue by {days} {unit}"))
            .help("review it, then issue a new version with a new review date, or retire it");
    }
}
