//! What happened: events, as plain data with everything needed to fold them without judging again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::departure::{Breached, Decided, DeviationOpened, DoneInTime};
use super::person::{Capacity, Signer};
use super::recorded::Recorded;
use super::status::RunStatus;
use crate::document::How;
use crate::procedure::Digest;
use crate::value::DateTime;

/// One thing that happened in a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its number in the run, from 1 without a gap.
    pub seq: u64,
    /// When it was recorded, by the host's clock; never earlier than the event before.
    pub at: DateTime,
    /// Who asked for the act that it comes from.
    pub by: Signer,
    /// The key of that act, where it had one (rule 10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<ActKey>,
    /// What happened.
    pub what: What,
}

/// The key of an act with the digest of what was asked, so that another act under the same key is found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActKey {
    /// The key.
    pub key: String,
    /// Digest of act and person.
    pub act: Digest,
}

/// What happened. Steps are named by their paths in the run: `turkey`, `pack[2].weigh`, `clean/wash`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// The run started.
    Started(Started),
    /// A condition came out, or came out differently than before: the step is or isn't to be done (rule 6).
    ConditionTurned(ConditionTurned),
    /// A repeated group was reached, and this many instances are to be done.
    InstancesOpened(InstancesOpened),
    /// A used procedure was reached, or its inputs changed.
    UseOpened(UseOpened),
    /// A step was done.
    Performed(Performed),
    /// A second person verified or rejected a step.
    Verified(Verified),
    /// Performer and verifier disagree and both repeat, or a third person settles it.
    Disagreed(Disagreed),
    /// A third person settled a disagreement.
    Adjudicated(Adjudicated),
    /// A time limit passed, or a witness was missed.
    Breached(Breached),
    /// Work that was entered after a breach had been done in time.
    DoneInTime(DoneInTime),
    /// A deviation opened.
    DeviationOpened(DeviationOpened),
    /// A deviation was decided.
    Decided(Decided),
    /// A value was corrected.
    Corrected(Box<Corrected>),
    /// Values were computed or judged again because something they depend on was corrected.
    Recomputed(Recomputed),
    /// A verification no longer counts, because what was verified has changed.
    VerificationVoided(VerificationVoided),
    /// The release of a hold point no longer counts, because something before it has changed.
    HoldPointVoided(StepNamed),
    /// A hold point was released.
    HoldPointReleased(Signed),
    /// A person declared a step not applicable.
    DeclaredNotApplicable(Reasoned),
    /// One more instance of a repeated group.
    AnotherAsked(AnotherAsked),
    /// No more instances of a repeated group.
    EnoughSaid(Signed),
    /// What must not be interrupted was interrupted; what was recorded in it is void.
    Interrupted(Interrupted),
    /// Somebody remarked something.
    Noted(Noted),
    /// Work stopped for a while.
    Paused(Spoken),
    /// Work went on.
    Resumed(Spoken),
    /// A shift handed over.
    HandedOver(HandedOver),
    /// The next shift took over.
    TakenOver(Spoken),
    /// Somebody released the run.
    Released(Spoken),
    /// Somebody gave the run up.
    Aborted(Spoken),
    /// The run ended.
    Ended(Ended),
}

/// The run started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Started {
    /// The run's id.
    pub run: String,
    /// Whether it is a trial.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trial: bool,
    /// The procedures it executes, the main one first (rule 11).
    pub procedures: Vec<Pinned>,
    /// The inputs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Recorded>,
    /// In which role it was started.
    pub capacity: Capacity,
}

/// A procedure with what it holds pinned by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    /// Its id.
    pub id: String,
    /// Its version.
    #[schemars(with = "String")]
    pub version: semver::Version,
    /// The digest of what it holds.
    pub digest: Digest,
}

/// A condition came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionTurned {
    /// The step or group.
    pub step: String,
    /// The condition.
    pub condition: String,
    /// Whether it holds, so that the step is to be done.
    pub holds: bool,
}

/// A repeated group was reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstancesOpened {
    /// The group.
    pub step: String,
    /// How many instances are to be done.
    pub instances: u32,
}

/// A used procedure was reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UseOpened {
    /// The step that uses it.
    pub step: String,
    /// Its inputs.
    pub inputs: Vec<Recorded>,
}

/// A step was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Performed {
    /// The step.
    pub step: String,
    /// Which attempt it is, from 1.
    pub attempt: u32,
    /// When it was done.
    pub performed_at: DateTime,
    /// Who did it, where that is not the one who recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performed_by: Option<Signer>,
    /// In which role it was done.
    pub capacity: Capacity,
    /// Why it was entered late, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// What was recorded and computed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Recorded>,
}

/// A second person verified or rejected a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The step.
    pub step: String,
    /// Which of its verifications, from 0 in the order written.
    pub verification: u32,
    /// Its id, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the signature means.
    pub how: How,
    /// Number of the event that last changed what was verified.
    pub of: u64,
    /// When it was done.
    pub performed_at: DateTime,
    /// Why it was entered late, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// In which role.
    pub capacity: Capacity,
    /// Why it was rejected, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<String>,
    /// The verifier's own values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Recorded>,
    /// The fields in which performer and verifier disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<String>,
}

/// Performer and verifier disagree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disagreed {
    /// The step.
    pub step: String,
    /// Which of its verifications, from 0 in the order written.
    pub verification: u32,
    /// Whether both repeat, still blind; otherwise a third person settles it.
    pub repeat: bool,
}

/// A third person settled a disagreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adjudicated {
    /// The step.
    pub step: String,
    /// Which of its verifications, from 0 in the order written.
    pub verification: u32,
    /// When it was done.
    pub performed_at: DateTime,
    /// Why it was entered late, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// In which role.
    pub capacity: Capacity,
    /// All values of the step as they stand now.
    pub values: Vec<Recorded>,
}

/// A value was corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// The step; nothing for an input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Whose value: the verification's place for a verifier's, nothing for the performer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<u32>,
    /// What stood there; nothing where an optional value had not been given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Recorded>,
    /// What stands there now.
    pub new: Recorded,
    /// Why.
    pub reason: String,
    /// In which role.
    pub capacity: Capacity,
}

/// Values were computed or judged again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recomputed {
    /// The step.
    pub step: String,
    /// Whose values: the verification's place and person for a verifier's, nothing for the performer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<u32>,
    /// All values as they stand now.
    pub values: Vec<Recorded>,
    /// The fields in which performer and verifier disagree now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<String>,
}

/// A verification no longer counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationVoided {
    /// The step.
    pub step: String,
    /// Which of its verifications, from 0 in the order written.
    pub verification: u32,
}

/// Something about one step or group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepNamed {
    /// The step or group.
    pub step: String,
}

/// Something signed about one step or group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The step or group.
    pub step: String,
    /// In which role.
    pub capacity: Capacity,
}

/// Something signed about one step or group, with a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// The step or group.
    pub step: String,
    /// Why.
    pub reason: String,
    /// In which role.
    pub capacity: Capacity,
}

/// One more instance of a repeated group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnotherAsked {
    /// The group.
    pub step: String,
    /// How many instances there are now.
    pub instances: u32,
    /// In which role.
    pub capacity: Capacity,
}

/// What must not be interrupted was interrupted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interrupted {
    /// The step or group.
    pub step: String,
    /// By what.
    pub reason: String,
    /// In which role somebody said so.
    pub capacity: Capacity,
    /// The steps and groups that start again.
    pub restarted: Vec<String>,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// The step that it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What was remarked.
    pub text: String,
    /// In which role.
    pub capacity: Capacity,
}

/// Something said about the whole run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spoken {
    /// Why, where it needs a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// In which role.
    pub capacity: Capacity,
}

/// A shift handed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// What the next shift should know.
    pub note: String,
    /// The steps that are open or wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// The deviations that are not decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<u32>,
    /// In which role.
    pub capacity: Capacity,
}

/// The run ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// As what it ended.
    pub status: RunStatus,
    /// The steps that were not done any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_performed: Vec<String>,
}
