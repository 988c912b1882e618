//! Folding: what an event makes of what is known. No judgement here; everything decided stands in the event.
//!
//! An event is folded whole or not at all: what it speaks of is looked up before anything is changed.

mod correction;

use std::sync::Arc;

use crate::document::Disposition;
use crate::manual::{Kind, Plan};
use crate::run::departure;
use crate::run::event::{self, Event, What};
use crate::run::person::{Capacity, Signer};
use crate::run::recorded::Recorded;
use crate::run::state::{
    Attempt, AttemptEnd, Beginning, Breach, Check, Decision, Deviation, NoteKept, RoleTaken, Signature,
    State, StepState,
};

/// Why events are not the record of this run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// There is no event, or the first is not a start.
    #[error("a record begins with `started`")]
    NoStart,
    /// The events were made with other procedures (rule 11).
    #[error("the run was started with other procedures than those of the plan")]
    OtherProcedures,
    /// An event is missing, comes twice or is out of place.
    #[error("event {found} stands where event {expected} belongs")]
    OutOfSequence {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// An event is earlier than the one before.
    #[error("event {0} is earlier than the event before it")]
    OutOfTime(u64),
    /// An event speaks of something that is not in the run.
    #[error("event {0} speaks of something that is not in the run")]
    Unfit(u64),
    /// Something follows the end of the run.
    #[error("event {0} follows the end of the run")]
    AfterEnd(u64),
}

impl State {
    /// The state after the first event.
    pub(super) fn begin(plan: &Plan, first: &Event) -> Result<State, ReplayError> {
        let What::Started(started) = &first.what else { return Err(ReplayError::NoStart) };
        if first.seq != 1 {
            return Err(ReplayError::OutOfSequence { expected: 1, found: first.seq });
        }
        let pinned = plan.procedures().map(|procedure| procedure.digest());
        if !pinned.eq(started.procedures.iter().map(|pinned| pinned.digest)) {
            return Err(ReplayError::OtherProcedures);
        }
        let layout = Arc::clone(plan.layout());
        let unknown = Arc::new(StepState::default());
        Ok(State {
            seq: 1,
            at: first.at,
            started: Arc::new(Beginning {
                run: started.run.clone(),
                trial: started.trial,
                at: first.at,
                procedures: started.procedures.clone(),
            }),
            inputs: Arc::new(started.inputs.clone()),
            inputs_changed: 1,
            steps: vec![unknown; layout.len()],
            layout,
            plan: plan.clone(),
            deviations: Arc::default(),
            breaches: Arc::default(),
            roles: Arc::default(),
            notes: Arc::default(),
            paused: false,
            handed_over: None,
            ended: None,
        })
    }

    /// Folds one event.
    pub(super) fn apply(&mut self, event: &Event) -> Result<(), ReplayError> {
        let expected = self.seq.saturating_add(1);
        if event.seq != expected {
            return Err(ReplayError::OutOfSequence { expected, found: event.seq });
        }
        if event.at < self.at {
            return Err(ReplayError::OutOfTime(event.seq));
        }
        if self.ended.is_some() {
            return Err(ReplayError::AfterEnd(event.seq));
        }
        self.change(event).ok_or(ReplayError::Unfit(event.seq))?;
        self.seq = event.seq;
        self.at = event.at;
        Ok(())
    }

    fn change(&mut self, event: &Event) -> Option<()> {
        match &event.what {
            What::Started(_) => return None,
            What::ConditionTurned(it) => self.condition_turned(it, event)?,
            What::InstancesOpened(it) => self.set_instances(&it.step, it.instances, event)?,
            What::UseOpened(it) => self.touch(&it.step, event)?.inputs = Some(it.inputs.clone()),
            What::Performed(it) => self.performed(it, event)?,
            What::Verified(it) => self.verified(it, event)?,
            What::Disagreed(it) => {
                let attempt = self.touch_attempt(&it.step, event)?;
                match it.repeat {
                    true => attempt.ended = Some(AttemptEnd::Disagreed),
                    false => attempt.to_adjudicate = Some(it.verification),
                }
            }
            What::Adjudicated(it) => self.adjudicated(it, event)?,
            What::Breached(it) => {
                let node = self.layout.find(&it.step)?;
                let breach =
                    Breach { node, limit: it.limit, happened: it.happened, alert: it.alert, in_time: false };
                Arc::make_mut(&mut self.breaches).push(breach);
            }
            What::DoneInTime(it) => {
                let node = self.layout.find(&it.step)?;
                let mut breaches = Arc::make_mut(&mut self.breaches).iter_mut().rev();
                breaches.find(|breach| breach.node == node && breach.limit == it.limit)?.in_time = true;
            }
            What::DeviationOpened(it) => self.deviation_opened(it, event)?,
            What::Decided(it) => self.decided(it, event)?,
            What::Corrected(it) => self.corrected(it, event)?,
            What::Recomputed(it) => self.recomputed(it, event)?,
            What::VerificationVoided(it) => {
                let attempt = self.touch_attempt(&it.step, event)?;
                attempt.checks.retain(|check| check.verification != it.verification);
                attempt.adjudicated.retain(|settled| *settled != it.verification);
                if attempt.to_adjudicate == Some(it.verification) {
                    attempt.to_adjudicate = None;
                }
            }
            What::HoldPointVoided(it) => self.touch(&it.step, event)?.released = None,
            What::HoldPointReleased(it) => {
                let node = self.layout.find(&it.step)?;
                self.take_roles(self.release_scope(node), &it.capacity, &event.by);
                self.touch(&it.step, event)?.released =
                    Some(Signature { by: event.by.clone(), at: event.at });
            }
            What::DeclaredNotApplicable(it) => {
                self.take_roles_at(&it.step, &it.capacity, &event.by)?;
                self.touch(&it.step, event)?.declared_not_applicable = Some(it.reason.clone());
            }
            What::AnotherAsked(it) => {
                self.set_instances(&it.step, it.instances, event)?;
                self.take_roles_at(&it.step, &it.capacity, &event.by)?;
            }
            What::EnoughSaid(it) => {
                self.take_roles_at(&it.step, &it.capacity, &event.by)?;
                self.touch(&it.step, event)?.enough = true;
            }
            What::Interrupted(it) => {
                self.layout.find(&it.step)?;
                let restarted = self.found(&it.restarted)?;
                self.restart(&restarted, AttemptEnd::Interrupted, event)?;
            }
            What::Noted(it) => {
                let node = match &it.step {
                    Some(step) => Some(self.layout.find(step)?),
                    None => None,
                };
                let note = NoteKept { node, by: event.by.clone(), at: event.at, text: it.text.clone() };
                Arc::make_mut(&mut self.notes).push(Arc::new(note));
            }
            What::Paused(_) => self.paused = true,
            What::Resumed(_) => self.paused = false,
            What::HandedOver(_) => self.handed_over = Some(event.by.clone()),
            What::TakenOver(_) => self.handed_over = None,
            What::Released(it) => self.take_roles(0, &it.capacity, &event.by),
            What::Aborted(_) => {}
            What::Ended(it) => {
                for node in self.found(&it.not_performed)? {
                    self.touch_node(node, event)?.not_performed = true;
                }
                self.ended = Some(it.status);
            }
        }
        Some(())
    }

    /// The step, to be changed by an event.
    fn touch(&mut self, path: &str, event: &Event) -> Option<&mut StepState> {
        let node = self.layout.find(path)?;
        self.touch_node(node, event)
    }

    /// The last attempt at a step, to be changed by an event; nothing is changed where there is none.
    fn touch_attempt(&mut self, path: &str, event: &Event) -> Option<&mut Attempt> {
        let node = self.layout.find(path)?;
        self.step(node)?.attempts.last()?;
        self.touch_node(node, event)?.attempts.last_mut()
    }

    /// The steps of these paths; nothing where one of them isn't there.
    fn found(&self, paths: &[String]) -> Option<Vec<usize>> {
        paths.iter().map(|path| self.layout.find(path)).collect()
    }

    fn touch_node(&mut self, node: usize, event: &Event) -> Option<&mut StepState> {
        let step = Arc::make_mut(self.steps.get_mut(node)?);
        step.changed = event.seq;
        Some(step)
    }

    fn condition_turned(&mut self, it: &event::ConditionTurned, event: &Event) -> Option<()> {
        let node = self.layout.find(&it.step)?;
        self.touch_node(node, event)?.not_applicable_by_rule = !it.holds;
        if !it.holds {
            let within = self.layout.within(node).to_vec();
            for inner in within {
                let step = Arc::make_mut(self.steps.get_mut(inner)?);
                step.released = None;
                if let Some(attempt) = step.attempts.last_mut().filter(|attempt| attempt.ended.is_none()) {
                    attempt.ended = Some(AttemptEnd::Superseded);
                    step.changed = event.seq;
                }
            }
        }
        Some(())
    }

    fn set_instances(&mut self, path: &str, instances: u32, event: &Event) -> Option<()> {
        let group = self.layout.find(path)?;
        if self.layout.place(group)?.kind != Kind::Repeat {
            return None;
        }
        let present = self.layout.place(group)?.children.len();
        if usize::try_from(instances).ok()? > present {
            Arc::make_mut(&mut self.layout).add_instances(group, instances)?;
            self.steps.resize(self.layout.len(), Arc::new(StepState::default()));
        }
        self.touch_node(group, event)?.instances = Some(instances);
        Some(())
    }

    fn performed(&mut self, it: &event::Performed, event: &Event) -> Option<()> {
        let node = self.layout.find(&it.step)?;
        let doer = it.performed_by.as_ref().unwrap_or(&event.by).clone();
        self.take_roles(self.layout.place(node)?.scope, &it.capacity, &doer);
        let step = self.touch_node(node, event)?;
        step.attempts.push(Attempt {
            number: it.attempt,
            content: event.seq,
            performed_at: it.performed_at,
            recorded_at: event.at,
            by: event.by.clone(),
            performed_by: it.performed_by.clone(),
            late: it.late.clone(),
            values: it.values.clone(),
            checks: Vec::new(),
            adjudicated: Vec::new(),
            excused: Vec::new(),
            to_adjudicate: None,
            corrected: Vec::new(),
            correctors: Vec::new(),
            ended: None,
        });
        add(&mut step.performers, &event.by);
        add(&mut step.performers, &doer);
        Some(())
    }

    fn verified(&mut self, it: &event::Verified, event: &Event) -> Option<()> {
        let node = self.layout.find(&it.step)?;
        let index = usize::try_from(it.verification).ok()?;
        self.layout.step(node)?.verifications().get(index)?;
        self.step(node)?.attempts.last()?;
        self.take_roles(self.layout.place(node)?.scope, &it.capacity, &event.by);
        let step = self.touch_node(node, event)?;
        step.attempts.last_mut()?.checks.push(Check {
            verification: it.verification,
            by: event.by.clone(),
            performed_at: it.performed_at,
            rejected: it.rejected.clone(),
            values: it.values.clone(),
            differs: it.differs.clone(),
        });
        add(&mut step.verifiers, &event.by);
        Some(())
    }

    fn adjudicated(&mut self, it: &event::Adjudicated, event: &Event) -> Option<()> {
        let attempt = self.touch_attempt(&it.step, event)?;
        attempt.values = it.values.clone();
        attempt.content = event.seq;
        attempt.to_adjudicate = None;
        attempt.adjudicated.push(it.verification);
        add(&mut self.touch(&it.step, event)?.verifiers, &event.by);
        self.take_roles_at(&it.step, &it.capacity, &event.by)
    }

    fn deviation_opened(&mut self, it: &departure::DeviationOpened, event: &Event) -> Option<()> {
        let node = self.layout.find(&it.step)?;
        if usize::try_from(it.deviation).ok()? != self.deviations.len().checked_add(1)? {
            return None;
        }
        self.touch_node(node, event)?.deviations.push(it.deviation);
        Arc::make_mut(&mut self.deviations).push(Arc::new(Deviation {
            number: it.deviation,
            node,
            attempt: it.attempt,
            cause: it.cause.clone(),
            values: it.values.clone(),
            block: it.block,
            critical: it.critical,
            happened: it.happened,
            overtaken: false,
            decided: None,
        }));
        Some(())
    }

    fn decided(&mut self, it: &departure::Decided, event: &Event) -> Option<()> {
        let index = usize::try_from(it.deviation).ok()?.checked_sub(1)?;
        let node = self.deviations.get(index)?.node;
        let restarted = self.found(&it.restarted)?;
        let values = self.values_now(self.deviations.get(index)?);
        let deviation = Arc::make_mut(Arc::make_mut(&mut self.deviations).get_mut(index)?);
        deviation.values = values;
        deviation.decided = Some(Decision {
            disposition: it.disposition,
            reason: it.reason.clone(),
            by: event.by.clone(),
            at: event.at,
        });
        let cause = deviation.cause.clone();
        self.take_roles(self.layout.place(node)?.scope, &it.capacity, &event.by);
        let step = self.touch_node(node, event)?;
        if let departure::Cause::Breached(departure::TimedBy::Witness(verification)) = cause
            && it.disposition != Disposition::Rework
            && let Some(attempt) = step.attempts.last_mut().filter(|attempt| attempt.ended.is_none())
        {
            attempt.excused.push(verification);
        }
        self.restart(&restarted, AttemptEnd::Reworked, event)
    }

    /// The values that a deviation is about as they stand now, so that the decision covers these and no later ones.
    fn values_now(&self, deviation: &Deviation) -> Vec<Recorded> {
        let attempt = self.attempt(deviation.node).filter(|attempt| attempt.number == deviation.attempt);
        let now = |old: &Recorded| {
            let Some(attempt) = attempt else { return old.clone() };
            let own = attempt.value(&old.field);
            let others = attempt.checks.iter().flat_map(|check| &check.values);
            let failing = own.into_iter().chain(others.filter(|it| it.field == old.field));
            failing.clone().find(|it| it.is_nonconforming()).or(own).unwrap_or(old).clone()
        };
        deviation.values.iter().map(now).collect()
    }

    fn restart(&mut self, restarted: &[usize], end: AttemptEnd, event: &Event) -> Option<()> {
        for node in restarted.iter().copied() {
            let overtaken = |it: &Deviation| it.node == node && it.decided.is_none();
            if self.deviations.iter().any(|it| overtaken(it)) {
                let deviations = Arc::make_mut(&mut self.deviations).iter_mut();
                deviations.filter(|it| overtaken(it)).for_each(|it| Arc::make_mut(it).overtaken = true);
            }
            let step = self.touch_node(node, event)?;
            if let Some(attempt) = step.attempts.last_mut().filter(|it| it.ended.is_none()) {
                attempt.ended = Some(end);
            } else if let Some(attempt) = step.attempts.last_mut()
                && attempt.ended == Some(AttemptEnd::Disagreed)
            {
                // A repeat that was due is overtaken: the step starts afresh.
                attempt.ended = Some(end);
            }
            step.not_applicable_by_rule = false;
            step.declared_not_applicable = None;
            step.instances = None;
            step.enough = false;
            step.inputs = None;
            step.released = None;
            step.restarted = Some(event.at);
        }
        Some(())
    }

    fn take_roles_at(&mut self, path: &str, capacity: &Capacity, by: &Signer) -> Option<()> {
        let node = self.layout.find(path)?;
        self.take_roles(self.layout.place(node)?.scope, capacity, by);
        Some(())
    }

    /// The scope whose roles count for releasing the hold point of a node: a used procedure's release is its own.
    pub(super) fn release_scope(&self, node: usize) -> usize {
        let own = self.layout.place(node).map_or(0, |place| place.scope);
        let held = self.layout.step(node).is_some_and(|step| step.said().hold_point.is_some());
        self.layout.used(node).filter(|_| !held).map_or(own, |(scope, _)| scope)
    }

    /// Remembers in which roles a person acted, from the inner procedure outwards.
    fn take_roles(&mut self, scope: usize, capacity: &Capacity, by: &Signer) {
        let mut next = Some(scope);
        for role in capacity.roles.iter().rev() {
            let Some(scope) = next else { return };
            let taken = |it: &Arc<RoleTaken>| it.scope == scope && it.role == *role && it.person == by.id;
            if !self.roles.iter().any(taken) {
                let taken = RoleTaken { scope, role: role.clone(), person: by.id.clone() };
                Arc::make_mut(&mut self.roles).push(Arc::new(taken));
            }
            next = self.layout.scope(scope).and_then(|scope| scope.used_at).map(|(_, around)| around);
        }
    }
}

fn add(people: &mut Vec<Signer>, person: &Signer) {
    if !people.iter().any(|known| known.id == person.id) {
        people.push(person.clone());
    }
}
