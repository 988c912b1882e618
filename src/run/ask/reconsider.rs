//! What it brings with it when a recorded value changes, by a correction, a repeated performance or a third person:
//! values computed and judged again, verifications and hold points that no longer count (rule 6).

use super::verify;
use crate::run::draft::Draft;
use crate::run::event::{Recomputed, StepNamed, VerificationVoided, What};
use crate::run::person::Person;
use crate::run::recorded::Recorded;
use crate::run::recording::{self, Site};
use crate::run::refusal::Refusal;
use crate::run::settle;

/// Computes and judges again everything that is recorded, and voids what was verified or released and has changed.
/// `corrected` is the field that was just corrected, with its step.
pub(super) fn everything(
    draft: &mut Draft,
    mut corrected: Option<(Option<usize>, String)>,
    person: &Person,
) -> Result<(), Refusal> {
    // A condition that turns may change what is computed, and so on.
    for _ in 0..100 {
        let before = draft.events.len();
        once(draft, corrected.take(), person)?;
        if draft.state.ended.is_none() {
            settle::settle(draft)?;
        }
        if draft.events.len() == before {
            break;
        }
    }
    Ok(())
}

fn once(
    draft: &mut Draft,
    corrected: Option<(Option<usize>, String)>,
    person: &Person,
) -> Result<(), Refusal> {
    let layout = std::sync::Arc::clone(&draft.state.layout);
    let own = corrected.and_then(|(node, field)| Some((node?, field)));
    let mut first = own.as_ref().map(|(node, _)| *node);
    for node in layout.order().iter().copied() {
        let mut changed = again(draft, node)?;
        if let Some((_, field)) = own.as_ref().filter(|(at, _)| *at == node) {
            changed.push(field.clone());
            void(draft, node, &changed, Some(&person.id))?;
        } else if !changed.is_empty() {
            void(draft, node, &changed, None)?;
        }
        if !changed.is_empty() {
            let earlier = |known: usize| {
                let rank = |node: usize| layout.place(node).map(|place| place.rank);
                rank(node) < rank(known)
            };
            if first.is_none_or(earlier) {
                first = Some(node);
            }
        }
    }
    match first {
        Some(first) => void_hold_points(draft, first),
        None => Ok(()),
    }
}

/// The fields of a step whose values, verdicts or limits came out differently.
fn again(draft: &mut Draft, node: usize) -> Result<Vec<String>, Refusal> {
    let state = &draft.state;
    let Some(((place, step), attempt)) =
        state.layout.place(node).zip(state.layout.step(node)).zip(state.attempt(node))
    else {
        return Ok(Vec::new());
    };
    if step.fields().is_empty() || state.is_not_applicable(node) {
        return Ok(Vec::new());
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
    let values = recording::again(step.fields(), &attempt.values, site);
    if values == attempt.values {
        return Ok(Vec::new());
    }
    let differs = |values: &[Recorded], value: &Recorded| {
        values.iter().find(|other| other.field == value.field).is_none_or(|other| other != value)
    };
    let mut changed: Vec<String> = Vec::new();
    changed.extend(values.iter().filter(|it| differs(&attempt.values, it)).map(|it| it.field.clone()));
    changed.extend(attempt.values.iter().filter(|it| differs(&values, it)).map(|it| it.field.clone()));
    let step = draft.path(node);
    draft.push(What::Recomputed(Recomputed { step, verification: None, values, differs: Vec::new() }))?;
    Ok(changed)
}

/// Voids the verifications of a step that cover what has changed, and those of a verifier who corrected it.
fn void(draft: &mut Draft, node: usize, changed: &[String], corrector: Option<&str>) -> Result<(), Refusal> {
    let Some((step, attempt)) = draft.state.layout.step(node).zip(draft.state.attempt(node)) else {
        return Ok(());
    };
    let mut voided = Vec::new();
    for (index, check) in step.verifications().iter().enumerate() {
        let Ok(number) = u32::try_from(index) else { continue };
        let covers = check.fields.iter().any(|field| changed.contains(field));
        let own = |id: &str| attempt.checks_of(number).any(|check| check.by.id == id);
        let signed = attempt.checks_of(number).next().is_some() || attempt.adjudicated.contains(&number);
        if signed && (covers || corrector.is_some_and(own)) {
            voided.push(number);
        }
    }
    for verification in voided {
        let step = draft.path(node);
        draft.push(What::VerificationVoided(VerificationVoided { step, verification }))?;
    }
    Ok(())
}

/// Voids the release of every hold point at or after a step that has changed: something else was released.
fn void_hold_points(draft: &mut Draft, first: usize) -> Result<(), Refusal> {
    let layout = std::sync::Arc::clone(&draft.state.layout);
    let Some(rank) = layout.place(first).map(|place| place.rank) else { return Ok(()) };
    for node in layout.order().iter().copied() {
        let after = layout.place(node).is_some_and(|place| place.end > rank);
        if after && draft.state.step(node).is_some_and(|own| own.released.is_some()) {
            let step = draft.path(node);
            draft.push(What::HoldPointVoided(StepNamed { step }))?;
        }
    }
    Ok(())
}

/// A verifier corrected an own value: both are compared again.
pub(super) fn own_value(
    draft: &mut Draft,
    node: usize,
    verification: u32,
    person: &Person,
) -> Result<(), Refusal> {
    let state = &draft.state;
    let index = usize::try_from(verification).unwrap_or(usize::MAX);
    let Some(((place, step), attempt)) =
        state.layout.place(node).zip(state.layout.step(node)).zip(state.attempt(node))
    else {
        return Ok(());
    };
    let own = attempt.checks_of(verification).find(|check| check.by.id == person.id);
    let Some((own, check)) = own.zip(step.verifications().get(index)) else { return Ok(()) };
    let site = Site {
        state: Some(state),
        scope: place.scope,
        node,
        under: &attempt.values,
        performed_at: own.performed_at,
        at: draft.at,
        since: attempt.performed_at.min(own.performed_at),
        inputs: false,
    };
    let only = step.made_of(&check.fields);
    let fields = step.fields().iter().filter(|(name, _)| only.contains(&name.as_str()));
    let fields = fields.map(|(name, field)| (name.clone(), field.clone())).collect();
    let values = recording::again(&fields, &own.values, site);
    let differs = verify::differing(check, attempt, &values);
    if values == own.values && differs == own.differs {
        return Ok(());
    }
    let step = draft.path(node);
    draft.push(What::Recomputed(Recomputed { step, verification: Some(verification), values, differs }))
}
