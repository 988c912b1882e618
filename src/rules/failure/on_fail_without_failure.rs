//! A step that says what happens when it fails, but can't fail.

use crate::document::Field;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.on_fail.is_some() && !outline.can_fail(view)) {
        // A limit that was forgotten is said by its own rule.
        if view.step.record.values().any(Field::misses_limit) {
            continue;
        }
        let (what, help) = if view.step.is_group() {
            (
                "group",
                "it holds for the group's own time limits only; write it on the steps, or in `defaults`",
            )
        } else {
            ("step", "give it a limit, a verification or a time limit, or take `on_fail` out")
        };
        findings
            .add(
                &outline.spot(view).key("on_fail").at_key(),
                format!("the {what} `{}` can't fail", view.step.id),
            )
            .help(help);
    }
}
