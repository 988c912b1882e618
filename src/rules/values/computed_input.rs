//! An input that is computed.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (name, field) in &outline.document.inputs {
        if field.is_computed() {
            let spot = Spot::top("inputs").key(name).key("formula").at_key();
            findings
                .add(&spot, format!("the input `{name}` is computed, but inputs are given"))
                .help("compute it in the step that needs it");
        }
    }
}
