//! What must not be interrupted was interrupted: it starts again.

use super::{Scene, named_step, only_with, reason, rework};
use crate::manual::Kind;
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{Interrupted, What};
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal};

/// Whether a person may say that a step or group was interrupted: anybody who performs or verifies in it.
pub(in crate::run) fn permit(scene: Scene<'_>, node: usize, person: &Person) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let Some((place, step)) = state.layout.place(node).zip(state.layout.step(node)) else {
        return Err(Refusal::new(Code::UnknownStep));
    };
    let group = step.said().uninterrupted == Some(true);
    let check = place.kind == Kind::Step && step.verifications().iter().any(|check| check.uninterrupted);
    // A repeated group is interrupted in one of its instances.
    let repeated = place.kind == Kind::Repeat;
    if !(group || check) || repeated {
        return Err(Refusal::new(Code::NotForThisStep));
    }
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    let begun =
        |inner: &usize| state.step(*inner).is_some_and(|own| own.attempt().is_some() || own.repeats());
    if !state.layout.within(node).iter().any(begun) {
        return Err(Refusal::new(Code::NotRecorded));
    }
    let standing = scene.flow.standing(node);
    if standing.closed || standing.holdable {
        return Err(Refusal::new(Code::AlreadyRecorded));
    }
    let mut roles = people::performers(state, node);
    for inner in state.layout.within(node) {
        let checks = state.layout.step(*inner).map(|step| step.verifications()).unwrap_or_default();
        roles.extend(checks.iter().flat_map(|check| check.by.iter().cloned()));
    }
    let outer: Vec<String> =
        roles.iter().map(|role| people::outermost(state, place.scope, role).to_owned()).collect();
    people::any_of(outer.iter(), person)
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let flow = draft.flow();
    let about = |refusal: Refusal| refusal.step(draft.path(node));
    let scene = Scene { state: &draft.state, flow: &flow, at: draft.at };
    let capacity = permit(scene, node, person).map_err(about)?;
    only_with(act, &["step", "reason"])?;
    let reason = reason(act).map_err(about)?;
    let state = &draft.state;
    let begun = |inner: &usize| state.step(*inner).is_some_and(rework::has_begun);
    let within = state.layout.within(node).iter().copied().filter(begun);
    let restarted = within.map(|inner| draft.path(inner)).collect();
    let step = draft.path(node);
    draft.push(What::Interrupted(Interrupted { step, reason, capacity, restarted }))
}
