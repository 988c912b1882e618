//! A line names a field that its step doesn't have.

use super::View;
use crate::rules::{Findings, Spot};
use crate::run::Code;
use crate::scenario::paths;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let Some(plan) = view.plan else { return };
    let mut judge = |spot: Spot<'_>, step: &str, field: &str| {
        let known = match step {
            "input" => plan.main().inputs(),
            step => match paths::step(plan, step) {
                Some(step) => step.fields(),
                None => return,
            },
        };
        if !known.contains_key(field) {
            let message = format!("`{step}` has no field `{field}`");
            findings.add(&spot, message).suggest(field, known.keys().map(String::as_str));
        }
    };
    for (spot, line) in view.lines() {
        let acts = [&line.perform, &line.verify, &line.adjudicate];
        // A case may well show that a value too many is refused.
        let free = matches!(line.refused, Some(Code::UnexpectedValue | Code::UnknownStep));
        if let Some(step) = acts.into_iter().flatten().next().filter(|_| !free) {
            for field in line.values.keys() {
                judge(spot.clone().key("values").key(field.as_str()).at_key(), step, field);
            }
        }
        if let Some((step, field)) = line.correct.as_ref().zip(line.field.as_ref()).filter(|_| !free) {
            judge(spot.clone().key("field"), step, field);
        }
        if let Some(step) = &line.sees {
            for (key, fields) in [("hidden", &line.hidden), ("shown", &line.shown)] {
                for (index, field) in fields.iter().enumerate() {
                    judge(spot.clone().key(key).item(index), step, field);
                }
            }
        }
        let Some(expect) = &line.expect else { continue };
        let verdicts = expect.verdicts.keys().map(|name| ("verdicts", name));
        for (key, name) in verdicts.chain(expect.values.keys().map(|name| ("values", name))) {
            let spot = spot.clone().key("expect").key(key).key(name.as_str()).at_key();
            match name.rsplit_once('.') {
                Some((step, field)) => judge(spot, step, field),
                None => judge(spot, "input", name),
            }
        }
    }
}
