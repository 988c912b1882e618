//! A witness who may sign long after the act.

use crate::document::{Before, How};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Witness) {
        let late = matches!(check.before, Some(Before::Group | Before::Release));
        if late && check.within.is_none() {
            let message = format!("the witness of `{}` may sign long after it happened", view.step.id);
            findings
                .add(&outline.verification_spot(view, at).key("before"), message)
                .help("add `within: 15 min` or another time, or make it a `review`");
        }
    }
}
