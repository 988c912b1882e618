//! Rework that goes forward.

use super::settings::settings;
use super::targets::{Trouble, trouble};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        if let Some((target, failed, Trouble::Later)) = trouble(outline, setting) {
            let message = format!("`{}` comes after the step `{}`", target.step.id, failed.step.id);
            findings
                .add(&setting.spot().key("rework").key("back_to"), message)
                .help("rework goes back: name an earlier step, or `self`")
                .related(&outline.id_spot(failed), "the step that fails")
                .related(&outline.id_spot(target), "where rework would go");
        }
    }
}
