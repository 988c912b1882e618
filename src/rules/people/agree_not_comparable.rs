//! A difference allowed in what has no differences.

use crate::document::{FieldType, How};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Independent) {
        for name in check.agree.keys() {
            let Some(field) = view.step.record.get(name) else { continue };
            if !matches!(field.kind, FieldType::Number | FieldType::Count) {
                let message = format!("`{name}` is of the type `{}`, so no difference can be allowed", field.kind.word());
                findings
                    .add(&outline.verification_spot(view, at).key("agree").key(name).at_key(), message)
                    .help("leave it out: a field that isn't named must be equal");
            }
        }
    }
}
