//! One execution of a plan.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::act::{Act, Start};
use super::ask::{self, KeptAct};
use super::blind::Hidden;
use super::draft::Draft;
use super::event::Event;
use super::fold::ReplayError;
use super::order::Flow;
use super::person::Person;
use super::recorded::Recorded;
use super::refusal::Refusal;
use super::settle;
use super::sheet::{self, BreachEntry, DeviationEntry, Sheet};
use super::start;
use super::state::State;
use super::status::{RunStatus, StepStatus};
use super::time;
use crate::manual::Plan;
use crate::procedure::{Procedure, Step};
use crate::value::DateTime;

/// One execution of a plan: a fold over its events. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    state: State,
    /// The acts that were accepted under a key (rule 10). They are no part of the state, because nothing is judged by
    /// them.
    acts: Arc<BTreeMap<String, KeptAct>>,
}

impl Run {
    /// Starts a run. The answer is the run after its start and the events to keep.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] where the procedure is not in force and it is no trial (rule 11), where the person has no role
    /// of it, or where an input is missing, can't be read or is outside its limits.
    pub fn start(
        plan: &Plan,
        start: Start,
        person: &Person,
        at: DateTime,
    ) -> Result<(Run, Vec<Event>), Refusal> {
        start::start(plan, &start, person, at)
            .map(|(state, events)| (Run { state, acts: Arc::default() }, events))
    }

    /// The events that an act would make. Nothing is changed: keep the events, then [`Run::fold`] them.
    ///
    /// The act is judged as if the clock had ticked at `at`: time limits that have passed by then come first among
    /// the events (rule 7). An act whose key was accepted before gives the same events again (rule 10).
    ///
    /// # Errors
    ///
    /// The first [`Refusal`] in the order of their [`Stage`](super::Stage)s.
    pub fn ask(&self, act: &Act, person: &Person, at: DateTime) -> Result<Vec<Event>, Refusal> {
        ask::ask(&self.state, &self.acts, act, person, at)
    }

    /// Folds events that were kept. Events that the run has already are passed over; all are folded or none.
    ///
    /// # Errors
    ///
    /// When they are not the events that come next in this run.
    pub fn fold(&mut self, events: &[Event]) -> Result<(), ReplayError> {
        let known = self.state.seq;
        let new = || events.iter().filter(|event| event.seq > known);
        // One event is folded whole or not at all; the first of several may have to be taken back.
        let before = (new().count() > 1).then(|| self.state.clone());
        for event in new() {
            if let Err(error) = self.state.apply(event) {
                if let Some(before) = before {
                    self.state = before;
                }
                return Err(error);
            }
        }
        new().for_each(|event| self.keep(event));
        Ok(())
    }

    /// The run that a record tells of, from its first event on.
    ///
    /// # Errors
    ///
    /// When the events are not the record of a run of this plan, pinned by the digests of its procedures (rule 11).
    pub fn replay(plan: &Plan, events: &[Event]) -> Result<Run, ReplayError> {
        let (first, rest) = events.split_first().ok_or(ReplayError::NoStart)?;
        let mut run = Run { state: State::begin(plan, first)?, acts: Arc::default() };
        for event in rest {
            run.state.apply(event)?;
            run.keep(event);
        }
        Ok(run)
    }

    /// What a person may see and do at a moment. Blind values are not in it (rule 8), and it is judged as if the clock
    /// had ticked at `at` (rule 7).
    pub fn sheet(&self, person: &Person, at: DateTime) -> Sheet {
        let in_time = at >= self.state.at;
        let mut draft = Draft::new(Cow::Borrowed(&self.state), person, at.max(self.state.at), None);
        if self.state.ended.is_none() && in_time && settle::tick(&mut draft).is_err() {
            draft = Draft::new(Cow::Borrowed(&self.state), person, at.max(self.state.at), None);
        }
        sheet::sheet(&draft.state, &draft.flow(), self.state.seq, person, at, in_time)
    }

    /// All deviations, by number. It hides nothing: people who may still have to verify get a sheet.
    pub fn deviations(&self) -> impl Iterator<Item = DeviationEntry> {
        let hidden = Hidden::default();
        let all = self.state.deviations.iter();
        all.map(move |deviation| sheet::deviation_entry(&self.state, deviation, &hidden))
    }

    /// The deviations that nobody has decided about.
    pub fn open_deviations(&self) -> impl Iterator<Item = DeviationEntry> {
        self.deviations().filter(|deviation| deviation.disposition.is_none())
    }

    /// The time limits that were found to have passed.
    pub fn breaches(&self) -> impl Iterator<Item = BreachEntry> {
        self.state.breaches.iter().map(|breach| sheet::breach_entry(&self.state, breach))
    }

    /// The run's id.
    pub fn id(&self) -> &str {
        &self.state.started.run
    }

    /// Whether it is a trial (rule 11).
    pub fn is_trial(&self) -> bool {
        self.state.started.trial
    }

    /// The plan that it executes.
    pub fn plan(&self) -> &Plan {
        &self.state.plan
    }

    /// Number of the last event.
    pub fn seq(&self) -> u64 {
        self.state.seq
    }

    /// When the last event was recorded.
    pub fn at(&self) -> DateTime {
        self.state.at
    }

    /// When it started.
    pub fn started_at(&self) -> DateTime {
        self.state.started.at
    }

    /// Where it stands.
    pub fn status(&self) -> RunStatus {
        Flow::of(&self.state).run_status(&self.state)
    }

    /// Where a step, group or instance stands, by its path.
    pub fn step_status(&self, step: &str) -> Option<StepStatus> {
        let node = self.state.layout.find(step).filter(|node| self.state.is_wanted(*node))?;
        Some(Flow::of(&self.state).standing(node).status)
    }

    /// The paths of all steps, groups and instances, in the order of work.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        let nodes = self.state.layout.order().iter().copied().skip(1);
        nodes.filter(|node| self.state.is_wanted(*node)).map(|node| self.state.layout.path(node))
    }

    /// What the procedure says about a step, group or instance of this run.
    pub fn step(&self, step: &str) -> Option<&Step> {
        self.state.layout.step(self.state.layout.find(step)?)
    }

    /// The procedure that a step belongs to: that of the run, or one that it uses.
    pub fn procedure_of(&self, step: &str) -> Option<&Procedure> {
        self.state.layout.procedure(self.state.layout.find(step)?)
    }

    /// How often a step was done, repeats and interrupted attempts included.
    pub fn attempts(&self, step: &str) -> usize {
        let node = self.state.layout.find(step);
        node.and_then(|node| self.state.step(node)).map_or(0, |own| own.attempts.len())
    }

    /// The values of a step as they stand, in the attempt that counts or else the last one. For records and scenarios:
    /// it hides nothing, so it is not for people who may still have to verify (rule 8); they get a sheet.
    pub fn values(&self, step: &str) -> &[Recorded] {
        let node = self.state.layout.find(step);
        let last = node.and_then(|node| self.state.step(node)).and_then(|own| own.attempts.last());
        last.map(|attempt| attempt.values.as_slice()).unwrap_or_default()
    }

    /// The inputs of the run.
    pub fn inputs(&self) -> &[Recorded] {
        &self.state.inputs
    }

    /// The next moment at which a time limit passes, for a host that sets a timer; nothing while none runs.
    pub fn next_due(&self, now: DateTime) -> Option<DateTime> {
        if self.state.ended.is_some() {
            return None;
        }
        time::next_due(&self.state, &Flow::of(&self.state), now)
    }

    /// Remembers the events of an act that had a key.
    fn keep(&mut self, event: &Event) {
        if let Some(key) = &event.key {
            let empty = || KeptAct { key: key.clone(), events: Vec::new() };
            let acts = Arc::make_mut(&mut self.acts);
            acts.entry(key.key.clone()).or_insert_with(empty).events.push(event.clone());
        }
    }
}
