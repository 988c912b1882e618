//! A draft of what would happen: the events of one act, folded as they are made into a copy of the state. Where nothing
//! happens, nothing is copied.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
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
pub(super) struct Draft<'a> {
    pub(super) state: Cow<'a, State>,
    pub(super) events: Vec<Event>,
    pub(super) at: DateTime,
    by: Signer,
    key: Option<ActKey>,
    /// Where everything stands, found once between two events.
    flow: OnceCell<Rc<Flow>>,
    /// Where everything stood when that was last looked at.
    earlier: RefCell<Option<Rc<Flow>>>,
    /// Something was uncommitted at some time, so that anything may have waited for it.
    pub(super) withheld: bool,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        state: Cow<'a, State>,
        person: &Person,
        at: DateTime,
        key: Option<ActKey>,
    ) -> Draft<'a> {
        let (by, flow) = (person.signer(), OnceCell::new());
        Draft { state, events: Vec::new(), at, by, key, flow, earlier: RefCell::new(None), withheld: false }
    }

    /// Makes an event of something that happens.
    pub(super) fn push(&mut self, what: What) -> Result<(), Refusal> {
        let seq = self.state.seq.saturating_add(1);
        let event = Event { seq, at: self.at, by: self.by.clone(), key: self.key.clone(), what };
        // The engine's own events fit; an event that didn't would be refused rather than kept.
        let unfit = |error: ReplayError| Refusal::new(Code::NotForThisStep).detail(error.to_string());
        self.state.to_mut().apply(&event).map_err(unfit)?;
        self.events.push(event);
        if let Some(before) = self.flow.take() {
            self.withheld |= !before.uncommitted.is_empty();
            self.earlier.replace(Some(before));
        }
        Ok(())
    }

    pub(super) fn flow(&self) -> Rc<Flow> {
        let found = || match self.earlier.take() {
            Some(earlier) => Rc::unwrap_or_clone(earlier).after(&self.state),
            None => Flow::of(&self.state),
        };
        Rc::clone(self.flow.get_or_init(|| Rc::new(found())))
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
