//! A step in no group that speaks of its group.

use super::scope::{Act, all};
use crate::document::{Apart, ApartWord, Before};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for apartness in all(outline) {
        let on_group = apartness.step.is_some_and(|view| view.step.is_group()) && apartness.act == Act::Performs;
        let Apart::Whole(ApartWord::Group) = apartness.apart else { continue };
        if on_group || apartness.group(outline).is_some() {
            continue;
        }
        let message = match apartness.step {
            Some(view) => format!("`{}` stands in no group", view.step.id),
            None => "the release of the run stands in no group".to_owned(),
        };
        findings.add(&apartness.spot(outline), message).help("write `run`, or a list of step ids");
    }
    for (view, at, check) in outline.verifications() {
        if check.before == Some(Before::Group) && view.parent.is_none() {
            let message = format!("`{}` stands in no group", view.step.id);
            findings
                .add(&outline.verification_spot(view, at).key("before"), message)
                .help("write `next` or `release`");
        }
    }
}
