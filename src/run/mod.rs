//! The engine: acts in, events out.
//!
//! A run is a fold over events. A host asks for something, an [`Act`]; the engine answers with the [`Event`]s it
//! would make of it, or with a refusal. Asking changes nothing: the host keeps the events, then folds them.

mod person;
mod given;
mod act;
mod recorded;
mod status;
mod event;

pub use act::{Act, ActKind, Start};
pub use event::{
    ActKey, Adjudicated, AnotherAsked, Breached, Cause, ConditionTurned, Corrected, Decided, DeviationOpened,
    Disagreed, DoneInTime, Ended, Event, HandedOver, InstancesOpened, Interrupted, Noted, Performed, Pinned,
    Reasoned, Recomputed, Signed, Spoken, Started, StepNamed, TimedBy, UseOpened, VerificationVoided,
    Verified, What,
};
pub use given::{Evidence, EvidenceError, Given};
pub use person::{Capacity, Person, Signer};
pub use recorded::{Against, Edge, Judged, Recorded, Verdict};
pub use status::{RunStatus, StepStatus};
