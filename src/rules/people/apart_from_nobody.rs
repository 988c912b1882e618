//! An `apart_from` that keeps nobody away.

use super::scope::all;
use crate::document::{Apart, ApartWord};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for apartness in all(outline).filter(|it| it.is_idle(outline)) {
        let (why, help) = match apartness.apart {
            Apart::Steps(_) => ("no step is named", "name steps, or delete `apart_from`"),
            Apart::Whole(ApartWord::Group) => {
                ("there is no other step in the group", "name steps, or delete `apart_from`")
            }
            Apart::Whole(ApartWord::Run) => ("there is no other step in the run", "delete `apart_from`"),
        };
        let message = format!("this keeps nobody away: {why}");
        findings.add(&apartness.spot(outline).at_key(), message).help(help);
    }
}
