//! A time limit after something that isn't there.

use super::events::{Event, spot};
use crate::document::FieldType;
use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let name = limit.after.as_str();
        if Event::named(outline, name).is_some() {
            continue;
        }
        let place = spot(outline, view, at, "after");
        // An empty name was perhaps never written, which has a finding of its own.
        if name.is_empty() && !findings.is_empty_text(&place) {
            continue;
        }
        let written = match name.split_once('.') {
            Some(("input", field)) => Some(Spot::top("inputs").key(field)),
            Some((step, field)) => outline.step(step).map(|it| outline.spot(it).key("record").key(field)),
            None => None,
        };
        if written.is_some_and(|spot| findings.is_written(&spot)) {
            continue;
        }
        let known = known(outline);
        findings
            .add(&place, format!("there is no event {}", quoted(name)))
            .suggest(name, known.iter().map(String::as_str));
    }
}

/// Everything that a time limit could be measured from.
fn known(outline: &Outline<'_>) -> Vec<String> {
    let mut names = vec!["start".to_owned()];
    names.extend(outline.step_ids().map(str::to_owned));
    for (place, name, field) in outline.fields_and_inputs() {
        let owner = place.step.map_or("input", |view| view.step.id.as_str());
        if field.kind == FieldType::DateTime {
            names.push(format!("{owner}.{name}"));
        }
    }
    let verified = outline.leaves().filter(|view| !view.step.verify.is_empty());
    names.extend(verified.map(|view| format!("{}.verified", view.step.id)));
    names
}
