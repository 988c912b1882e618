//! Time limits: what they count from, and which have passed (rule 7).

use super::departure::TimedBy;
use super::names::Reader;
use super::order::Flow;
use super::state::State;
use super::verification::{CheckStanding, check_standing, incomplete};
use crate::document::How;
use crate::manual::{Kind, Seen};
use crate::procedure::{Moment, TimeLimit};
use crate::value::{DateTime, Value};

/// A limit that was passed, and when.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) node: usize,
    pub(super) limit: TimedBy,
    pub(super) happened: DateTime,
    pub(super) alert: bool,
}

/// Whether a step may be done at a time, where its limits bar it otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Barred {
    No,
    /// The time from which a limit counts is not committed yet.
    Waits,
    TooEarly(DateTime),
    TooLate(DateTime),
}

/// The limits that have passed at `now` and are not known yet.
pub(super) fn newly_passed(state: &State, flow: &Flow, now: DateTime) -> Vec<Passed> {
    let mut found = Vec::new();
    for node in state.layout.special().timed.iter().copied() {
        let Some(step) = state.layout.step(node) else { continue };
        if !is_to_be_done(state, node, now) {
            continue;
        }
        for (index, limit) in step.time_limits().iter().enumerate().filter(|(_, limit)| !limit.refuse) {
            let Ok(index) = u32::try_from(index) else { continue };
            let happened = passed(state, flow, node, limit, now);
            let known = |at: DateTime| {
                let mut breaches = state.breaches.iter();
                breaches.any(|it| it.node == node && it.limit == TimedBy::Time(index) && it.happened == at)
            };
            if let Some(happened) = happened.filter(|at| !known(*at)) {
                found.push(Passed { node, limit: TimedBy::Time(index), happened, alert: limit.alert });
            }
        }
        found.extend(missed_witnesses(state, node, now));
    }
    found
}

fn missed_witnesses(state: &State, node: usize, now: DateTime) -> Vec<Passed> {
    let Some((step, attempt)) = state.layout.step(node).zip(state.attempt(node)) else { return Vec::new() };
    let missing = incomplete(state, node, step, attempt).filter(|(_, check)| check.how == How::Witness);
    let due = missing.filter_map(|(index, check)| {
        let happened = attempt.performed_at.checked_add(check.within?)?;
        let limit = TimedBy::Witness(u32::try_from(index).ok()?);
        let mut breaches = state.breaches.iter();
        let known = breaches.any(|it| it.node == node && it.limit == limit && it.happened == happened);
        (happened < now && !known).then_some(Passed { node, limit, happened, alert: false })
    });
    due.collect()
}

/// Limits that were found to have passed although the work had been done in time.
pub(super) fn done_in_time(state: &State, flow: &Flow) -> Vec<(usize, TimedBy)> {
    let in_time =
        state.breaches.iter().filter(|breach| !breach.in_time).filter(|breach| match breach.limit {
            TimedBy::Time(index) => {
                let limit = usize::try_from(index).ok().and_then(|index| {
                    state.layout.step(breach.node).and_then(|step| step.time_limits().get(index))
                });
                limit.is_some_and(|limit| limit.at_most.is_some())
                    && flow.standing(breach.node).done.is_some_and(|done| done <= breach.happened)
            }
            TimedBy::Witness(index) => state.attempt(breach.node).is_some_and(|attempt| {
                attempt.checks_of(index).any(|check| check.performed_at <= breach.happened)
                    && attempt.performed_at < breach.happened
            }),
        });
    in_time.map(|breach| (breach.node, breach.limit)).collect()
}

/// Whether limits with `refuse` bar a step from being done at a time.
pub(super) fn barred(state: &State, flow: &Flow, node: usize, at: DateTime) -> Barred {
    let around = std::iter::once(node).chain(state.layout.ancestors(node));
    for holder in around {
        let limits = state.layout.step(holder).map(|step| step.time_limits()).unwrap_or_default();
        for limit in limits.iter().filter(|limit| limit.refuse) {
            let Some(from) = moment(state, flow, holder, &limit.after) else {
                if waits(state, flow, holder, &limit.after) {
                    return Barred::Waits;
                }
                continue;
            };
            if let Some(due) = limit.at_least.and_then(|least| from.checked_add(least))
                && at < due
            {
                return Barred::TooEarly(due);
            }
            if let Some(due) = limit.at_most.and_then(|most| from.checked_add(most))
                && at > due
            {
                return Barred::TooLate(due);
            }
        }
    }
    Barred::No
}

/// Whether the time from which a limit counts is recorded, but not committed yet (rule 8).
fn waits(state: &State, flow: &Flow, node: usize, after: &Moment) -> bool {
    let (Moment::Field(id, field), Some(place)) = (after, state.layout.place(node)) else { return false };
    match state.layout.seen_from(node, place.scope, id) {
        Seen::One(other) => flow.uncommitted.hides(other, field),
        Seen::All(others) => others.iter().any(|other| flow.uncommitted.hides(*other, field)),
    }
}

/// The next moment after `now` at which a limit passes, for hosts that set a timer.
pub(super) fn next_due(state: &State, flow: &Flow, now: DateTime) -> Option<DateTime> {
    let mut next: Option<DateTime> = None;
    let mut note = |due: DateTime| {
        if due >= now && next.is_none_or(|known| due < known) {
            next = Some(due);
        }
    };
    for node in state.layout.special().timed.iter().copied() {
        let Some(step) = state.layout.step(node) else { continue };
        if flow.standing(node).done.is_none() && is_to_be_done(state, node, now) {
            for limit in step.time_limits().iter().filter(|limit| !limit.refuse) {
                let from = limit.at_most.and_then(|_| moment(state, flow, node, &limit.after));
                if let Some(due) = from.zip(limit.at_most).and_then(|(from, most)| from.checked_add(most)) {
                    note(due);
                }
            }
        }
        if let Some(attempt) = state.attempt(node) {
            for (_, check) in incomplete(state, node, step, attempt) {
                let within = check.within.filter(|_| check.how == How::Witness);
                if let Some(due) = within.and_then(|within| attempt.performed_at.checked_add(within)) {
                    note(due);
                }
            }
        }
    }
    next
}

/// When a limit was passed, if it was.
fn passed(state: &State, flow: &Flow, node: usize, limit: &TimeLimit, now: DateTime) -> Option<DateTime> {
    let done = flow.standing(node).done.filter(|_| state.attempt(node).is_some() || is_group(state, node));
    let from = moment(state, flow, node, &limit.after)?;
    if let Some(due) = limit.at_most.and_then(|most| from.checked_add(most)) {
        return (done.unwrap_or(now) > due).then_some(due);
    }
    let due = limit.at_least.and_then(|least| from.checked_add(least))?;
    done.filter(|done| *done < due)
}

fn is_group(state: &State, node: usize) -> bool {
    state.layout.place(node).is_some_and(|place| place.kind != Kind::Step)
}

/// The moment from which a limit counts; nothing while it hasn't come.
fn moment(state: &State, flow: &Flow, node: usize, after: &Moment) -> Option<DateTime> {
    let scope = state.layout.place(node)?.scope;
    match after {
        Moment::Start => Some(state.started.at),
        Moment::Done(id) => of_step(state, node, scope, id, &|other| flow.standing(other).done),
        Moment::Verified(id) => of_step(state, node, scope, id, &|other| verified(state, other)),
        // A time that no second person has committed yet doesn't count yet, so that nobody can tell it from a breach.
        Moment::Field(id, field) => of_step(state, node, scope, id, &|other| {
            if flow.uncommitted.hides(other, field) {
                return None;
            }
            let value = state.attempt(other)?.value(field)?.value.as_ref()?;
            date_time(value)
        }),
        Moment::Input(name) => {
            let inputs = state.inputs_of(scope);
            date_time(inputs.iter().find(|input| input.field == *name)?.value.as_ref()?)
        }
    }
}

fn date_time(value: &Value) -> Option<DateTime> {
    match value {
        Value::DateTime(moment) => Some(*moment),
        _ => None,
    }
}

/// The moment of a step where it is read; from outside a repeated group, that of its last instance.
fn of_step(
    state: &State,
    reader: usize,
    scope: usize,
    id: &str,
    of: &dyn Fn(usize) -> Option<DateTime>,
) -> Option<DateTime> {
    match state.layout.seen_from(reader, scope, id) {
        Seen::One(node) if state.is_not_applicable(node) => None,
        Seen::One(node) => of(node),
        Seen::All(nodes) => {
            let due = nodes
                .iter()
                .copied()
                .filter(|node| state.is_wanted(*node) && !state.is_not_applicable(*node));
            let mut last = None;
            for node in due {
                last = last.max(Some(of(node)?));
            }
            last
        }
    }
}

fn verified(state: &State, node: usize) -> Option<DateTime> {
    let (step, attempt) = state.layout.step(node).zip(state.attempt(node))?;
    let mut last = None;
    for (index, check) in step.verifications().iter().enumerate() {
        match check_standing(state, node, attempt, index, check) {
            CheckStanding::Incomplete => return None,
            CheckStanding::NotDue => {}
            CheckStanding::Complete => {
                let signed = attempt.checks_of(u32::try_from(index).ok()?).map(|check| check.performed_at);
                last = last.max(signed.max());
            }
        }
    }
    last
}

/// Whether a node is to be done, as far as that can be said before its turn.
fn is_to_be_done(state: &State, node: usize, now: DateTime) -> bool {
    if !state.is_wanted(node) || state.is_not_applicable(node) {
        return false;
    }
    std::iter::once(node).chain(state.layout.ancestors(node)).all(|node| {
        let condition = state.layout.step(node).and_then(|step| step.condition());
        condition.is_none_or(|condition| {
            let scope = state.layout.place(node).map_or(0, |place| place.scope);
            let today = now.date();
            let reader =
                Reader { state: Some(state), scope, node, inputs: None, own: &[], under: &[], today };
            reader.evaluate(condition).ok().and_then(|value| value.as_truth()) == Some(true)
        })
    })
}
