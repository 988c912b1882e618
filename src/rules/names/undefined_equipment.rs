//! A piece of equipment that a step names and the head doesn't.

use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let known = &outline.document.equipment;
    for view in &outline.steps {
        for (at, name) in view.step.equipment.iter().enumerate() {
            if known.contains_key(name) || findings.is_written(&Spot::top("equipment").key(name)) {
                continue;
            }
            let message = format!("equipment {} is not defined", quoted(name));
            let spot = outline.spot(view).key("equipment").item(at);
            findings.add(&spot, message).suggest(name, known.keys().map(String::as_str));
        }
    }
}
