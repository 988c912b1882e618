//! An input that is a photo, a file or a signature.

use crate::document::FieldType;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (name, field) in &outline.document.inputs {
        if field.kind == FieldType::Evidence {
            let spot = Spot::top("inputs").key(name).key("type");
            findings
                .add(&spot, format!("the input `{name}` is evidence, which belongs to a step"))
                .help("record it in the step where somebody looks at it");
        }
    }
}
