//! A step that uses another procedure and has work of its own.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.used.is_some()) {
        let step = view.step;
        let work = [
            ("by", !step.by.is_empty()),
            ("record", !step.record.is_empty()),
            ("verify", !step.verify.is_empty()),
            ("critical", step.critical.is_some()),
            ("steps", step.is_group()),
        ];
        for (key, _) in work.into_iter().filter(|(_, is_there)| *is_there) {
            let message = format!("`{}` uses another procedure, so `{key}` has no effect", step.id);
            let help = match key {
                "by" => "the roles of the other procedure are mapped in `use.roles`",
                _ => "put it into a step of its own, before or after",
            };
            findings.add(&outline.spot(view).key(key).at_key(), message).help(help);
        }
    }
}
