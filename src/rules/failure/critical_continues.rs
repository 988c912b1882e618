//! A critical step after whose failure the work goes on.

use super::settings::settings;
use crate::document::Block;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline).filter(|setting| setting.on_fail.block == Some(Block::Release)) {
        if let Some(view) = setting.governed().find(|view| view.step.is_critical()) {
            let message = format!("work goes on after the critical step `{}` has failed", view.step.id);
            let help = match setting.step {
                Some(_) => "take `block` out, so that the run waits for the decision",
                None => "give that step an `on_fail` of its own",
            };
            findings
                .add(&setting.spot().key("block"), message)
                .help(help)
                .related(&outline.spot(view).key("critical"), "critical");
        }
    }
}
