//! A draft of what would happen: the events of one act, folded into a copy as they are made.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use super::departure::{Cause, DeviationOpened};
use super::event::{ActKey, Event, What};
use super::fold::ReplayError;
use super::order::Flow;
use super::person::{Person, Signer};
use super::recorded::Recorded;
use super::refusal::{Code, Refusal};
use super::state::State;
use crate::document::Block;
use crate::value::DateTime;

/// The events of one act so far, and the state after them.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) state: State,
    pub(super) events: Vec<Event>,
    pub(super) at: DateTime,
    by: Signer,
    key: Option<ActKey>,
    /// Where everything stands, found once between two events.
    flow: OnceCell<Rc<Flow>>,
}

impl Draft {
    pub(super) fn new(state: State, person: &Person, at: DateTime, key: Option<ActKey>) -> Draft {
        Draft { state, events: Vec::new(), at, by: person.signer(), key, flow: OnceCell::new() }
    }

    /// Makes an event of something that happens.
    pub(super) fn push(&mut self, what: What) -> Result<(), Refusal> {
        let seq = self.state.seq.saturating_add(1);
        let event = Event { seq, at: self.at, by: self.by.clone(), key: self.key.clone(), what };
        // The engine's own events fit; an event that didn't would be refused rather than kept.
        let unfit = |error: ReplayError| Refusal::new(Code::NotForThisStep).detail(error.to_string());
        self.state.apply(&event).map_err(unfit)?;
        self.events.push(event);
        self.flow = OnceCell::new();
        Ok(())
    }

    pub(super) fn flow(&self) -> Rc<Flow> {
        Rc::clone(self.flow.get_or_init(|| Rc::new(Flow::of(&self.state))))
    }

    pub(super) fn path(&self, node: usize) -> String {
        self.state.layout.path(node).to_owned()
    }

    /// Opens a deviation of a step (rule 4).
    pub(super) fn open_deviation(
        &mut self,
        node: usize,
        cause: Cause,
        values: Vec<Recorded>,
        happened: DateTime,
    ) -> Result<(), Refusal> {
        let step = self.state.layout.step(node);
        let block = step.and_then(|step| step.on_fail()).and_then(|on_fail| on_fail.block);
        let critical = step.is_some_and(|step| step.is_critical());
        let own = self.state.steps.get(node).map(Arc::clone).unwrap_or_default();
        let attempt = own.attempts.last().map_or(0, |attempt| attempt.number);
        let number = u32::try_from(self.state.deviations.len()).unwrap_or(u32::MAX).saturating_add(1);
        let mut people = own.performers.clone();
        people.extend(own.verifiers.iter().filter(|it| !own.performed_by(&it.id)).cloned());
        self.push(What::DeviationOpened(DeviationOpened {
            deviation: number,
            step: self.path(node),
            attempt,
            cause,
            values,
            people,
            happened,
            critical,
            block: block.unwrap_or(Block::Run),
        }))
    }
}
