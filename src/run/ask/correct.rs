//! A value that was written wrong is corrected: old and new value, reason and person stay (rule 6).

use super::{Scene, named_step, only_with, reason, reconsider, verify};
use crate::run::act::Act;
use crate::run::blind::Hidden;
use crate::run::draft::Draft;
use crate::run::event::{Corrected, What};
use crate::run::people::{self, Part};
use crate::run::person::{Capacity, Person};
use crate::run::recorded::Recorded;
use crate::run::recording::{self, Site};
use crate::run::refusal::{Code, Refusal, Stage};
use crate::run::state::Attempt;

/// Whether a person may correct values of a step: the performer's, or with `verification` their own as a verifier.
/// Without a step it is about the inputs of the run.
pub(in crate::run) fn permit(
    scene: Scene<'_>,
    node: Option<usize>,
    verification: Option<usize>,
    person: &Person,
) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let Some(node) = node else { return people::any_role(state, person) };
    let Some((place, step)) = state.layout.place(node).zip(state.layout.step(node)) else {
        return Err(Refusal::new(Code::UnknownStep));
    };
    if step.fields().is_empty() {
        return Err(Refusal::new(Code::NotForThisStep));
    }
    if state.is_not_applicable(node) {
        return Err(Refusal::new(Code::StepNotApplicable));
    }
    let repeats = state.step(node).is_some_and(|own| own.repeats());
    let Some(attempt) = state.attempt(node) else {
        return Err(Refusal::new(if repeats { Code::DisagreementOpen } else { Code::NotRecorded }));
    };
    if attempt.to_adjudicate.is_some() {
        return Err(Refusal::new(Code::DisagreementOpen));
    }
    if let Some(index) = verification {
        let Some(check) = step.verifications().get(index) else {
            return Err(Refusal::new(Code::UnknownVerification));
        };
        let mut own = checks(attempt, index);
        let others = || checks(attempt, index).next().is_some();
        if !others() {
            return Err(Refusal::new(Code::NotRecorded));
        }
        if person.device {
            return Err(Refusal::new(Code::Device));
        }
        let granted = people::capacity(state, place.scope, &check.by, person, scene.at.date());
        if let Err(refusal) = &granted
            && refusal.code.stage() < Stage::Separation
        {
            return granted;
        }
        if !own.any(|check| check.by.id == person.id) {
            return Err(Refusal::new(Code::NotTheVerifier));
        }
        return granted;
    }
    let capacity = people::capacity(state, place.scope, step.performers(), person, scene.at.date())?;
    people::apart(state, node, Part::Performer, person)?;
    Ok(capacity)
}

fn checks(attempt: &Attempt, index: usize) -> impl Iterator<Item = &crate::run::state::Check> {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    attempt.checks_of(index).filter(|check| !check.values.is_empty())
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = match &act.step {
        Some(_) => Some(named_step(&draft.state, act)?),
        None => None,
    };
    let corrected = match node {
        Some(node) => step_value(draft, node, act, person).map_err(|it| it.step(draft.path(node)))?,
        None => input(draft, act, person)?,
    };
    let (field, verification) = (corrected.new.field.clone(), corrected.verification);
    draft.push(What::Corrected(Box::new(corrected)))?;
    match (node, verification) {
        (Some(node), Some(verification)) => reconsider::own_value(draft, node, verification, person)?,
        (node, _) => reconsider::everything(draft, Some((node, field)), person)?,
    }
    Ok(())
}

/// The only value of a correction: that of the field it names.
fn only_value(act: &Act) -> Result<&str, Refusal> {
    let named = act.field.as_deref().or_else(|| act.values.keys().next().map(String::as_str));
    let field = named.ok_or_else(|| Refusal::new(Code::MissingValue))?;
    if let Some(other) = act.values.keys().find(|name| *name != field) {
        return Err(Refusal::new(Code::UnexpectedValue).field(other.as_str()));
    }
    Ok(field)
}

fn changed(old: Option<&Recorded>, new: &Recorded) -> Result<(), Refusal> {
    let same_text = |old: &Recorded| {
        let text = |it: &Recorded| it.value.as_ref().map(ToString::to_string);
        old.evidence == new.evidence && text(old) == text(new)
    };
    match old {
        Some(old) if same_text(old) => Err(Refusal::new(Code::NothingChanged).field(new.field.as_str())),
        _ => Ok(()),
    }
}

fn step_value(draft: &Draft, node: usize, act: &Act, person: &Person) -> Result<Corrected, Refusal> {
    let (state, flow) = (&draft.state, draft.flow());
    let scene = Scene { state, flow: &flow, at: draft.at };
    let index = match (&act.of, state.attempt(node)) {
        (Some(_), Some(_)) => Some(verify::which(state, node, act)?),
        _ => None,
    };
    let capacity = permit(scene, Some(node), index, person)?;
    only_with(act, &["step", "of", "field", "values", "reason", "confirmed"])?;
    let reason = reason(act)?;
    let field = only_value(act)?;
    let (Some(place), Some(step), Some(attempt)) =
        (state.layout.place(node), state.layout.step(node), state.attempt(node))
    else {
        return Err(Refusal::new(Code::NotRecorded));
    };
    let own = index.and_then(|index| checks(attempt, index).find(|check| check.by.id == person.id));
    let values = own.map_or(attempt.values.as_slice(), |check| check.values.as_slice());
    let old = values.iter().find(|value| value.field == field);
    if own.is_some() && old.is_none() {
        return Err(Refusal::new(Code::UnexpectedValue).field(field));
    }
    let performed_at = own.map_or(attempt.performed_at, |check| check.performed_at);
    let since = flow.standing(node).since.unwrap_or(state.started.at).min(performed_at);
    let site = Site {
        state: Some(state),
        scope: place.scope,
        node,
        under: values,
        performed_at,
        at: draft.at,
        since,
        inputs: false,
    };
    let recorded = recording::record(step.fields(), Some(&[field]), &act.values, act.confirmed, site)?;
    let new = recorded.into_iter().next().ok_or_else(|| Refusal::new(Code::UnexpectedValue).field(field))?;
    // Whoever must not see a value yet can't find it out by guessing either: to write it once more makes a performer.
    if own.is_some() || !Hidden::from(state, person).hides(node, field) {
        changed(old, &new)?;
    }
    let verification = index.and_then(|index| u32::try_from(index).ok());
    let old = old.filter(|old| !(old.is_incomplete() && old.entered.is_none())).cloned();
    Ok(Corrected { step: Some(draft.path(node)), verification, old, new, reason, capacity })
}

fn input(draft: &Draft, act: &Act, person: &Person) -> Result<Corrected, Refusal> {
    let (state, flow) = (&draft.state, draft.flow());
    let capacity = permit(Scene { state, flow: &flow, at: draft.at }, None, None, person)?;
    only_with(act, &["field", "values", "reason", "confirmed"])?;
    let reason = reason(act)?;
    let field = only_value(act)?;
    let procedure = state.plan.main();
    let site = Site {
        state: Some(state),
        scope: 0,
        node: 0,
        under: &[],
        performed_at: state.started.at,
        at: draft.at,
        since: state.started.at,
        inputs: true,
    };
    // All inputs are given again, so that those above can be read by the conditions and limits of those below.
    let inputs = procedure.inputs();
    let mut all: indexmap::IndexMap<_, _> =
        state.inputs.iter().filter_map(|input| Some((input.field.clone(), input.entered.clone()?))).collect();
    all.extend(act.values.iter().map(|(name, given)| (name.clone(), given.clone())));
    let recorded = recording::record(inputs, None, &all, true, site)?;
    let old = state.inputs.iter().find(|input| input.field == field);
    let new = recorded.into_iter().find(|input| input.field == field && input.entered.is_some());
    let new = new.ok_or_else(|| Refusal::new(Code::UnexpectedValue).field(field))?;
    if new.is_nonconforming() {
        return Err(Refusal::new(Code::InputRefused).field(field));
    }
    changed(old, &new)?;
    Ok(Corrected { step: None, verification: None, old: old.cloned(), new, reason, capacity })
}
