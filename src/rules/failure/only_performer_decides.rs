//! A failure that only the person who caused it could decide.

use super::settings::settings;
use crate::document::{Disposition, OnFail};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        let Some(role) = only_decider(setting.on_fail) else { continue };
        let alone = outline.document.roles.get(role).is_some_and(|it| it.people == Some(1));
        let performs = |performers: &[String]| matches!(performers, [only] if only == role);
        if let (true, Some(view)) = (alone, setting.governed().find(|view| performs(view.performers))) {
            let message =
                format!("the only `{role}` does the step `{}` and so can't decide about it", view.step.id);
            findings
                .add(&setting.spot().key("decide").at_key(), message)
                .help("let another role decide")
                .related(&outline.id_spot(view), "the step");
        }
    }
}

/// The one role that may decide anything but rework; nothing where there are several.
fn only_decider(on_fail: &OnFail) -> Option<&str> {
    let decisions = on_fail.decide.iter().filter(|(it, _)| **it != Disposition::Rework);
    let mut roles = decisions.flat_map(|(_, roles)| roles.iter());
    let first = roles.next()?;
    roles.all(|role| role == first).then_some(first)
}
