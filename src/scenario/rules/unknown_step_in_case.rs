//! A line names a step that the procedure doesn't have.

use super::View;
use crate::rules::{Findings, Spot};
use crate::run::Code;
use crate::scenario::kind::{LineKind, object};
use crate::scenario::paths;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let Some(plan) = view.plan else { return };
    let mut judge = |spot: Spot<'_>, path: &str| {
        if paths::step(plan, path).is_none() {
            let message = format!("`{}` has no step `{path}`", plan.main().id());
            let names: Vec<String> = paths::all(plan);
            findings.add(&spot, message).suggest(path, names.iter().map(String::as_str));
        }
    };
    // A case may well show that a step that isn't there is refused.
    for (spot, line) in view.lines().filter(|(_, line)| line.refused != Some(Code::UnknownStep)) {
        for kind in LineKind::of(line).filter(|kind| kind.names_a_step()) {
            let path = match kind {
                LineKind::Act(act) => object(line, act),
                _ => line.sees.as_deref(),
            };
            // What is corrected may be an input of the run.
            if let Some(path) = path.filter(|path| line.correct.is_none() || *path != "input") {
                judge(spot.clone().key(kind.word()), path);
            }
        }
        if let Some(path) = &line.step {
            judge(spot.clone().key("step"), path);
        }
        let Some(expect) = &line.expect else { continue };
        let at = |key| spot.clone().key("expect").key(key);
        for path in expect.steps.keys() {
            judge(at("steps").key(path.as_str()).at_key(), path);
        }
        for path in expect.attempts.keys() {
            judge(at("attempts").key(path.as_str()).at_key(), path);
        }
    }
}
