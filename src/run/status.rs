//! Where runs and steps stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Work goes on.
    #[default]
    Running,
    /// Work stopped for a while.
    Paused,
    /// Everything is done; somebody has to release it.
    AwaitingRelease,
    /// Done, without any failure.
    Completed,
    /// Done, with a deviation that was accepted.
    CompletedWithDeviation,
    /// Done, after something had to be done again.
    CompletedAfterRework,
    /// Ended by a decision about a deviation.
    Rejected,
    /// Given up.
    Aborted,
}

impl RunStatus {
    /// Whether nothing can happen any more.
    pub fn is_final(self) -> bool {
        !matches!(self, RunStatus::Running | RunStatus::Paused | RunStatus::AwaitingRelease)
    }

    /// The word for it in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            RunStatus::Running => "running",
            RunStatus::Paused => "paused",
            RunStatus::AwaitingRelease => "awaiting_release",
            RunStatus::Completed => "completed",
            RunStatus::CompletedWithDeviation => "completed_with_deviation",
            RunStatus::CompletedAfterRework => "completed_after_rework",
            RunStatus::Rejected => "rejected",
            RunStatus::Aborted => "aborted",
        }
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// Its turn has not come.
    #[default]
    Pending,
    /// It can be done now.
    Open,
    /// It was done, and waits for something other than a second person, such as a hold point.
    Recorded,
    /// It was done, and waits for a second person.
    AwaitingVerification,
    /// Performer and verifier disagree.
    Disagreed,
    /// A deviation waits for its decision.
    Failed,
    /// Nothing is left to do.
    Closed,
    /// It is not to be done.
    NotApplicable,
    /// It was done, but its condition no longer holds, or its instance is no longer wanted.
    Superseded,
    /// The run ended before it was done.
    NotPerformed,
}

impl StepStatus {
    /// The word for it in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            StepStatus::Pending => "pending",
            StepStatus::Open => "open",
            StepStatus::Recorded => "recorded",
            StepStatus::AwaitingVerification => "awaiting_verification",
            StepStatus::Disagreed => "disagreed",
            StepStatus::Failed => "failed",
            StepStatus::Closed => "closed",
            StepStatus::NotApplicable => "not_applicable",
            StepStatus::Superseded => "superseded",
            StepStatus::NotPerformed => "not_performed",
        }
    }
}
