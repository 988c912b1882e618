//! A third person settles a disagreement with own values, which stand.

use super::{Scene, done_at, named_step, only_with, reconsider, verify};
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{Adjudicated, What};
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::recording::{self, Site};
use crate::run::refusal::{Code, Refusal, Stage};
use crate::value::DateTime;

/// Whether a person may settle the disagreement about a step: neither performer nor verifier of it.
pub(in crate::run) fn permit(
    scene: Scene<'_>,
    node: usize,
    person: &Person,
    done: DateTime,
) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let waiting = state.attempt(node).and_then(|attempt| attempt.to_adjudicate);
    let index = waiting.and_then(|index| usize::try_from(index).ok());
    let checks = state.layout.step(node).map(|step| step.verifications()).unwrap_or_default();
    let check = index.and_then(|index| checks.get(index)).filter(|_| !state.is_not_applicable(node));
    let Some((_, role)) = check.and_then(|check| check.on_disagree.as_ref()) else {
        return Err(Refusal::new(Code::NoDisagreement));
    };
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let scope = state.layout.place(node).map_or(0, |place| place.scope);
    let granted = people::capacity(state, scope, std::slice::from_ref(role), person, done.date());
    if let Err(refusal) = &granted
        && refusal.code.stage() < Stage::Separation
    {
        return granted;
    }
    let Some(own) = state.step(node) else { return Err(Refusal::new(Code::UnknownStep)) };
    if own.performed_by(&person.id) {
        return Err(Refusal::new(Code::SelfVerification));
    }
    if own.verified_by(&person.id) {
        return Err(Refusal::new(Code::SameVerifier));
    }
    granted
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let adjudicated = adjudicated(draft, node, act, person);
    let adjudicated = adjudicated.map_err(|refusal| refusal.step(draft.path(node)))?;
    draft.push(What::Adjudicated(adjudicated))?;
    reconsider::everything(draft, None, person)
}

fn adjudicated(draft: &Draft, node: usize, act: &Act, person: &Person) -> Result<Adjudicated, Refusal> {
    let (state, flow) = (&draft.state, draft.flow());
    let done = act.performed_at.unwrap_or(draft.at).min(draft.at);
    let capacity = permit(Scene { state, flow: &flow, at: draft.at }, node, person, done)?;
    only_with(act, &["step", "values", "reason", "performed_at", "confirmed"])?;
    let Some(((place, step), attempt)) =
        state.layout.place(node).zip(state.layout.step(node)).zip(state.attempt(node))
    else {
        return Err(Refusal::new(Code::NotRecorded));
    };
    let (performed_at, late) = done_at(draft, node, act, Some(attempt.performed_at))?;
    if late.is_none() && act.reason.is_some() {
        return Err(Refusal::new(Code::OutOfPlace).detail("`reason`"));
    }
    let verification = attempt.to_adjudicate.unwrap_or(0);
    let index = usize::try_from(verification).unwrap_or(usize::MAX);
    let named = step.verifications().get(index).map(|check| check.fields.as_slice()).unwrap_or_default();
    let own = verify::own(draft, node, act, performed_at, named)?;
    let mut standing = attempt.values.clone();
    for value in own {
        match standing.iter_mut().find(|known| known.field == value.field) {
            Some(known) => *known = value,
            None => standing.push(value),
        }
    }
    let site = Site {
        state: Some(state),
        scope: place.scope,
        node,
        under: &[],
        performed_at: attempt.performed_at,
        at: draft.at,
        since: attempt.performed_at,
        inputs: false,
    };
    let values = recording::again(step.fields(), &standing, site);
    Ok(Adjudicated { step: draft.path(node), verification, performed_at, late, capacity, values })
}
