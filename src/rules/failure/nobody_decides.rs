//! A failure about which nobody may decide.

use super::settings::settings;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        if setting.on_fail.decide.is_empty() {
            findings
                .add(&setting.spot().key("decide").at_key(), "nobody may decide anything")
                .help("list dispositions with the role that may decide each: `{scrap: …}`");
        }
        for (disposition, roles) in &setting.on_fail.decide {
            if roles.is_empty() {
                let message = format!("nobody may decide `{}`", disposition.word());
                findings
                    .add(&setting.decision(*disposition), message)
                    .help("name the role that may, or take it out");
            }
        }
    }
}
