//! A critical step that a second person only reads about afterwards.

use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves().filter(|view| view.step.is_critical() && !view.step.verify.is_empty()) {
        if view.step.verify.iter().all(|check| check.how == How::Review) {
            let message = format!("`{}` is critical, and the second person only reads its record", view.step.id);
            findings
                .add(&outline.verification_spot(view, 0).key("how"), message)
                .help("let a second person repeat it (`independent`) or see it happen (`witness`)");
        }
    }
}
