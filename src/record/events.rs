//! Events of a run as lines of its record, and back.

use thiserror::Error;

use super::header::{Header, HeaderError};
use super::line::{ContentError, Line};
use super::seal::{Fact, SealError};
use super::stored::Record;
use crate::manual::Plan;
use crate::run::{ActKey, Event, ReplayError, Run};

/// Why a run can't be replayed from its record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReplayFailure {
    /// The content of an event was taken out, or is not that of an event.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The events are not those of a run of this plan.
    #[error(transparent)]
    Events(#[from] ReplayError),
    /// The header says something else than the event that started the run.
    #[error("the header is of another run or procedure than the events")]
    Header,
}

impl Header {
    /// The header of a run's record.
    ///
    /// # Errors
    ///
    /// As [`Header::new`].
    pub fn of(run: &Run) -> Result<Header, HeaderError> {
        let plan = run.plan();
        let digests = plan.procedures().map(|procedure| procedure.digest());
        Header::new(run.id(), plan.main().id(), plan.main().version(), digests, run.is_trial())
    }
}

impl Fact {
    /// An event of a run, to be sealed.
    ///
    /// # Errors
    ///
    /// As [`Fact::new`] and [`Fact::keyed`].
    pub fn of(event: &Event) -> Result<Fact, SealError> {
        let fact = Fact::new(event.at, &event.by, &event.what)?;
        match &event.key {
            Some(key) => fact.keyed(&key.key, key.act),
            None => Ok(fact),
        }
    }
}

impl Line {
    /// The event that was sealed.
    ///
    /// # Errors
    ///
    /// When it was taken out, or the line holds something else than an event of a run.
    pub fn event(&self) -> Result<Event, ContentError> {
        let by = self.by().ok_or(ContentError::TakenOut { seq: self.seq() })?;
        let key = self.key().zip(self.asked()).map(|(key, act)| ActKey { key: key.to_owned(), act });
        Ok(Event { seq: self.seq(), at: self.at(), by, key, what: self.what()? })
    }
}

impl Record {
    /// The events of the run, each as far as it was not taken out.
    pub fn events(&self) -> impl Iterator<Item = Result<Event, ContentError>> {
        self.lines().iter().map(Line::event)
    }

    /// The run that the record tells of.
    ///
    /// # Errors
    ///
    /// When content was taken out, or these are not the events of a run of this plan.
    pub fn replay(&self, plan: &Plan) -> Result<Run, ReplayFailure> {
        let events: Vec<Event> = self.events().collect::<Result<_, _>>()?;
        let run = Run::replay(plan, &events)?;
        let header = Header::of(&run).map_err(|_| ReplayFailure::Header)?;
        if header == *self.header() { Ok(run) } else { Err(ReplayFailure::Header) }
    }
}
