//! A material that a step names and the head doesn't.

use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let known = &outline.document.materials;
    for view in &outline.steps {
        for (at, name) in view.step.materials.iter().enumerate() {
            if known.contains_key(name) || findings.is_written(&Spot::top("materials").key(name)) {
                continue;
            }
            let message = format!("material {} is not defined", quoted(name));
            let spot = outline.spot(view).key("materials").item(at);
            findings.add(&spot, message).suggest(name, known.keys().map(String::as_str));
        }
    }
}
