//! Asking: whether an act is allowed, and what would come of it.
//!
//! Every kind of act has a `permit`, which judges the state of the step, role, qualification and separation, and an
//! `ask`, which begins with the permit and then judges times, values and disposition. Sheets offer what the permits
//! allow, so that what is offered is what is accepted.

mod perform;
mod verify;
mod adjudicate;
mod hold_point;
mod decide;
mod rework;
mod correct;
mod reconsider;
mod not_applicable;
mod instances;
mod interrupt;
mod whole;

pub(super) use decide::{allowed as decision_allowed, permit as may_decide};
pub(super) use hold_point::permit as may_release_hold_point;
pub(super) use instances::{permit_another as may_ask_another, permit_enough as may_say_enough};
pub(super) use interrupt::permit as may_interrupt;
pub(super) use not_applicable::permit as may_declare;
pub(super) use perform::permit as may_perform;
pub(super) use verify::{name as verification_name, permit as may_verify};
pub(super) use whole::permit as may_say;
pub(super) use {adjudicate::permit as may_adjudicate, correct::permit as may_correct};

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::act::{Act, ActKind};
use super::draft::Draft;
use super::entry;
use super::event::{ActKey, Event};
use super::order::Flow;
use super::person::Person;
use super::refusal::{Code, Refusal};
use super::settle;
use super::state::State;
use crate::procedure::Digest;
use crate::value::DateTime;

/// An act that was accepted under a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeptAct {
    pub(super) key: ActKey,
    pub(super) events: Vec<Event>,
}

/// A moment at which an act is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) state: &'a State,
    pub(super) flow: &'a Flow,
    pub(super) at: DateTime,
}

/// The events that an act would make.
///
/// Refusals come in the order of [`Stage`](super::refusal::Stage): first stale and reused keys, then the state of
/// the run, the state of the step, role, qualification, separation, values, disposition.
pub(super) fn ask(
    state: &State,
    acts: &BTreeMap<String, KeptAct>,
    act: &Act,
    person: &Person,
    at: DateTime,
) -> Result<Vec<Event>, Refusal> {
    let key = match &act.key {
        Some(key) => {
            let key = ActKey { key: key.clone(), act: digest(act, person) };
            if let Some(kept) = acts.get(&key.key) {
                return if kept.key == key {
                    Ok(kept.events.clone())
                } else {
                    Err(Refusal::new(Code::KeyReused))
                };
            }
            Some(key)
        }
        None => None,
    };
    fresh(state, act)?;
    identity(&person.id, &person.name)?;
    if let Some(other) = &act.performed_by {
        identity(&other.id, &other.name)?;
    }
    run_allows(state, act.act, at)?;
    let mut draft = Draft::new(Cow::Borrowed(state), person, at, key);
    settle::tick(&mut draft)?;
    match act.act {
        ActKind::Perform => perform::ask(&mut draft, act, person)?,
        ActKind::Verify => verify::ask(&mut draft, act, person)?,
        ActKind::Adjudicate => adjudicate::ask(&mut draft, act, person)?,
        ActKind::ReleaseHoldPoint => hold_point::ask(&mut draft, act, person)?,
        ActKind::Decide => decide::ask(&mut draft, act, person)?,
        ActKind::Correct => correct::ask(&mut draft, act, person)?,
        ActKind::NotApplicable => not_applicable::ask(&mut draft, act, person)?,
        ActKind::Another => instances::ask_another(&mut draft, act, person)?,
        ActKind::Enough => instances::ask_enough(&mut draft, act, person)?,
        ActKind::Interrupt => interrupt::ask(&mut draft, act, person)?,
        ActKind::Note
        | ActKind::Pause
        | ActKind::Resume
        | ActKind::HandOver
        | ActKind::TakeOver
        | ActKind::Tick
        | ActKind::Release
        | ActKind::Abort => whole::ask(&mut draft, act, person)?,
    }
    if draft.state.ended.is_none() {
        settle::settle(&mut draft)?;
    }
    Ok(draft.events)
}

/// Digest of an act and the person who asks for it.
fn digest(act: &Act, person: &Person) -> Digest {
    let content = serde_json::to_vec(&(act, &person.id)).unwrap_or_default();
    Digest::of(&content)
}

/// Refuses an act that was made without having seen the last change of its step (rule 10).
fn fresh(state: &State, act: &Act) -> Result<(), Refusal> {
    let Some(seen) = act.seen else { return Ok(()) };
    let of_step = act.step.as_deref().and_then(|path| state.layout.find(path));
    let node = of_step.or_else(|| state.deviation(act.deviation?).map(|it| it.node));
    let changed = match (node, act.act) {
        (Some(node), _) => {
            let changes = state.layout.within(node).iter().filter_map(|node| state.step(*node));
            changes.map(|step| step.changed).max().unwrap_or(0)
        }
        (None, ActKind::Correct) => state.inputs_changed,
        (None, ActKind::Release) => state.seq,
        (None, _) => 0,
    };
    if changed > seen || seen > state.seq {
        return Err(Refusal::new(Code::Stale).detail(format!("it changed with event {changed}")));
    }
    Ok(())
}

/// Refuses ids and names that can't be compared or printed.
pub(super) fn identity(id: &str, name: &str) -> Result<(), Refusal> {
    let plain = |text: &str| entry::plain_text(text, false).is_ok() && text.trim() == text;
    if id.is_empty() || id.len() > 1_000 || !plain(id) || !plain(name) {
        return Err(Refusal::new(Code::NoIdentity));
    }
    Ok(())
}

/// Refuses what the state of the run doesn't allow.
pub(super) fn run_allows(state: &State, kind: ActKind, at: DateTime) -> Result<(), Refusal> {
    if let Some(status) = state.ended {
        return Err(Refusal::new(Code::RunEnded).detail(format!("it is `{}`", status.word())));
    }
    if at < state.at {
        return Err(Refusal::new(Code::ClockWentBack).detail(format!("that was at {}", state.at)));
    }
    let always = matches!(kind, ActKind::Note | ActKind::Tick | ActKind::Abort);
    if state.handed_over.is_some() && !always && kind != ActKind::TakeOver {
        return Err(Refusal::new(Code::HandedOver));
    }
    let paused = always || matches!(kind, ActKind::Resume | ActKind::HandOver | ActKind::TakeOver);
    if state.paused && !paused {
        return Err(Refusal::new(Code::Paused));
    }
    if !state.paused && kind == ActKind::Resume {
        return Err(Refusal::new(Code::NotPaused));
    }
    if state.handed_over.is_none() && kind == ActKind::TakeOver {
        return Err(Refusal::new(Code::NotHandedOver));
    }
    Ok(())
}

/// The step that an act names.
fn named_step(state: &State, act: &Act) -> Result<usize, Refusal> {
    let Some(path) = &act.step else { return Err(Refusal::new(Code::UnknownStep)) };
    let found = state.layout.find(path).filter(|node| state.is_wanted(*node));
    found.ok_or_else(|| Refusal::new(Code::UnknownStep).step(path))
}

/// Parts of an act that its kind has no use for are refused, so that nothing a person said is lost.
fn only_with(act: &Act, parts: &[&str]) -> Result<(), Refusal> {
    let said = [
        ("step", act.step.is_some()),
        ("of", act.of.is_some()),
        ("values", !act.values.is_empty()),
        ("reject", act.reject),
        ("deviation", act.deviation.is_some()),
        ("disposition", act.disposition.is_some()),
        ("field", act.field.is_some()),
        ("reason", act.reason.is_some()),
        ("performed_at", act.performed_at.is_some()),
        ("performed_by", act.performed_by.is_some()),
        ("confirmed", act.confirmed),
    ];
    match said.into_iter().find(|(part, said)| *said && !parts.contains(part)) {
        Some((part, _)) => Err(Refusal::new(Code::OutOfPlace).detail(format!("`{part}`"))),
        None => Ok(()),
    }
}

/// The reason that an act must have.
fn reason(act: &Act) -> Result<String, Refusal> {
    let said = act.reason.as_deref().filter(|text| !text.trim().is_empty());
    said.ok_or_else(|| Refusal::new(Code::MissingReason)).and_then(|text| entry::plain_text(text, true))
}

/// When something was done that is recorded now: not in the future, not before the run, not before `since`; and why
/// it is late, where it is (rule 7).
fn done_at(
    draft: &Draft,
    node: usize,
    act: &Act,
    since: Option<DateTime>,
) -> Result<(DateTime, Option<String>), Refusal> {
    let at = draft.at;
    let done = act.performed_at.unwrap_or(at);
    if done > at {
        return Err(Refusal::new(Code::InFuture));
    }
    if done < draft.state.started.at {
        return Err(Refusal::new(Code::BeforeStart));
    }
    if let Some(since) = since.filter(|since| done < *since) {
        return Err(Refusal::new(Code::BeforeOpen).detail(format!("not before {since}")));
    }
    let procedure = draft.state.layout.procedure(node).map(|it| it.document());
    let late_after = procedure.and_then(|it| it.defaults.as_ref()).and_then(|defaults| defaults.late_after);
    let late = late_after.is_some_and(|after| at.since(done).is_some_and(|behind| behind > after));
    if !late {
        return Ok((done, None));
    }
    match reason(act) {
        Ok(reason) => Ok((done, Some(reason))),
        Err(refusal) if refusal.code == Code::MissingReason => Err(Refusal::new(Code::LateWithoutReason)),
        Err(refusal) => Err(refusal),
    }
}
