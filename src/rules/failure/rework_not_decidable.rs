//! A way back for rework that nobody may decide.

use super::settings::settings;
use crate::document::Disposition;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        // Where nobody may decide anything, that is said by its own rule.
        let decidable = setting.lists(Disposition::Rework) || setting.on_fail.decide.is_empty();
        if setting.on_fail.rework.is_some() && !decidable {
            findings
                .add(&setting.spot().key("rework").at_key(), "nobody may decide `rework`")
                .help("add it to `decide`, with the role that may: `rework: …`");
        }
    }
}
