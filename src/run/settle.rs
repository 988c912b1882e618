//! What follows by itself from what happened: conditions that come out, groups that open, deviations, breaches, and
//! the end of the run.

use indexmap::IndexMap;

use super::departure::{Breached, Cause, DoneInTime};
use super::draft::Draft;
use super::event::{ConditionTurned, Disagreed, Ended, InstancesOpened, UseOpened, What};
use super::names::Reader;
use super::order::{Flow, outcome};
use super::recorded::Recorded;
use super::recording::{self, Site};
use super::refusal::Refusal;
use super::state::{Attempt, State, StepState};
use super::status::{RunStatus, StepStatus};
use super::time;
use super::verification::{disagreement, is_blind};
use crate::manual::Kind;
use crate::procedure::Instances;
use crate::value::Value;

/// Draws all consequences.
pub(super) fn settle(draft: &mut Draft) -> Result<(), Refusal> {
    let begun = &Begun::of(draft);
    // Every round makes an event that can't be made again in this act, so it ends; the bound is for safety.
    for _ in 0..draft.state.layout.len().saturating_mul(8).saturating_add(100) {
        let before = draft.events.len();
        let flow = draft.flow();
        conditions(draft, &flow)?;
        if draft.events.len() > before {
            continue;
        }
        openings(draft, &flow)?;
        if draft.events.len() > before {
            continue;
        }
        results(draft, &flow, begun)?;
        breaches(draft, &flow)?;
        if draft.events.len() == before {
            return completion(draft, &flow);
        }
    }
    Ok(())
}

/// Time alone has passed (rule 7).
pub(super) fn tick(draft: &mut Draft) -> Result<(), Refusal> {
    let flow = draft.flow();
    breaches(draft, &flow)
}

fn reader<'a>(state: &'a State, node: usize, draft: &Draft, own: &'a [Recorded]) -> Reader<'a> {
    let scope = state.layout.place(node).map_or(0, |place| place.scope);
    Reader { state: Some(state), scope, node, inputs: None, own, under: &[], today: draft.at.date() }
}

/// Conditions of steps whose turn has come, and of steps that came out before (rules 1 and 6).
fn conditions(draft: &mut Draft, flow: &Flow) -> Result<(), Refusal> {
    let layout = std::sync::Arc::clone(&draft.state.layout);
    for node in layout.special().conditional.iter().copied() {
        let condition = layout.step(node).and_then(|step| step.condition());
        let Some((condition, own)) = condition.zip(draft.state.step(node)) else { continue };
        if flow.uncommitted.is_read_by(&draft.state, node, condition) {
            continue;
        }
        let standing = flow.standing(node);
        let begun = || layout.within(node).iter().any(|inner| draft.state.attempt(*inner).is_some());
        if !(standing.reached || own.not_applicable_by_rule || begun()) {
            continue;
        }
        if layout
            .ancestors(node)
            .any(|around| draft.state.step(around).is_some_and(|it| it.is_not_applicable()))
        {
            continue;
        }
        let result = reader(&draft.state, node, draft, &[]).evaluate(condition);
        let holds = match result.ok().and_then(|value| value.as_truth()) {
            Some(holds) => holds,
            None if standing.reached && !own.not_applicable_by_rule => true,
            None => continue,
        };
        if holds == own.not_applicable_by_rule {
            let (step, condition) = (draft.path(node), condition.to_string());
            return draft.push(What::ConditionTurned(ConditionTurned { step, condition, holds }));
        }
    }
    Ok(())
}

/// Repeated groups and used procedures whose turn has come.
fn openings(draft: &mut Draft, flow: &Flow) -> Result<(), Refusal> {
    let layout = std::sync::Arc::clone(&draft.state.layout);
    for node in layout.special().opening.iter().copied() {
        let Some((place, own)) = layout.place(node).zip(draft.state.step(node)) else { continue };
        let reached = flow.standing(node).reached && !draft.state.is_not_applicable(node);
        match place.kind {
            Kind::Repeat if reached && own.instances.is_none() => {
                let Some(instances) = count(draft, node) else { continue };
                let step = draft.path(node);
                // A group that would need too many steps stays shut.
                let opened = What::InstancesOpened(InstancesOpened { step, instances });
                if layout.has_room(node, instances) {
                    return draft.push(opened);
                }
            }
            Kind::Use if reached || (own.inputs.is_some() && !flow.waits(&draft.state, node)) => {
                let inputs = use_inputs(draft, node);
                if own.inputs.as_ref() == Some(&inputs) {
                    continue;
                }
                let failing: Vec<Recorded> =
                    inputs.iter().filter(|input| input.is_nonconforming()).cloned().collect();
                let step = draft.path(node);
                draft.push(What::UseOpened(UseOpened { step, inputs }))?;
                if !failing.is_empty() && layout.step(node).is_some_and(|step| step.on_fail().is_some()) {
                    draft.open_deviation(node, Cause::Inputs, failing, draft.at)?;
                }
                return Ok(());
            }
            _ => {}
        }
    }
    Ok(())
}

/// How many instances a repeated group begins with; nothing where that can't be computed or is out of bounds.
fn count(draft: &Draft, node: usize) -> Option<u32> {
    match draft.state.layout.step(node)?.instances()? {
        Instances::Open { least, .. } => Some(*least),
        Instances::Computed { times, most } => {
            let value = reader(&draft.state, node, draft, &[]).evaluate(times).ok()?;
            let number = value.as_number()?.value;
            let times = number.to_i64().and_then(|times| u32::try_from(times).ok())?;
            most.is_none_or(|most| times <= most).then_some(times)
        }
    }
}

/// The inputs of a used procedure, from what is known around it.
fn use_inputs(draft: &Draft, node: usize) -> Vec<Recorded> {
    let state = &draft.state;
    let Some((scope, inner)) = state.layout.used(node) else { return Vec::new() };
    let used = state.layout.step(node).and_then(|step| step.used());
    let outer = reader(state, node, draft, &[]);
    let mut given = IndexMap::new();
    for argument in used.into_iter().flat_map(|used| &used.arguments) {
        if let Ok(value) = outer.evaluate(&argument.formula) {
            let text = match value {
                Value::Choices(names) => super::given::Given::Several(names),
                value => super::given::Given::One(value.to_string()),
            };
            given.insert(argument.input.clone(), text);
        }
    }
    let site = Site {
        state: Some(state),
        scope,
        node,
        under: &[],
        performed_at: draft.at,
        at: draft.at,
        since: draft.at,
        inputs: true,
    };
    let inputs = inner.procedure.inputs();
    match recording::record(inputs, None, &given, true, site) {
        Ok(inputs) => inputs,
        // An input that can't be had keeps the used procedure shut until a correction.
        Err(refusal) => vec![Recorded {
            field: refusal.field.clone().unwrap_or_default(),
            entered: None,
            value: None,
            evidence: Vec::new(),
            verdict: super::recorded::Verdict::Neutral,
            judged: Vec::new(),
            not_computable: Some(refusal.to_string()),
        }],
    }
}

/// What comes of steps that are recorded, once every independent verification is committed (rules 3, 4 and 8).
fn results(draft: &mut Draft, flow: &Flow, begun: &Begun) -> Result<(), Refusal> {
    let layout = std::sync::Arc::clone(&draft.state.layout);
    for node in layout.order().iter().copied().filter(|node| begun.may_have_changed(&draft.state, *node)) {
        let Some(((step, own), attempt)) =
            layout.step(node).zip(draft.state.step(node)).zip(draft.state.attempt(node))
        else {
            continue;
        };
        let rejected = attempt.checks.iter().find(|check| {
            check.rejected.is_some()
                && !has_deviation(&draft.state, own, attempt, &Cause::Rejected(check.verification))
        });
        if let Some(check) = rejected {
            let (cause, happened) = (Cause::Rejected(check.verification), check.performed_at);
            draft.open_deviation(node, cause, Vec::new(), happened)?;
            return Ok(());
        }
        if attempt.to_adjudicate.is_some() || is_blind(&draft.state, node, step, attempt) {
            continue;
        }
        if let Some(disagreement) = disagreement(&draft.state, own, attempt) {
            return disagree(draft, node, disagreement);
        }
        let mut failing = uncovered(&draft.state, own, attempt);
        failing.retain(|value| !flow.uncommitted.hides(node, &value.field));
        if !failing.is_empty() && (step.on_fail().is_some() || !failing.iter().all(Recorded::is_incomplete)) {
            let happened = attempt.performed_at;
            draft.open_deviation(node, Cause::Values, failing, happened)?;
            return Ok(());
        }
    }
    Ok(())
}

/// Where an act began: everything had been drawn by then, so only what the act has changed is looked at again.
struct Begun {
    seq: u64,
    /// What was uncommitted, or whether a verification is due, may have come out differently anywhere.
    anything: bool,
}

impl Begun {
    fn of(draft: &Draft) -> Begun {
        let seq = draft.events.first().map_or(draft.state.seq, |first| first.seq.saturating_sub(1));
        let sometimes_verified = !draft.state.layout.special().sometimes_verified.is_empty();
        Begun { seq, anything: draft.withheld || sometimes_verified }
    }

    fn may_have_changed(&self, state: &State, node: usize) -> bool {
        self.anything || state.step(node).is_some_and(|own| own.changed > self.seq)
    }
}

fn has_deviation(state: &State, own: &StepState, attempt: &Attempt, cause: &Cause) -> bool {
    state.deviations_of(own).any(|it| it.attempt == attempt.number && it.cause == *cause)
}

fn disagree(draft: &mut Draft, node: usize, verification: u32) -> Result<(), Refusal> {
    let index = usize::try_from(verification).unwrap_or(usize::MAX);
    let Some(own) = draft.state.step(node) else { return Ok(()) };
    let step = draft.state.layout.step(node);
    let check = step.and_then(|step| step.verifications().get(index));
    if let Some((attempts, _)) = check.and_then(|check| check.on_disagree.as_ref()) {
        let (repeat, step) = (own.rounds() < *attempts, draft.path(node));
        return draft.push(What::Disagreed(Disagreed { step, verification, repeat }));
    }
    let Some(attempt) = own.attempt() else { return Ok(()) };
    let differing: Vec<&String> = attempt.checks_of(verification).flat_map(|check| &check.differs).collect();
    let mut values = failing(attempt);
    for field in differing {
        if !values.iter().any(|value| value.field == *field) {
            values.extend(attempt.value(field).cloned());
        }
    }
    let happened = attempt.checks_of(verification).map(|check| check.performed_at).max();
    let happened = happened.unwrap_or(attempt.performed_at);
    draft.open_deviation(node, Cause::Disagreed(verification), values, happened)
}

/// The values that don't conform: the performer's, or else a verifier's.
fn failing(attempt: &Attempt) -> Vec<Recorded> {
    let mut failing: Vec<Recorded> =
        attempt.values.iter().filter(|value| value.is_nonconforming()).cloned().collect();
    let settled = |verification: u32| attempt.adjudicated.contains(&verification);
    let others = attempt.checks.iter().filter(|check| !settled(check.verification)).flat_map(|it| &it.values);
    for other in others.filter(|value| value.is_nonconforming()) {
        if !failing.iter().any(|value| value.field == other.field) {
            failing.push(other.clone());
        }
    }
    failing
}

/// Failing values that no deviation covers: one that is undecided covers its fields, a decision covers the values as
/// they were when it was taken.
fn uncovered(state: &State, own: &StepState, attempt: &Attempt) -> Vec<Recorded> {
    let mut failing = failing(attempt);
    failing.retain(|value| {
        !state.deviations_of(own).any(|it| {
            let same = |known: &Recorded| {
                known.field == value.field
                    && (it.decided.is_none()
                        || (known.value == value.value
                            && known.evidence == value.evidence
                            && known.judged == value.judged))
            };
            let erased = it
                .decided
                .as_ref()
                .is_some_and(|decided| decided.disposition == crate::document::Disposition::EntryError);
            it.attempt == attempt.number && !erased && it.values.iter().any(same)
        })
    });
    failing
}

fn breaches(draft: &mut Draft, flow: &Flow) -> Result<(), Refusal> {
    for passed in time::newly_passed(&draft.state, flow, draft.at) {
        let (step, limit, happened) = (draft.path(passed.node), passed.limit, passed.happened);
        draft.push(What::Breached(Breached { step, limit, happened, alert: passed.alert }))?;
        if !passed.alert {
            draft.open_deviation(passed.node, Cause::Breached(limit), Vec::new(), happened)?;
        }
    }
    for (node, limit) in time::done_in_time(&draft.state, flow) {
        let step = draft.path(node);
        draft.push(What::DoneInTime(DoneInTime { step, limit }))?;
    }
    Ok(())
}

/// A run that nobody releases completes when nothing is open (rule 1).
fn completion(draft: &mut Draft, flow: &Flow) -> Result<(), Refusal> {
    let state = &draft.state;
    let released_by = &state.plan.main().document().release;
    if state.ended.is_some() || released_by.is_some() || !flow.all_closed(state) {
        return Ok(());
    }
    let status = outcome(state);
    draft.push(What::Ended(Ended { status, not_performed: Vec::new() }))
}

/// Ends a run before all of it is done; what is open is not performed.
pub(super) fn end(draft: &mut Draft, status: RunStatus) -> Result<(), Refusal> {
    let flow = draft.flow();
    let open = draft.state.layout.order().iter().copied().skip(1).filter(|node| {
        let step = draft.state.layout.place(*node).is_some_and(|place| place.kind == Kind::Step);
        let status = flow.standing(*node).status;
        step && matches!(status, StepStatus::Pending | StepStatus::Open | StepStatus::Disagreed)
            && draft.state.attempt(*node).is_none()
    });
    let not_performed = open.map(|node| draft.path(node)).collect();
    draft.push(What::Ended(Ended { status, not_performed }))
}
