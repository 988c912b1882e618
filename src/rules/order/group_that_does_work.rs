//! A group with keys that only a step which is done can have.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.is_group() && view.step.used.is_none()) {
        let step = view.step;
        let work = [
            ("do", step.instruction.is_some()),
            ("record", !step.record.is_empty()),
            ("verify", !step.verify.is_empty()),
            ("critical", step.critical.is_some()),
            ("not_applicable", step.not_applicable.is_some()),
            ("equipment", !step.equipment.is_empty()),
            ("materials", !step.materials.is_empty()),
            ("takes", step.takes.is_some()),
        ];
        for (key, _) in work.into_iter().filter(|(_, is_there)| *is_there) {
            let message = format!("`{}` is a group, which is not done itself: `{key}` has no effect", step.id);
            findings
                .add(&outline.spot(view).key(key).at_key(), message)
                .help("move it into one of the steps of the group");
        }
    }
}
