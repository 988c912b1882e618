//! A step is done and its values recorded.

use super::{Scene, done_at, named_step, only_with, reconsider};
use crate::manual::Kind;
use crate::run::act::Act;
use crate::run::draft::Draft;
use crate::run::event::{Performed, What};
use crate::run::people::{self, Part};
use crate::run::person::{Capacity, Person};
use crate::run::recording::{self, Site};
use crate::run::refusal::{Code, Refusal};
use crate::run::time::{Barred, barred};
use crate::value::DateTime;

/// Whether a person may do a step, as done at a time.
pub(in crate::run) fn permit(
    scene: Scene<'_>,
    node: usize,
    person: &Person,
    done: DateTime,
) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let Some((place, step)) = state.layout.place(node).zip(state.layout.step(node)) else {
        return Err(Refusal::new(Code::UnknownStep));
    };
    if place.kind != Kind::Step {
        return Err(Refusal::new(Code::NotForThisStep));
    }
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    if let Some(attempt) = state.attempt(node) {
        let waits = attempt.to_adjudicate.is_some();
        return Err(Refusal::new(if waits { Code::DisagreementOpen } else { Code::AlreadyRecorded }));
    }
    startable(scene, node)?;
    match barred(state, scene.flow, node, done) {
        Barred::No => {}
        Barred::Waits => {
            return Err(Refusal::new(Code::NotOpen).detail("a verification before it is missing"));
        }
        Barred::TooEarly(due) => return Err(Refusal::new(Code::TooEarly).detail(format!("until {due}"))),
        Barred::TooLate(due) => return Err(Refusal::new(Code::TooLate).detail(format!("since {due}"))),
    }
    let capacity = people::capacity(state, place.scope, step.performers(), person, done.date())?;
    people::apart(state, node, Part::Performer, person)?;
    Ok(capacity)
}

/// Whether work on a node may start now.
pub(super) fn startable(scene: Scene<'_>, node: usize) -> Result<(), Refusal> {
    if scene.flow.standing(node).startable {
        return Ok(());
    }
    match scene.flow.blocked {
        Some(number) => Err(Refusal::new(Code::Blocked).detail(format!("deviation {number}"))),
        None => Err(Refusal::new(Code::NotOpen)),
    }
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let performed = performed(draft, node, act, person);
    let performed = performed.map_err(|refusal| refusal.step(draft.path(node)))?;
    let again = performed.attempt > 1;
    draft.push(What::Performed(performed))?;
    // What was recorded after an earlier attempt, and still counts, may have been computed from it.
    if again { reconsider::everything(draft, None, person) } else { Ok(()) }
}

fn performed(draft: &Draft, node: usize, act: &Act, person: &Person) -> Result<Performed, Refusal> {
    let (state, flow) = (&draft.state, draft.flow());
    let scene = Scene { state, flow: &flow, at: draft.at };
    let other = act.performed_by.as_ref().filter(|doer| doer.id != person.id);
    let doer = other.unwrap_or(person);
    // A time that can't be is refused below; until then it is judged as now.
    let done = act.performed_at.unwrap_or(draft.at).min(draft.at);
    let granted = permit(scene, node, doer, done);
    if other.is_some() {
        // Whoever records it needs a role and is a performer too; of all that is wrong, the first in order is said.
        let recorder =
            people::any_role(state, person).and_then(|_| people::apart(state, node, Part::Performer, person));
        let stage = |refusal: &Refusal| refusal.code.stage();
        match (&granted, recorder) {
            (Err(first), Err(second)) if stage(first) <= stage(&second) => {}
            (_, recorder) => recorder?,
        }
    }
    let capacity = granted?;
    only_with(act, &["step", "values", "reason", "performed_at", "performed_by", "confirmed"])?;
    let since = flow.standing(node).since;
    let (performed_at, late) = done_at(draft, node, act, since)?;
    if late.is_none() && act.reason.is_some() {
        return Err(Refusal::new(Code::OutOfPlace).detail("`reason`"));
    }
    let (Some(place), Some(step), Some(own)) =
        (state.layout.place(node), state.layout.step(node), state.step(node))
    else {
        return Err(Refusal::new(Code::UnknownStep));
    };
    let site = Site {
        state: Some(state),
        scope: place.scope,
        node,
        under: &[],
        performed_at,
        at: draft.at,
        since: since.unwrap_or(state.started.at),
        inputs: false,
    };
    let values = recording::record(step.fields(), None, &act.values, act.confirmed, site)?;
    let last = own.attempts.last().map_or(0, |attempt| attempt.number);
    Ok(Performed {
        step: draft.path(node),
        attempt: last.saturating_add(1),
        performed_at,
        performed_by: other.map(Person::signer),
        capacity,
        late,
        values,
    })
}
