//! A step that is named and not there.

use super::step_mentions;
use crate::rules::{Findings, Outline};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    step_mentions::each(outline, &mut |name, spot| {
        if outline.names_step(name) {
            return;
        }
        let spot = spot();
        // An empty name was perhaps never written, which has a finding of its own.
        if name.is_empty() && !findings.is_empty_text(&spot) {
            return;
        }
        let draft = findings.add(&spot, format!("there is no step {}", quoted(name)));
        match name {
            "group" | "run" => draft.help(format!("write it without a list: `apart_from: {name}`")),
            _ => draft.suggest(name, outline.step_ids()),
        };
    });
}
