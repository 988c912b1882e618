//! A duration of zero where time has to pass.

use super::events::{Event, described, spot};
use crate::rules::{Findings, Outline};
use crate::value::Duration;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.takes == Some(Duration::ZERO)) {
        let message = format!("`{}` is expected to take no time", view.step.id);
        findings.add(&outline.spot(view).key("takes"), message).help("say how long it takes, or delete `takes`");
    }
    for (view, at, limit) in outline.time_limits() {
        // A value may say when something is due, and zero after that is a deadline.
        if !matches!(Event::named(outline, &limit.after), Some(Event::Start | Event::Done(_) | Event::Verified(_))) {
            continue;
        }
        if limit.at_most == Some(Duration::ZERO) {
            let message = format!("`{}` would be done in the same instant as {}", view.step.id, described(&limit.after));
            findings.add(&spot(outline, view, at, "at_most"), message).help("say how much time there is");
        }
        if limit.at_least == Some(Duration::ZERO) {
            let message = format!("every time after {} is at least zero", described(&limit.after));
            findings
                .add(&spot(outline, view, at, "at_least"), message)
                .help("say how long to wait, or delete the time limit");
        }
    }
}
