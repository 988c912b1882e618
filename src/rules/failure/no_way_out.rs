//! Nothing is left to decide when the attempts are used up.

use super::settings::settings;
use crate::document::Disposition;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        let passing = |it: &Disposition| matches!(it, Disposition::Rework | Disposition::EntryError);
        let mut listed = setting.on_fail.decide.keys().copied();
        if let Some(first) = listed.next()
            && passing(&first)
            && listed.all(|it| passing(&it))
        {
            let message = format!("when `{}` is no longer allowed, nothing is left to decide", first.word());
            findings
                .add(&setting.spot().key("decide").at_key(), message)
                .help("allow another disposition, such as `scrap` or `cancel`");
        }
    }
}
