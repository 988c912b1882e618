//! A difference allowed in a field that is not verified.

use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Independent) {
        let Some(fields) = &check.fields else { continue };
        for name in check.agree.keys() {
            if view.step.record.contains_key(name) && !fields.contains(name) && !fields.is_empty() {
                let spot = outline.verification_spot(view, at);
                findings
                    .add(&spot.clone().key("agree").key(name).at_key(), format!("`{name}` is not verified here"))
                    .help(format!("add `{name}` to `fields`, or leave it out"))
                    .related(&spot.key("fields").at_key(), "what is verified");
            }
        }
    }
}
