//! A person declares a step not applicable, where the procedure says who may.

use super::perform::startable;
use super::{Scene, named_step, only_with, reason};
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{Reasoned, What};
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal};

/// Whether a person may declare a step or group not applicable.
pub(in crate::run) fn permit(scene: Scene<'_>, node: usize, person: &Person) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let declared_by = state.layout.step(node).and_then(|step| step.said().not_applicable.as_ref());
    let instance = state.layout.place(node).map(|place| place.kind);
    let instance = matches!(instance, Some(crate::manual::Kind::Instance(_)));
    let Some(declared_by) = declared_by.filter(|_| !instance) else {
        return Err(Refusal::new(Code::NotForThisStep));
    };
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    let mut within = state.layout.within(node).iter().filter_map(|inner| state.step(*inner));
    if within.any(|inner| inner.attempt().is_some() || inner.repeats()) {
        return Err(Refusal::new(Code::AlreadyRecorded));
    }
    startable(scene, node)?;
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let scope = state.layout.place(node).map_or(0, |place| place.scope);
    people::capacity(state, scope, &declared_by.by, person, scene.at.date())
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let flow = draft.flow();
    let permit = permit(Scene { state: &draft.state, flow: &flow, at: draft.at }, node, person);
    let about = |refusal: Refusal| refusal.step(draft.path(node));
    let capacity = permit.map_err(about)?;
    only_with(act, &["step", "reason"])?;
    let reason = reason(act).map_err(about)?;
    let step = draft.path(node);
    draft.push(What::DeclaredNotApplicable(Reasoned { step, reason, capacity }))
}
