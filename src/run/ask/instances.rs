//! People say how often the steps of a repeated group are done: another one, or enough.

use super::{Scene, named_step, only_with};
use crate::procedure::Instances;
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{AnotherAsked, Signed, What};
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal};

/// Whether a person may ask for another instance.
pub(in crate::run) fn permit_another(
    scene: Scene<'_>,
    node: usize,
    person: &Person,
) -> Result<Capacity, Refusal> {
    open(scene, node)?;
    who(scene, node, person)
}

/// Whether a person may say that there are enough instances.
pub(in crate::run) fn permit_enough(
    scene: Scene<'_>,
    node: usize,
    person: &Person,
) -> Result<Capacity, Refusal> {
    // There are never fewer than there must be: so many open at once.
    open(scene, node)?;
    who(scene, node, person)
}

/// Whether it is time to say how many instances there are, where people say so.
fn open(scene: Scene<'_>, node: usize) -> Result<(), Refusal> {
    let state = scene.state;
    let kind = state.layout.place(node).map(|place| place.kind);
    let repeated = kind == Some(crate::manual::Kind::Repeat);
    let instances = state.layout.step(node).and_then(|step| step.instances()).filter(|_| repeated);
    let Some((Instances::Open { most, .. }, own)) = instances.zip(state.step(node)) else {
        return Err(Refusal::new(Code::NotForThisStep));
    };
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    let Some(present) = own.instances else { return Err(Refusal::new(Code::NotOpen)) };
    if own.enough || most.is_some_and(|most| present >= most) {
        return Err(Refusal::new(Code::MostReached));
    }
    if let Some(number) = scene.flow.blocked {
        return Err(Refusal::new(Code::Blocked).detail(format!("deviation {number}")));
    }
    let count = usize::try_from(present).unwrap_or(usize::MAX);
    let children = state.layout.place(node).map(|place| place.children.as_slice()).unwrap_or_default();
    let all_done = children.iter().take(count).all(|child| scene.flow.standing(*child).passable);
    if !all_done || !scene.flow.standing(node).reached {
        return Err(Refusal::new(Code::NotOpen));
    }
    Ok(())
}

fn who(scene: Scene<'_>, node: usize, person: &Person) -> Result<Capacity, Refusal> {
    let scope = scene.state.layout.place(node).map_or(0, |place| place.scope);
    let roles = people::performers(scene.state, node);
    people::capacity(scene.state, scope, &roles, person, scene.at.date())
}

pub(super) fn ask_another(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let flow = draft.flow();
    let permit = permit_another(Scene { state: &draft.state, flow: &flow, at: draft.at }, node, person);
    let capacity = permit.map_err(|refusal| refusal.step(draft.path(node)))?;
    only_with(act, &["step"])?;
    let present = draft.state.step(node).and_then(|own| own.instances).unwrap_or(0);
    let (step, instances) = (draft.path(node), present.saturating_add(1));
    draft.push(What::AnotherAsked(AnotherAsked { step, instances, capacity }))
}

pub(super) fn ask_enough(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let flow = draft.flow();
    let permit = permit_enough(Scene { state: &draft.state, flow: &flow, at: draft.at }, node, person);
    let capacity = permit.map_err(|refusal| refusal.step(draft.path(node)))?;
    only_with(act, &["step"])?;
    let step = draft.path(node);
    draft.push(What::EnoughSaid(Signed { step, capacity }))
}
