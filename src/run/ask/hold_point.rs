//! A hold point is released: what comes after it may start.

use super::{Scene, named_step, only_with};
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{Signed, What};
use crate::run::people::{self, Part};
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal};

/// Whether a person may release the hold point after a node; the release of a used procedure is one.
pub(in crate::run) fn permit(scene: Scene<'_>, node: usize, person: &Person) -> Result<Capacity, Refusal> {
    let state = scene.state;
    if !state.layout.place(node).is_some_and(|place| place.has_hold_point) {
        return Err(Refusal::new(Code::NotForThisStep));
    }
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    if state.step(node).is_some_and(|own| own.released.is_some()) {
        return Err(Refusal::new(Code::AlreadyReleased));
    }
    if let Some(number) = scene.flow.blocked {
        return Err(Refusal::new(Code::Blocked).detail(format!("deviation {number}")));
    }
    if !scene.flow.standing(node).holdable || !scene.flow.standing(node).reached {
        return Err(Refusal::new(Code::NotReleasable));
    }
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let hold = state.layout.step(node).and_then(|step| step.said().hold_point.as_ref()).map(|hold| &hold.by);
    let used = state.layout.used(node).map(|(_, scope)| scope.procedure.document());
    let release = used.and_then(|used| used.release.as_ref()).map(|release| &release.by);
    let roles = hold.or(release).map(|roles| roles.to_vec()).unwrap_or_default();
    let capacity = people::capacity(state, state.release_scope(node), &roles, person, scene.at.date())?;
    people::apart(state, node, Part::Releaser, person)?;
    Ok(capacity)
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let flow = draft.flow();
    let permit = permit(Scene { state: &draft.state, flow: &flow, at: draft.at }, node, person);
    let capacity = permit.map_err(|refusal| refusal.step(draft.path(node)))?;
    only_with(act, &["step"])?;
    let step = draft.path(node);
    draft.push(What::HoldPointReleased(Signed { step, capacity }))
}
