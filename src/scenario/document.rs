//! What a scenario file says: plain data with a type for every key of the format, possibly wrong.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Disposition, List};
use crate::run::{Code, Given, RunStatus, StepStatus, Verdict};
use crate::value::{Date, DateTime, Duration};

/// A scenario file: people, and cases in which they run a procedure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Scenario")]
pub struct ScenarioDocument {
    /// Version of this format: `1`.
    #[schemars(range(min = 1, max = 1))]
    pub scenario: u32,
    /// The procedure that is tested: an id in the same manual, or a path relative to this file.
    pub procedure: String,
    /// Everybody who acts, by a short name.
    pub people: IndexMap<String, Participant>,
    /// The cases, each a run of its own.
    #[schemars(length(min = 1))]
    pub cases: Vec<CaseEntry>,
}

/// Somebody who acts in the cases.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The name as it is printed.
    pub name: String,
    /// The roles of the procedure that this person holds.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub roles: List<String>,
    /// Qualifications, each with the last day on which it holds.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub qualifications: IndexMap<String, Date>,
    /// `true` for a device, which may perform but never verify or decide.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub device: bool,
}

/// One case: a run, and what must happen in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    /// What the case shows, as a sentence.
    pub name: String,
    /// An earlier case whose lines are played first. Its inputs and time hold unless they are given here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
    /// The inputs of the run, as a person would type them.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub inputs: IndexMap<String, Given>,
    /// When the case begins. A case that doesn't follow another one needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub at: Option<DateTime>,
    /// What is done, seen and expected, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<LineEntry>,
}

/// The beginning of a case, taken from an earlier one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// The name of the earlier case.
    pub case: String,
    /// Where to leave it: just before its first line about this step (`turkey`), or before this act on the step
    /// (`verify turkey`). Without it the whole case is played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// One line of a case: an act, a look at the sheet (`sees`), or an expectation (`expect`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LineEntry {
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, with its offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub at: Option<DateTime>,
    /// How long after the line before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Duration>,

    /// Starts the run: `yes`, or `trial`, which a draft may have too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<StartAs>,
    /// A step is done; its values stand in `values`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perform: Option<String>,
    /// A step is verified, with own `values` where the verification is independent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify: Option<String>,
    /// A disagreement on a step is settled with own `values`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjudicate: Option<String>,
    /// The hold point after a step is released.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_hold_point: Option<String>,
    /// A deviation is decided, by its number in the order in which they open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decide: Option<u32>,
    /// A value of a step is corrected; `input` corrects an input of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correct: Option<String>,
    /// A step is declared not applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// One more instance of a repeated group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub another: Option<String>,
    /// No more instances of a repeated group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enough: Option<String>,
    /// What must not be interrupted was interrupted: the step or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interrupt: Option<String>,
    /// A remark: its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Work stops: the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause: Option<String>,
    /// Work goes on: the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resume: Option<String>,
    /// A shift hands over: what the next one should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<String>,
    /// The next shift takes over: `yes`, or a remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take_over: Option<String>,
    /// Time has passed: `yes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tick: Option<String>,
    /// The run is released: `yes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The run is given up: the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abort: Option<String>,
    /// The person looks at their sheet of this step; `hidden` and `shown` say what is on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sees: Option<String>,
    /// What must hold now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Expect>,

    /// What is recorded, as a person would type it: `53.9`, `53.9 g`, `yes`. At the start: inputs that differ from
    /// those of the case.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, Given>,
    /// The verifier doesn't agree: the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reject: Option<String>,
    /// Which verification of the step, by its id or by how it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// The field, or input, that is corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it should have said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Given>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was really done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub performed_at: Option<DateTime>,
    /// How long before this line it was really done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ago: Option<Duration>,
    /// Who really did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performed_by: Option<String>,
    /// `true` where values that look like typing errors are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
    /// Makes the act happen once, however often it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// `true` where the person acts on what they saw at their last line, and not on how things stand now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<bool>,
    /// The step that a note is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The fields whose recorded values must not be on the sheet.
    #[serde(skip_serializing_if = "List::is_empty")]
    pub hidden: List<String>,
    /// The fields whose recorded values must be on the sheet.
    #[serde(skip_serializing_if = "List::is_empty")]
    pub shown: List<String>,
    /// The refusal that must be the answer. Without it the act must be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Code>,
}

/// How a run starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StartAs {
    /// In earnest: the procedure must be effective.
    Yes,
    /// As a trial.
    Trial,
}

/// What must hold at one point of a case. Steps are named by their paths, fields as `turkey.mass`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Where the run stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunStatus>,
    /// Where steps stand.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub steps: IndexMap<String, StepStatus>,
    /// What the engine makes of values.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub verdicts: IndexMap<String, Verdict>,
    /// Values as they stand, also computed ones, and inputs (`input.order`); `none` where nothing is recorded.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, Given>,
    /// How often steps were done.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub attempts: IndexMap<String, u32>,
    /// The deviations that nobody has decided about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_deviations: Option<Tally>,
    /// All deviations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviations: Option<Tally>,
    /// The time limits that have passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaches: Option<Tally>,
    /// What people may do now, such as `perform turkey` or `decide 1 rework`: exactly this, apart from `correct`,
    /// `interrupt`, `note`, `pause`, `hand_over`, `tick` and `abort`, which are named only where they matter.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub available: IndexMap<String, Vec<String>>,
}

/// How many there are, or the steps that they are about in the order in which they came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Tally {
    /// How many.
    Count(u32),
    /// Their steps.
    Steps(Vec<String>),
}
