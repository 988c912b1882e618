//! The engine: acts in, events out.
//!
//! A [`Run`] is a fold over events. A host asks for something, an [`Act`]; the engine answers with the [`Event`]s it
//! would make of it, or with a [`Refusal`]. Asking changes nothing: the host keeps the events, then folds them. So a
//! lost write never leaves a run that is ahead of its record.
//!
//! Read in this order: people, acts and events are data; [`Code`] is the table of what is not allowed; the state is
//! what is known of the steps; verdicts, people, order and time judge; `ask` answers acts,
//! one file each; `fold` makes state of events; the sheet shows it to one person.
//!
//! No clock, no randomness, no files: times and people come in, and the same events give the same run everywhere.

mod person;
mod given;
mod act;
mod recorded;
mod status;
mod departure;
mod event;
mod refusal;
mod state;
mod fold;
mod names;
mod entry;
mod verdict;
mod recording;
mod people;
mod verification;
mod blind;
mod order;
mod time;
mod draft;
mod settle;
mod ask;
mod start;
mod offers;
mod sheet;
mod engine;

pub use act::{Act, ActKind, Start};
pub use departure::{Breached, Cause, Decided, DeviationOpened, DoneInTime, TimedBy};
pub use engine::Run;
pub use event::{
    ActKey, Adjudicated, AnotherAsked, ConditionTurned, Corrected, Disagreed, Ended, Event, HandedOver,
    InstancesOpened, Interrupted, Noted, Performed, Pinned, Reasoned, Recomputed, Signed, Spoken, Started,
    StepNamed, UseOpened, VerificationVoided, Verified, What,
};
pub use fold::ReplayError;
pub use given::{Evidence, EvidenceError, Given};
pub use person::{Capacity, Person, Signer};
pub use recorded::{Against, Edge, Judged, Recorded, Verdict};
pub use refusal::{Code, Refusal, Stage};
pub use sheet::{BreachEntry, DeviationEntry, NoteEntry, Offer, Sheet, StepEntry, VerificationEntry};
pub use status::{RunStatus, StepStatus};
