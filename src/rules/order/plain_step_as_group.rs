//! A plain step with keys that only a group can have.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves() {
        let step = view.step;
        let keys = [
            ("order", step.order.is_some()),
            ("repeat", step.repeat.is_some()),
            ("uninterrupted", step.uninterrupted.is_some()),
        ];
        for (key, _) in keys.into_iter().filter(|(_, is_there)| *is_there) {
            let message = format!("`{key}` goes with a group, and `{}` has no steps", step.id);
            let help = match key {
                "uninterrupted" => "write it on the verification, or on a group around the step",
                _ => "put the step into a group: `steps: […]`",
            };
            findings.add(&outline.spot(view).key(key).at_key(), message).help(help);
        }
    }
}
