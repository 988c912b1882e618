//! An independent verification that compares photos, files or signatures.

use crate::document::{FieldType, How};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Independent) {
        let evidence = |name: &&str| view.step.record.get(*name).is_some_and(|it| it.kind == FieldType::Evidence);
        if let Some(name) = check.fields(view.step).find(evidence) {
            let spot = outline.verification_spot(view, at);
            let spot = if check.fields.is_some() { spot.key("fields") } else { spot.key("how") };
            findings
                .add(&spot, format!("`{name}` is evidence, and no two photos or files are equal"))
                .help("name the fields to compare: `fields: […]`");
        }
    }
}
