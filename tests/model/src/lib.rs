//! A slow second implementation of the run's rules 1 to 12, obvious rather than quick: what the engine is held against.
//!
//! A [`Model`](facts::Model) keeps plain facts about a run, one for each thing that was done, and nothing that follows from them:
//! where steps stand, what is offered, who may do it and why not is worked out anew at each question, from the tree of
//! places on. Asking gives the model as it would be afterwards, or every refusal of the earliest stage that applies.
//!
//! It is deliberately not the engine written twice: it has no events, no drafts and no caches, and reads only the
//! public data of procedures, acts and values.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "it is a test, and a test may fail loudly"
)]

pub mod choices;
pub mod generate;
pub mod facts;
pub mod places;
pub mod formulas;
pub mod reading;
pub mod verdicts;
pub mod order;
pub mod blind;
pub mod people;
pub mod time;
pub mod consequences;
pub mod refusals;
pub mod steps;
pub mod decisions;
pub mod whole;
pub mod walk;
pub mod invariants;
