//! Events about departures from the procedure: time limits that passed, deviations, and what was decided about them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::{Capacity, Signer};
use super::recorded::Recorded;
use crate::document::{Block, Disposition};
use crate::value::DateTime;

/// A time limit passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Breached {
    /// The step.
    pub step: String,
    /// Which limit.
    pub limit: TimedBy,
    /// When it was breached, which is earlier than when that was found.
    pub happened: DateTime,
    /// Whether it is only marked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alert: bool,
}

/// What sets the time that was breached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimedBy {
    /// A time limit of the step, from 0 in the order written.
    Time(u32),
    /// The `within` of a witness, by the verification's place.
    Witness(u32),
}

/// Work that was entered after a breach had been done in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DoneInTime {
    /// The step.
    pub step: String,
    /// Which limit.
    pub limit: TimedBy,
}

/// A deviation opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviationOpened {
    /// Its number in the run, from 1.
    pub deviation: u32,
    /// The step that failed.
    pub step: String,
    /// In which attempt; 0 where the step had not been done.
    pub attempt: u32,
    /// Why it failed.
    pub cause: Cause,
    /// The values that don't conform, with their limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Recorded>,
    /// Everyone who contributed to the step so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Signer>,
    /// When it happened.
    pub happened: DateTime,
    /// Whether the step is critical.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub critical: bool,
    /// What waits for the decision.
    pub block: Block,
}

/// Why a step failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cause {
    /// Recorded values are outside their limits, or could not be judged.
    Values,
    /// The second person rejected it, by the verification's place.
    Rejected(u32),
    /// Performer and verifier disagree in these fields, by the verification's place.
    Disagreed(u32),
    /// A time limit was breached.
    Breached(TimedBy),
    /// An input of a used procedure is outside its limits.
    Inputs,
}

/// A deviation was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Its number.
    pub deviation: u32,
    /// What was decided.
    pub disposition: Disposition,
    /// Why.
    pub reason: String,
    /// In which role.
    pub capacity: Capacity,
    /// The steps and groups that start again, where it is rework.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restarted: Vec<String>,
}
