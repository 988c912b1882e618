//! The second person agrees with a step or rejects it, with own values where the verification is independent.

use super::{Scene, done_at, named_step, only_with, reason};
use crate::document::How;
use crate::manual::Kind;
use crate::procedure::{Step, Verification};
use crate::run::act::Act;
use crate::run::departure::Cause;
use crate::run::draft::Draft;
use crate::run::event::{Verified, What};

use crate::run::people::{self, Part};
use crate::run::person::{Capacity, Person};
use crate::run::recorded::Recorded;
use crate::run::recording::{self, Site};
use crate::run::refusal::{Code, Refusal, Stage};
use crate::run::state::{Attempt, State};
use crate::run::verification::{CheckStanding, check_standing};
use crate::value::{DateTime, Decimal, Quantity, Unit, Value};

/// Whether a person may verify a step, as done at a time. Who verifies is never a performer of what is verified, in
/// any attempt; there is no switch for this.
///
/// All places of one verification are alike: its signatures mean the same and whoever holds one of its roles may give
/// one. So different people fill them in whatever order they come, and nobody takes a place that only somebody else
/// could fill. Two verifications mean different things, and who signs says which; that never changes afterwards.
pub(in crate::run) fn permit(
    scene: Scene<'_>,
    node: usize,
    index: usize,
    person: &Person,
    done: DateTime,
) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let (attempt, check) = standing(state, node, index)?;
    match check_standing(state, node, attempt, index, check) {
        CheckStanding::NotDue => return Err(Refusal::new(Code::NotDue)),
        CheckStanding::Complete => return Err(Refusal::new(Code::AlreadyVerified)),
        CheckStanding::Incomplete => {}
    }
    if check.how == How::Witness
        && let Some(within) = check.within
        && done.since(attempt.performed_at).is_some_and(|passed| passed > within)
    {
        return Err(Refusal::new(Code::WitnessTooLate).detail(format!("it was {within}")));
    }
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let scope = state.layout.place(node).map_or(0, |place| place.scope);
    let granted = people::capacity(state, scope, &check.by, person, done.date());
    if let Err(refusal) = &granted
        && refusal.code.stage() < Stage::Separation
    {
        return granted;
    }
    if state.step(node).is_some_and(|own| own.performed_by(&person.id)) {
        return Err(Refusal::new(Code::SelfVerification));
    }
    if attempt.checks.iter().any(|known| known.by.id == person.id) {
        return Err(Refusal::new(Code::SameVerifier));
    }
    let capacity = granted?;
    people::apart(state, node, Part::Verifier(index), person)?;
    Ok(capacity)
}

/// The attempt and the verification that an act on a step is about.
fn standing(state: &State, node: usize, index: usize) -> Result<(&Attempt, &Verification), Refusal> {
    let Some((place, step)) = state.layout.place(node).zip(state.layout.step(node)) else {
        return Err(Refusal::new(Code::UnknownStep));
    };
    if place.kind != Kind::Step || step.verifications().is_empty() {
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
    let check = step.verifications().get(index).ok_or_else(|| Refusal::new(Code::UnknownVerification))?;
    Ok((attempt, check))
}

/// Which verification of a step an act means.
pub(super) fn which(state: &State, node: usize, act: &Act) -> Result<usize, Refusal> {
    let checks = state.layout.step(node).map(Step::verifications).unwrap_or_default();
    match &act.of {
        None if checks.len() > 1 => Err(Refusal::new(Code::WhichVerification)),
        None => Ok(0),
        Some(_) if checks.is_empty() => Ok(0),
        Some(id) => {
            let found = checks.iter().position(|check| name(check) == id);
            found.ok_or_else(|| Refusal::new(Code::UnknownVerification).detail(format!("`{id}`")))
        }
    }
}

/// The name of a verification: its id, or the word for how it is done.
pub(in crate::run) fn name(check: &Verification) -> &str {
    check.id.as_deref().unwrap_or(check.how.word())
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let node = named_step(&draft.state, act)?;
    let verified = verified(draft, node, act, person);
    let verified = verified.map_err(|refusal| refusal.step(draft.path(node)))?;
    let rejected = verified.rejected.as_ref().map(|_| (verified.verification, verified.performed_at));
    draft.push(What::Verified(verified))?;
    // Every rejection opens a deviation, also when one before it was decided.
    match rejected {
        Some((verification, done)) => {
            draft.open_deviation(node, Cause::Rejected(verification), Vec::new(), done)
        }
        None => Ok(()),
    }
}

fn verified(draft: &Draft, node: usize, act: &Act, person: &Person) -> Result<Verified, Refusal> {
    let (state, flow) = (&draft.state, draft.flow());
    let scene = Scene { state, flow: &flow, at: draft.at };
    let index = match standing(state, node, 0) {
        Ok(_) => which(state, node, act)?,
        Err(refusal) => return Err(refusal),
    };
    let done = act.performed_at.unwrap_or(draft.at).min(draft.at);
    let capacity = permit(scene, node, index, person, done)?;
    let (attempt, check) = standing(state, node, index)?;
    only_with(act, &["step", "of", "values", "reject", "reason", "performed_at", "confirmed"])?;
    let (performed_at, late) = done_at(draft, node, act, Some(attempt.performed_at))?;
    let rejected = if act.reject { Some(reason(act)?) } else { None };
    if late.is_none() && rejected.is_none() && act.reason.is_some() {
        return Err(Refusal::new(Code::OutOfPlace).detail("`reason`"));
    }
    let own_values = check.how == How::Independent && !act.reject;
    if let Some(name) = act.values.keys().next().filter(|_| !own_values) {
        return Err(Refusal::new(Code::UnexpectedValue).field(name.as_str()));
    }
    let values = if own_values { own(draft, node, act, performed_at, &check.fields)? } else { Vec::new() };
    let differs = if own_values { differing(check, attempt, &values) } else { Vec::new() };
    Ok(Verified {
        step: draft.path(node),
        verification: u32::try_from(index).unwrap_or(u32::MAX),
        id: check.id.clone(),
        how: check.how,
        of: attempt.content,
        performed_at,
        late,
        capacity,
        rejected,
        values,
        differs,
    })
}

/// The own values of a second or third person: of a computed field, what it is made of is recorded.
pub(super) fn own(
    draft: &Draft,
    node: usize,
    act: &Act,
    performed_at: DateTime,
    named: &[String],
) -> Result<Vec<Recorded>, Refusal> {
    let state = &draft.state;
    let Some(((place, step), attempt)) =
        state.layout.place(node).zip(state.layout.step(node)).zip(state.attempt(node))
    else {
        return Err(Refusal::new(Code::NotRecorded));
    };
    let site = Site {
        state: Some(state),
        scope: place.scope,
        node,
        under: &attempt.values,
        performed_at,
        at: draft.at,
        since: attempt.performed_at.min(performed_at),
        inputs: false,
    };
    let only = step.made_of(named);
    recording::record(step.fields(), Some(&only), &act.values, act.confirmed, site)
}

/// The verified fields in which performer and verifier disagree: the engine compares, nobody edits a value to match.
pub(super) fn differing(check: &Verification, attempt: &Attempt, values: &[Recorded]) -> Vec<String> {
    let differs = |name: &&String| {
        let theirs = values.iter().find(|value| value.field == **name);
        let tolerance = check.agree.get(*name).copied();
        match (attempt.value(name), theirs) {
            (None, None) => false,
            // Two pieces of evidence are never the same; each is judged by itself.
            (Some(one), Some(other)) if !one.evidence.is_empty() || !other.evidence.is_empty() => false,
            (Some(one), Some(other)) => match (&one.value, &other.value) {
                (Some(one), Some(other)) => !agree(one, other, tolerance),
                (one, other) => one.is_some() != other.is_some(),
            },
            _ => true,
        }
    };
    check.fields.iter().filter(differs).cloned().collect()
}

fn agree(one: &Value, other: &Value, tolerance: Option<Decimal>) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => agree_in_number(*one, *other, tolerance),
        (Value::List(ones), Value::List(others)) => {
            ones.len() == others.len()
                && ones.iter().zip(others).all(|(one, other)| agree(one, other, tolerance))
        }
        (Value::Choices(ones), Value::Choices(others)) => {
            ones.len() == others.len() && ones.iter().all(|one| others.contains(one))
        }
        _ => one == other,
    }
}

fn agree_in_number(one: Quantity, other: Quantity, tolerance: Option<Decimal>) -> bool {
    let same_unit = match (one.unit, other.unit) {
        (Some(to), Some(from)) if from != to => Unit::convert(other.value, from, to),
        _ => Some(other.value),
    };
    let difference = same_unit.and_then(|other| one.value.checked_sub(other));
    difference.is_some_and(|difference| difference.abs() <= tolerance.unwrap_or(Decimal::ZERO))
}
