//! What is open: where every node stands, found in one walk through the steps in the order of work (rule 1).

use super::blind::Hidden;
use super::state::{Attempt, AttemptEnd, State, StepState};
use super::status::{RunStatus, StepStatus};
use super::verification::{CheckStanding, check_standing};
use crate::document::{Before, Block, Disposition};
use crate::manual::{Kind, Place};
use crate::procedure::{Instances, Step};
use crate::value::DateTime;

/// Where everything in a run stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flow {
    /// Number of the last event that was looked at.
    seq: u64,
    nodes: Vec<Standing>,
    /// The first undecided deviation that stops the run.
    pub(super) blocked: Option<u32>,
    /// First readings that no second person has committed yet, and what is computed from them. Nothing follows from
    /// them: what would, waits until the verification is committed, so that nobody can tell from it (rule 8).
    pub(super) uncommitted: Hidden,
}

/// Where one node stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Standing {
    pub(super) status: StepStatus,
    /// Everything before it is closed as far as it must be.
    pub(super) reached: bool,
    /// It can be done now.
    pub(super) startable: bool,
    /// What follows it may start.
    pub(super) passable: bool,
    /// What must be verified before its group ends is.
    pub(super) group_ready: bool,
    /// Nothing is left to do.
    pub(super) closed: bool,
    /// All that stands before its hold point is closed.
    pub(super) holdable: bool,
    /// When it could have started at the earliest.
    pub(super) since: Option<DateTime>,
    /// When the last of it was done; nothing while something isn't.
    pub(super) done: Option<DateTime>,
    /// When what follows could have started at the earliest.
    released: Option<DateTime>,
}

impl Flow {
    pub(super) fn of(state: &State) -> Flow {
        let nothing = Flow { seq: 0, nodes: Vec::new(), blocked: None, uncommitted: Hidden::default() };
        nothing.walked(state)
    }

    /// Where everything stands after a few events more: what they didn't touch is not judged again.
    pub(super) fn after(self, state: &State) -> Flow {
        let flow = self.walked(state);
        debug_assert_eq!(flow, Flow::of(state), "what is found the short way is what is found the long way");
        flow
    }

    fn walked(mut self, state: &State) -> Flow {
        let blocking = state.undecided().find(|deviation| deviation.block == Block::Run);
        self.blocked = blocking.map(|it| it.number);
        self.uncommitted = Hidden::from_anybody(state);
        self.nodes.resize(state.layout.len(), Standing::default());
        let mut walk = Walk { state, flow: self };
        walk.visit(0, true, &state.started.at, false, false);
        Flow { seq: state.seq, ..walk.flow }
    }

    pub(super) fn standing(&self, node: usize) -> Standing {
        self.nodes.get(node).copied().unwrap_or_default()
    }

    /// Whether it can't be said yet whether, how often or with what inputs a node is to be done.
    pub(super) fn waits(&self, state: &State, node: usize) -> bool {
        let uncommitted = &self.uncommitted;
        if uncommitted.is_empty() {
            return false;
        }
        let Some(step) = state.layout.step(node) else { return false };
        let times = step.instances().and_then(|instances| match instances {
            Instances::Computed { times, .. } => Some(times),
            Instances::Open { .. } => None,
        });
        let arguments = step.used().into_iter().flat_map(|used| &used.arguments).map(|it| &it.formula);
        let mut formulas = step.condition().into_iter().chain(times).chain(arguments);
        formulas.any(|formula| uncommitted.is_read_by(state, node, formula))
    }

    /// Whether everything is done and every deviation decided.
    pub(super) fn all_closed(&self, state: &State) -> bool {
        self.standing(0).closed && state.undecided().next().is_none()
    }

    /// Where the run as a whole stands.
    pub(super) fn run_status(&self, state: &State) -> RunStatus {
        match state.ended {
            Some(status) => status,
            None if state.paused => RunStatus::Paused,
            None if self.all_closed(state) => RunStatus::AwaitingRelease,
            None => RunStatus::Running,
        }
    }
}

/// As what a run ends when all of it is done (rule 4).
pub(super) fn outcome(state: &State) -> RunStatus {
    let decided = |wanted: &[Disposition]| {
        let mut decisions = state.deviations.iter().filter_map(|deviation| deviation.decided.as_ref());
        decisions.any(|decision| wanted.contains(&decision.disposition))
    };
    let accepted = [Disposition::UseAsIs, Disposition::Repair, Disposition::Regrade, Disposition::EntryError];
    if decided(&accepted) {
        RunStatus::CompletedWithDeviation
    } else if decided(&[Disposition::Rework]) {
        RunStatus::CompletedAfterRework
    } else {
        RunStatus::Completed
    }
}

struct Walk<'a> {
    state: &'a State,
    /// Of nodes that were not visited yet, it says where they stood earlier.
    flow: Flow,
}

impl Walk<'_> {
    /// Visits a node; `waived` says that a group around it is not applicable, `loose` that what usually holds up the
    /// next step acts at the end of its group.
    ///
    /// Times are looked at where they stand and copied only when they count, because this is done for every step at
    /// every act.
    fn visit(&mut self, node: usize, reached: bool, since: &DateTime, waived: bool, loose: bool) {
        let state = self.state;
        let Some((place, own)) = state.layout.place(node).zip(state.step(node)) else { return };
        let since = own.restarted.as_ref().filter(|restarted| *restarted > since).unwrap_or(since);
        let standing = if waived || own.is_not_applicable() {
            for child in &place.children {
                self.visit(*child, false, since, true, false);
            }
            waived_standing(own, *since)
        } else {
            let reached = reached && !self.flow.waits(state, node);
            match (place.kind, own.attempts.last()) {
                (Kind::Step, None) if !reached && !own.not_performed => {
                    Standing { since: Some(*since), ..Standing::default() }
                }
                (Kind::Step, _) => {
                    let known = self.known(node, own, reached, since);
                    known.unwrap_or_else(|| self.step(node, own, reached, since, loose))
                }
                _ => self.group(node, place, own, reached, since, loose),
            }
        };
        if let Some(kept) = self.flow.nodes.get_mut(node) {
            *kept = standing;
        }
    }

    /// Where a recorded step stands, if nothing has changed that this depends on.
    fn known(&self, node: usize, own: &StepState, reached: bool, since: &DateTime) -> Option<Standing> {
        if own.changed > self.flow.seq {
            return None;
        }
        let known = self.flow.nodes.get(node)?;
        let same = own.attempt().is_some() && known.reached == reached && known.since.as_ref() == Some(since);
        // Whether a verification is due may depend on other steps.
        let alone = || !self.state.layout.special().sometimes_verified.contains(&node);
        (same && alone()).then_some(*known)
    }

    fn step(&self, node: usize, own: &StepState, reached: bool, since: &DateTime, loose: bool) -> Standing {
        let state = self.state;
        let Some(step) = state.layout.step(node) else { return Standing::default() };
        let base = Standing { reached, since: Some(*since), ..Standing::default() };
        let Some(attempt) = own.attempt() else {
            let startable = reached && self.may_start(node);
            let status = match startable {
                _ if own.not_performed => StepStatus::NotPerformed,
                _ if own.repeats() => StepStatus::Disagreed,
                true => StepStatus::Open,
                false => StepStatus::Pending,
            };
            return Standing { status, startable, ..base };
        };
        let (mut next, mut group, mut all) = (true, true, true);
        let mut released = attempt.performed_at;
        for (index, check) in step.verifications().iter().enumerate() {
            let before = if loose && check.before == Before::Next { Before::Group } else { check.before };
            match check_standing(state, node, attempt, index, check) {
                CheckStanding::Incomplete => {
                    next &= before != Before::Next;
                    group &= before == Before::Release;
                    all = false;
                }
                CheckStanding::Complete if before == Before::Next => {
                    let index = u32::try_from(index).unwrap_or(u32::MAX);
                    let signed = attempt.checks_of(index).map(|check| check.performed_at);
                    released = signed.fold(released, DateTime::max);
                }
                _ => {}
            }
        }
        let (mut open, mut waits) = (false, false);
        for deviation in state.deviations_of(own) {
            match &deviation.decided {
                None => {
                    open = true;
                    waits |= deviation.block == Block::Run;
                }
                Some(decision) if deviation.block == Block::Run => released = released.max(decision.at),
                Some(_) => {}
            }
        }
        let whole = attempt.to_adjudicate.is_none() && !is_incomplete(state, own, attempt);
        let holdable = group && whole && !waits;
        let held =
            own.released.is_none() && state.layout.place(node).is_some_and(|place| place.has_hold_point);
        if let Some(signature) = own.released.as_ref().filter(|_| !loose) {
            released = released.max(signature.at);
        }
        let closed = all && whole && !open && !held;
        let status = if open {
            StepStatus::Failed
        } else if attempt.to_adjudicate.is_some() {
            StepStatus::Disagreed
        } else if !all {
            StepStatus::AwaitingVerification
        } else if closed {
            StepStatus::Closed
        } else {
            StepStatus::Recorded
        };
        Standing {
            status,
            passable: next && whole && !waits && (loose || !held),
            group_ready: group && whole && !waits && !held,
            closed,
            holdable,
            done: Some(attempt.performed_at),
            released: Some(released),
            ..base
        }
    }

    fn group(
        &mut self,
        node: usize,
        place: &Place,
        own: &StepState,
        reached: bool,
        since: &DateTime,
        loose: bool,
    ) -> Standing {
        let state = self.state;
        let any = place.any_order;
        let opened = match place.kind {
            Kind::Repeat => own.instances.is_some(),
            Kind::Use => {
                own.inputs.as_ref().is_some_and(|inputs| !inputs.iter().any(|it| it.is_incomplete()))
            }
            _ => true,
        };
        let wanted = own.instances.and_then(|count| usize::try_from(count).ok());
        let count = if place.kind == Kind::Repeat { wanted.unwrap_or(0) } else { place.children.len() };
        let (mut passable, mut ready, mut closed) = (opened, opened, opened);
        let (mut next_since, mut done, mut started) = (*since, Some(*since), false);
        for (index, child) in place.children.iter().enumerate() {
            if index >= count {
                self.visit(*child, false, &next_since, true, false);
                continue;
            }
            let here = if any { reached && opened } else { reached && opened && passable };
            let from = if any { since } else { &next_since };
            self.visit(*child, here, from, false, any);
            let Some(child) = self.flow.nodes.get(*child) else { continue };
            passable &= child.passable;
            ready &= child.group_ready;
            closed &= child.closed;
            if let Some(released) = child.released.as_ref().filter(|released| **released > next_since) {
                next_since = *released;
            }
            match (&mut done, &child.done) {
                (Some(done), Some(child)) if *child > *done => *done = *child,
                (_, Some(_)) | (None, None) => {}
                // What is not to be done doesn't keep the group from being done.
                _ if matches!(child.status, StepStatus::NotApplicable | StepStatus::Superseded) => {}
                (done, None) => *done = None,
            }
            started |= !matches!(
                child.status,
                StepStatus::Pending | StepStatus::Open | StepStatus::NotApplicable | StepStatus::NotPerformed
            );
        }
        let enough = place.kind != Kind::Repeat || is_enough(state, node, own);
        let mut undecided = state.deviations_of(own).filter(|it| it.decided.is_none()).peekable();
        let open = undecided.peek().is_some();
        let waits = undecided.any(|it| it.block == Block::Run);
        // The release of a used procedure comes after everything in it.
        let released_whole = place.kind != Kind::Use
            || closed
            || state.layout.step(node).is_some_and(|step| step.said().hold_point.is_some());
        let holdable = passable && ready && enough && !waits && released_whole;
        let held = place.has_hold_point && own.released.is_none();
        if let Some(signature) = own.released.as_ref().filter(|_| !loose) {
            next_since = next_since.max(signature.at);
        }
        let closed = closed && enough && !open && !held;
        let status = if closed {
            StepStatus::Closed
        } else if own.not_performed {
            StepStatus::NotPerformed
        } else if open {
            StepStatus::Failed
        } else if holdable && held {
            StepStatus::Recorded
        } else if started || (reached && self.flow.blocked.is_none()) {
            StepStatus::Open
        } else {
            StepStatus::Pending
        };
        Standing {
            status,
            reached,
            startable: reached && self.flow.blocked.is_none(),
            passable: holdable && (loose || !held),
            group_ready: holdable && !held,
            closed,
            holdable,
            since: Some(*since),
            done: done.filter(|_| opened && enough),
            released: Some(next_since),
        }
    }

    /// Whether nothing stops a step from starting: a breach of its own time limit doesn't (rule 7).
    fn may_start(&self, node: usize) -> bool {
        let stops = |deviation: &&super::state::Deviation| {
            deviation.block == Block::Run
                && !(deviation.node == node
                    && matches!(deviation.cause, super::departure::Cause::Breached(_)))
        };
        self.flow.blocked.is_none() || !self.state.undecided().any(|it| stops(&it))
    }
}

fn waived_standing(own: &StepState, since: DateTime) -> Standing {
    let superseded = own.attempts.last().is_some_and(|attempt| {
        attempt.ended.is_none_or(|end| end == AttemptEnd::Superseded || end == AttemptEnd::Disagreed)
    });
    Standing {
        status: if superseded { StepStatus::Superseded } else { StepStatus::NotApplicable },
        passable: true,
        group_ready: true,
        closed: true,
        since: Some(since),
        ..Standing::default()
    }
}

/// Whether something that must be recorded is missing or can't be computed, and nobody decided about that.
fn is_incomplete(state: &State, own: &StepState, attempt: &Attempt) -> bool {
    let decided = |field: &str| {
        state.deviations_of(own).any(|deviation| {
            deviation.attempt == attempt.number
                && deviation.decided.is_some()
                && deviation.values.iter().any(|value| value.field == field && value.is_incomplete())
        })
    };
    attempt.values.iter().any(|value| value.is_incomplete() && !decided(&value.field))
}

/// Whether no more instances of a repeated group are to come.
pub(super) fn is_enough(state: &State, node: usize, own: &StepState) -> bool {
    match state.layout.step(node).and_then(Step::instances) {
        Some(Instances::Open { most, .. }) => own.enough || (most.is_some() && own.instances >= *most),
        _ => true,
    }
}
