//! Rework that may be decided, but not where it starts again.

use super::settings::settings;
use crate::document::Disposition;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        if setting.on_fail.rework.is_none() && setting.lists(Disposition::Rework) {
            findings
                .add(
                    &setting.decision(Disposition::Rework),
                    "nothing says where `rework` starts again",
                )
                .help("write it: `rework: {back_to: self, attempts: 2}`");
        }
    }
}
