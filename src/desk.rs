//! A run together with the journal that keeps it: one call asks, appends and folds.
//!
//! The order is what matters. Events are folded only after the journal has kept them, so a lost write never leaves a
//! run that is ahead of its record; and where another host was faster, the desk takes up what that host appended and
//! asks again, so that every act is judged by the run as it really stands.
//!
//! Deliberately not here: who may sit at the desk (the host authenticates), the clock, and random numbers. The host
//! gives both with every act: the time, and a [`Salt`] made of bytes from the operating system's secure generator.

use thiserror::Error;

use crate::manual::Plan;
use crate::record::{
    ContentError, Fact, Head, Header, HeaderError, Journal, JournalError, Line, Record, ReplayFailure, Salt,
    SealError, seal,
};
use crate::run::{Act, Event, Person, Refusal, Run, Sheet, Start};
use crate::value::DateTime;

/// How often an act is asked again because another host appended first.
const MOST_TURNS: usize = 100;

/// How many events are read from a journal at a time.
const PAGE: usize = 1000;

/// A run and the journal that keeps it.
///
/// ```
/// use countersign::desk::Desk;
/// use countersign::manual::Plan;
/// use countersign::procedure::Procedure;
/// use countersign::record::{MemoryJournal, Salt};
/// use countersign::run::{Act, Person, Start};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let plan = Plan::of(Procedure::parse(include_str!("../procedures/outgoing-product-check.yaml"))?)?;
/// let journal = MemoryJournal::new();
/// let ana = Person::new("u17", "Ana Ruiz").role("packer").qualified("product_training", "2027-06-30".parse()?);
///
/// let start = Start::trial("R-0042")
///     .input("order", "10071")
///     .input("product", "LAMP-2")
///     .input("quantity", "12")
///     .input("cartons", "1")
///     .input("unit_mass", "0.850")
///     .input("carton_mass", "0.310")
///     .input("promised_ship", "2026-12-03T16:00:00Z");
/// let salt = Salt::new(&[7; 16])?; // 16 bytes from the secure generator, new ones for every act
/// let desk = Desk::start(&journal, &plan, start, &ana, "2026-12-01T09:00:00Z".parse()?, &salt)?;
///
/// // Later, perhaps in another process:
/// let again = Desk::open(&journal, &plan, "R-0042")?;
/// assert_eq!(again.run(), desk.run());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Desk<J> {
    journal: J,
    run: Run,
    head: Head,
}

/// Why the desk did not do what it was asked. But for [`JournalError::Uncertain`], nothing was kept.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum DeskError {
    /// The act is not allowed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The journal could not be read or written. After [`JournalError::Uncertain`], open the journal and the desk
    /// again; asking again with the same key then tells how it ended.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The events can't be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The run's id is not one that a record can have.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The record doesn't give a run of this plan.
    #[error(transparent)]
    Replay(#[from] ReplayFailure),
    /// Other hosts appended first, again and again.
    #[error("other hosts were faster {MOST_TURNS} times in a row; ask again")]
    Crowded,
}

impl<J: Journal> Desk<J> {
    /// Starts a run and keeps its first events.
    ///
    /// # Errors
    ///
    /// As [`Run::start`]; [`JournalError::Conflict`] when there is a record of a run with this id already.
    pub fn start(
        journal: J,
        plan: &Plan,
        start: Start,
        person: &Person,
        at: DateTime,
        salt: &Salt,
    ) -> Result<Desk<J>, DeskError> {
        let (run, events) = Run::start(plan, start, person, at)?;
        let header = Header::of(&run)?;
        let head = journal.begin(&header, &sealed(header.head(), &events, salt)?)?;
        Ok(Desk { journal, run, head })
    }

    /// Takes up a run from its record. Every line of it is checked, and the run replayed.
    ///
    /// # Errors
    ///
    /// [`JournalError::NoRun`] when there is no record of it; [`DeskError::Replay`] when the record is not one of this
    /// plan.
    pub fn open(journal: J, plan: &Plan, run: &str) -> Result<Desk<J>, DeskError> {
        let record = journal.record(run)?.ok_or_else(|| JournalError::NoRun { run: run.to_owned() })?;
        let head = record.head();
        Ok(Desk { run: record.replay(plan)?, journal, head })
    }

    /// Asks for an act, keeps its events and folds them. The answer is what happened: the events of the act, after
    /// those of time limits that had passed. An act whose key was accepted before gives its events again and does
    /// nothing.
    ///
    /// # Errors
    ///
    /// [`DeskError::Refused`] when the act is not allowed; nothing has changed then but that events of other hosts
    /// were taken up.
    pub fn ask(
        &mut self,
        act: &Act,
        person: &Person,
        at: DateTime,
        salt: &Salt,
    ) -> Result<Vec<Event>, DeskError> {
        for _ in 0..MOST_TURNS {
            let events = self.run.ask(act, person, at)?;
            let is_new = events.first().is_some_and(|event| event.seq > self.run.seq());
            if !is_new {
                return Ok(events);
            }
            match self.journal.append(self.run.id(), self.head, &sealed(self.head, &events, salt)?) {
                Ok(head) => {
                    self.run.fold(&events).map_err(ReplayFailure::from)?;
                    self.head = head;
                    return Ok(events);
                }
                Err(JournalError::Conflict { .. }) => self.catch_up()?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Crowded)
    }

    /// Takes up what other hosts have appended; before a sheet is shown, say.
    ///
    /// # Errors
    ///
    /// When the journal can't be read, or its events don't follow.
    pub fn catch_up(&mut self) -> Result<(), DeskError> {
        loop {
            let lines = self.journal.read(self.run.id(), self.head.seq, PAGE)?;
            let whole = lines.iter().rposition(|line| !line.more()).map_or(0, |last| last + 1);
            let acts = lines.get(..whole).unwrap_or_default();
            let Some(last) = acts.last() else { return Ok(()) };
            let events: Result<Vec<Event>, ContentError> = acts.iter().map(Line::event).collect();
            self.run.fold(&events.map_err(ReplayFailure::from)?).map_err(ReplayFailure::from)?;
            self.head = last.head();
        }
    }

    /// What a person may see and do at a moment, as [`Run::sheet`]; of the run as this desk knows it.
    pub fn sheet(&self, person: &Person, at: DateTime) -> Sheet {
        self.run.sheet(person, at)
    }

    /// The run as this desk knows it.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Where its record ends. Kept elsewhere, or printed, it shows later whether anything is missing.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The whole record as the journal has it, every line checked.
    ///
    /// # Errors
    ///
    /// When the journal can't be read.
    pub fn record(&self) -> Result<Record, DeskError> {
        let run = self.run.id();
        Ok(self.journal.record(run)?.ok_or_else(|| JournalError::NoRun { run: run.to_owned() })?)
    }

    /// The journal.
    pub fn journal(&self) -> &J {
        &self.journal
    }
}

fn sealed(head: Head, events: &[Event], salt: &Salt) -> Result<Vec<Line>, SealError> {
    let facts: Vec<Fact> = events.iter().map(Fact::of).collect::<Result<_, _>>()?;
    seal(head, &facts, salt)
}
