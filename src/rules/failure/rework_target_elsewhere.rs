//! Rework that goes to a step from which the failed one isn't done again.

use super::settings::settings;
use super::targets::{Trouble, trouble};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        let Some((target, failed, trouble)) = trouble(outline, setting) else { continue };
        let (to, from) = (&target.step.id, &failed.step.id);
        let (message, help) = match trouble {
            Trouble::Later => continue,
            Trouble::AnyOrder(group) => (
                format!(
                    "in the group `{}` of order `any`, going back to `{to}` doesn't repeat `{from}`",
                    group.step.id
                ),
                "name the step itself with `self`, or the group".to_owned(),
            ),
            Trouble::OtherRepeat(group) => (
                format!(
                    "`{to}` is repeated in `{0}`, and `{from}` is outside it, so nothing says which one is meant",
                    group.step.id
                ),
                format!("name the group `{}`", group.step.id),
            ),
        };
        findings
            .add(&setting.spot().key("rework").key("back_to"), message)
            .help(help)
            .related(&outline.id_spot(failed), "the step that fails");
    }
}
