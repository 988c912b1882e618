//! A name that already means something else where it is used.

use crate::rules::{Findings, Outline, Spot};

/// Names of steps that another key gives a meaning.
const STEPS: [(&str, &str); 5] = [
    ("start", "`after: start` means the start of the run"),
    ("self", "`back_to: self` means the failed step"),
    ("input", "`input.order` in a formula means an input"),
    ("run", "`apart_from: run` means everybody in the run"),
    ("group", "`apart_from: group` means everybody in the group"),
];

/// Names of fields that formulas or time limits give a meaning.
const FIELDS: [(&str, &str); 8] = [
    ("and", "`and` joins conditions in a formula"),
    ("or", "`or` joins conditions in a formula"),
    ("not", "`not` turns a condition round in a formula"),
    ("in", "`in` asks for membership in a formula"),
    ("true", "`true` is a value in a formula"),
    ("false", "`false` is a value in a formula"),
    ("today", "`today` in a formula means the day of the act"),
    ("verified", "`after: STEP.verified` means the step's verification"),
];

/// Names that Windows gives to devices; a file of such a name can't be checked out there.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let id = outline.document.id.as_str();
    if is_device(id) {
        let message = format!("`{id}` can't be the name of a procedure: Windows has no file `{id}.yaml`");
        findings.add(&Spot::top("id"), message);
    }
    for view in &outline.steps {
        if let Some((name, meaning)) = STEPS.iter().find(|(name, _)| *name == view.step.id) {
            let message = format!("`{name}` can't be the name of a step");
            findings.add(&outline.id_spot(view), message).help(*meaning);
        }
    }
    for (view, name, _) in outline.fields() {
        if let Some((_, meaning)) = FIELDS.iter().find(|(reserved, _)| *reserved == name) {
            let message = format!("`{name}` can't be the name of a field");
            findings.add(&outline.spot(view).key("record").key(name).at_key(), message).help(*meaning);
        }
    }
}

fn is_device(id: &str) -> bool {
    let port = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    let numbered = port.is_some_and(|rest| rest.len() == 1 && rest.starts_with(|it| ('1'..='9').contains(&it)));
    numbered || DEVICES.contains(&id)
}
