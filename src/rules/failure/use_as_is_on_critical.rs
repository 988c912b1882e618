//! A critical step whose failure may be accepted as it is.

use super::settings::settings;
use crate::document::Disposition;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline).filter(|setting| setting.lists(Disposition::UseAsIs)) {
        if let Some(view) = setting.governed().find(|view| view.step.is_critical()) {
            let message = format!("`use_as_is` is never allowed on the critical step `{}`", view.step.id);
            let help = match setting.step {
                Some(_) => "take it out",
                None => "give that step an `on_fail` of its own",
            };
            findings
                .add(&setting.decision(Disposition::UseAsIs), message)
                .help(help)
                .related(&outline.spot(view).key("critical"), "critical");
        }
    }
}
