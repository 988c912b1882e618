//! A hold point, or a run without any check, that those who did the work may release themselves.

use super::scope::leaves_of;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.steps {
        let Some(hold) = view.step.hold_point.as_ref().filter(|hold| hold.apart_from.is_none()) else { continue };
        let performs = |role: &&String| leaves_of(outline, view).any(|it| it.performers.contains(role));
        if let Some(role) = hold.by.iter().find(performs) {
            let message = format!("who does the work may release the hold point: both are `{role}`");
            let help = if view.step.is_group() || view.parent.is_some() { "group" } else { "run" };
            findings
                .add(&outline.spot(view).key("hold_point").key("by"), message)
                .help(format!("add `apart_from: {help}`, or let another role release"));
        }
    }
    if outline.verifications().next().is_some() {
        return;
    }
    let release = outline.document.release.as_ref().filter(|release| release.apart_from.is_none());
    let does_all = |role: &&String| {
        let mut steps = outline.leaves().filter(|view| view.step.used.is_none()).peekable();
        steps.peek().is_some() && steps.all(|view| view.performers.contains(role))
    };
    if let Some(role) = release.and_then(|release| release.by.iter().find(does_all)) {
        let message = format!("one `{role}` may do all the work, unchecked, and release it");
        findings
            .add(&Spot::top("release").key("by"), message)
            .help("add `apart_from: run`, or let another role release");
    }
}
