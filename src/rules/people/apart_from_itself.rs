//! An act that is kept apart from the step it belongs to.

use super::scope::{Act, all};
use crate::document::Apart;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for apartness in all(outline) {
        // Whoever releases a hold point may well be kept apart from those who did the step.
        let (Some(own), Act::Performs | Act::Verifies(_), Apart::Steps(ids)) =
            (apartness.step, apartness.act, apartness.apart)
        else {
            continue;
        };
        for (at, id) in ids.iter().enumerate() {
            let Some(named) = outline.step(id) else { continue };
            let inside = named.index <= own.index && own.index < named.end;
            let around = own.index < named.index && named.index < own.end;
            if !inside && !around {
                continue;
            }
            let help = match apartness.act {
                Act::Verifies(_) if named.index == own.index => {
                    "leave it out: a verifier is never a performer of the step".to_owned()
                }
                _ if own.parent == Some(named.index) => "for the other steps of the group write `group`".to_owned(),
                _ => "name other steps".to_owned(),
            };
            let message = if named.index == own.index {
                format!("`{id}` can't be kept apart from itself")
            } else if inside {
                format!("`{}` stands in `{id}` and can't be kept apart from it", own.step.id)
            } else {
                format!("`{id}` stands in `{}` and can't be kept apart from it", own.step.id)
            };
            findings.add(&apartness.spot(outline).item(at), message).help(help);
        }
    }
}
