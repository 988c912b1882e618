//! Somebody decides about a deviation: only what the procedure allows, by the roles it names (rule 4).

use super::{Scene, only_with, reason, rework};
use crate::document::Disposition;
use crate::procedure::Kind as FieldKind;
use crate::run::act::Act;
use crate::run::departure::{Cause, Decided};
use crate::run::draft::Draft;
use crate::run::event::{StepNamed, What};
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal, Stage};
use crate::run::settle;
use crate::run::state::{Deviation, State};
use crate::run::status::RunStatus;

/// Whether a person may decide so about a deviation, the disposition aside.
pub(in crate::run) fn permit(
    scene: Scene<'_>,
    number: u32,
    disposition: Option<Disposition>,
    person: &Person,
) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let deviation = state.deviation(number).ok_or_else(|| Refusal::new(Code::UnknownDeviation))?;
    if deviation.decided.is_some() {
        return Err(Refusal::new(Code::AlreadyDecided));
    }
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let scope = state.layout.place(deviation.node).map_or(0, |place| place.scope);
    let roles = deciders(state, deviation.node, disposition);
    let granted = people::capacity(state, scope, &roles, person, scene.at.date());
    if let Err(refusal) = &granted
        && refusal.code.stage() < Stage::Separation
    {
        return granted;
    }
    if contributed(state, deviation, disposition, person) {
        return Err(Refusal::new(Code::SelfDecision));
    }
    granted
}

/// Whether a person contributed to what failed: did any of it, or, where it is to be an entry error, corrected it.
fn contributed(
    state: &State,
    deviation: &Deviation,
    disposition: Option<Disposition>,
    person: &Person,
) -> bool {
    if disposition == Some(Disposition::Rework) {
        return false;
    }
    let corrected = disposition == Some(Disposition::EntryError)
        && state.attempt(deviation.node).is_some_and(|attempt| attempt.correctors.contains(&person.id));
    let mut within = state.layout.within(deviation.node).iter().filter_map(|node| state.step(*node));
    corrected || within.any(|step| step.performed_by(&person.id))
}

/// The roles that may decide so; for what isn't listed, everybody who may decide anything about the step.
fn deciders(state: &State, node: usize, disposition: Option<Disposition>) -> Vec<String> {
    let Some(decide) = state.layout.step(node).and_then(|step| step.on_fail()).map(|it| &it.decide) else {
        return Vec::new();
    };
    match disposition.and_then(|disposition| decide.get(&disposition)) {
        Some(roles) => roles.to_vec(),
        None => {
            let mut all: Vec<String> = Vec::new();
            for role in decide.values().flat_map(|roles| roles.iter()) {
                if !all.contains(role) {
                    all.push(role.clone());
                }
            }
            all
        }
    }
}

/// Whether the procedure allows this disposition now.
pub(in crate::run) fn allowed(state: &State, number: u32, disposition: Disposition) -> Result<(), Refusal> {
    let Some(deviation) = state.deviation(number) else { return Err(Refusal::new(Code::UnknownDeviation)) };
    let on_fail = state.layout.step(deviation.node).and_then(|step| step.on_fail());
    if disposition == Disposition::EntryError {
        return if is_entry_error(state, deviation) { Ok(()) } else { Err(Refusal::new(Code::NotCorrected)) };
    }
    let listed = on_fail.is_some_and(|on_fail| on_fail.decide.contains_key(&disposition));
    if !listed || (deviation.critical && disposition == Disposition::UseAsIs) {
        return Err(Refusal::new(Code::NotAllowed));
    }
    if disposition == Disposition::Rework && !deviation.overtaken {
        let bound = on_fail.and_then(|on_fail| on_fail.rework.as_ref());
        let Some(bound) = bound.filter(|_| rework::target(state, deviation.node).is_some()) else {
            return Err(Refusal::new(Code::NotAllowed));
        };
        // A step that was not done at all when its time ran out has used up an attempt too.
        let reworked = state.deviations.iter().filter(|it| {
            let rework = it.decided.as_ref().is_some_and(|it| it.disposition == Disposition::Rework);
            it.node == deviation.node && rework && !it.overtaken
        });
        let failures = u32::try_from(reworked.count()).unwrap_or(u32::MAX).saturating_add(1);
        let used = state.step(deviation.node).map_or(failures, |own| own.performances().max(failures));
        if used >= bound.attempts {
            return Err(Refusal::new(Code::NoAttemptsLeft));
        }
    }
    Ok(())
}

/// Whether a correction has made good what the deviation is about (DESIGN 3.7).
fn is_entry_error(state: &State, deviation: &Deviation) -> bool {
    let Some((attempt, step)) = state.attempt(deviation.node).zip(state.layout.step(deviation.node)) else {
        return false;
    };
    let corrected = deviation.values.iter().any(|value| attempt.corrected.contains(&value.field));
    let identity = deviation.critical
        && deviation.values.iter().any(|value| {
            step.field(&value.field).is_some_and(|field| matches!(field.kind(), FieldKind::Text { .. }))
        });
    if attempt.number != deviation.attempt || !corrected || identity {
        return false;
    }
    let checks = || attempt.checks.iter().filter(|check| !attempt.adjudicated.contains(&check.verification));
    let others = checks().flat_map(|check| &check.values);
    let conforming = deviation.values.iter().all(|old| {
        let mut now = attempt.values.iter().chain(others.clone()).filter(|value| value.field == old.field);
        now.all(|value| !value.is_nonconforming() && !value.is_incomplete())
    });
    match deviation.cause {
        Cause::Values => conforming,
        Cause::Disagreed(verification) => {
            let mut again = attempt.checks_of(verification).peekable();
            conforming && again.peek().is_some() && again.all(|check| check.differs.is_empty())
        }
        Cause::Rejected(_) | Cause::Breached(_) | Cause::Inputs => false,
    }
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let flow = draft.flow();
    let scene = Scene { state: &draft.state, flow: &flow, at: draft.at };
    let Some(number) = act.deviation else { return Err(Refusal::new(Code::UnknownDeviation)) };
    let node = draft.state.deviation(number).map(|deviation| deviation.node);
    let path = node.map(|node| draft.path(node)).unwrap_or_default();
    let about = |refusal: Refusal| if path.is_empty() { refusal } else { refusal.step(&path) };
    let capacity = permit(scene, number, act.disposition, person).map_err(about)?;
    only_with(act, &["deviation", "disposition", "reason"])?;
    let reason = reason(act)?;
    let disposition = act.disposition.ok_or_else(|| about(Refusal::new(Code::MissingDisposition)))?;
    allowed(&draft.state, number, disposition).map_err(about)?;
    let (mut restarted, mut from) = (Vec::new(), None);
    if disposition == Disposition::Rework
        && let Some(deviation) = draft.state.deviation(number).filter(|deviation| !deviation.overtaken)
    {
        from = rework::target(&draft.state, deviation.node);
        let nodes = from.map(|from| rework::restarted(&draft.state, from, deviation.node));
        restarted = nodes.unwrap_or_default().into_iter().map(|node| draft.path(node)).collect();
    }
    let decided = Decided { deviation: number, disposition, reason, capacity, restarted };
    draft.push(What::Decided(decided))?;
    if let Some(from) = from {
        // What was released around the place where work starts again was released for what stood there before.
        let around: Vec<usize> = draft.state.layout.ancestors(from).collect();
        for node in around {
            if draft.state.step(node).is_some_and(|own| own.released.is_some()) {
                let step = draft.path(node);
                draft.push(What::HoldPointVoided(StepNamed { step }))?;
            }
        }
    }
    match disposition {
        Disposition::Return | Disposition::Scrap | Disposition::Cancel => {
            settle::end(draft, RunStatus::Rejected)
        }
        _ => Ok(()),
    }
}
