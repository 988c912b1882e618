//! An `apart_from` that keeps nobody away.

use super::scope::all;
use crate::document::{Apart, ApartWord};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for apartness in all(outline) {
        let (message, help) = match apartness.apart {
            Apart::Steps(ids) if ids.is_empty() => ("no step is named", "name steps, or delete `apart_from`"),
            Apart::Whole(ApartWord::Group) if apartness.group(outline).is_some() && apartness.steps(outline).is_empty() => {
                ("there is no other step in the group", "name steps, or delete `apart_from`")
            }
            Apart::Whole(ApartWord::Run) if apartness.steps(outline).is_empty() => {
                ("there is no other step in the run", "delete `apart_from`")
            }
            _ => continue,
        };
        let message = format!("this keeps nobody away: {message}");
        findings.add(&apartness.spot(outline).at_key(), message).help(help);
    }
}
