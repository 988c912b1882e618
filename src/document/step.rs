//! One thing to do, or a group of steps, or another procedure used here; and what goes with a step: the second
//! person's check, hold points, time limits, and what happens when it fails.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::list::List;
use crate::value::{Decimal, Duration, Text};

/// One thing to do: one action, one performer, one outcome. With `steps` it is a group, with `use` it runs another
/// procedure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Name of the step in snake case, unique in the file. It never changes meaning; numbers are for print only.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"), example = &"wash_hands")]
    pub id: String,
    /// What is done, in the imperative.
    #[schemars(example = &"Wash your hands")]
    pub title: Text,
    /// The instruction in full, in the imperative.
    #[serde(rename = "do", default, skip_serializing_if = "Option::is_none")]
    pub instruction: Option<Text>,
    /// The reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// What will cause death or serious injury; shown before the step.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub danger: List<Text>,
    /// What could cause death or serious injury; shown before the step.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub warning: List<Text>,
    /// What could cause minor injury or damage; shown before the step.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub caution: List<Text>,
    /// What is worth knowing; shown before the step.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub note: List<Text>,
    /// Role that does it, or roles any of which may. A group's role holds for the steps in it.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    #[schemars(example = &"shift_lead")]
    pub by: List<String>,
    /// Whose people may not do this step: those of the `group`, of the whole `run`, or of the steps named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart_from: Option<Apart>,
    /// Condition; a step whose condition is false is not applicable by rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"turkey.mass < 57")]
    pub when: Option<String>,
    /// What is recorded. A step without fields is simply done.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub record: IndexMap<String, Field>,
    /// The second person's check, or several of them.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub verify: List<Verification>,
    /// Nothing after the step starts until this role releases it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_point: Option<HoldPoint>,
    /// Time limits, measured between the times things were done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time: Vec<TimeLimit>,
    /// What happens when the step fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_fail: Option<OnFail>,
    /// `true`: no score or decision outweighs it; `use_as_is` is never allowed; a verification is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical: Option<bool>,
    /// Who may declare the step not applicable, with a reason. Without this key nobody may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<NotApplicable>,
    /// Equipment used, by its names in the head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<String>,
    /// Materials used, by their names in the head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    /// How long it is expected to take, for planning and print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<Duration>,
    /// The steps of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// In which order the steps of a group are done. Default `strict`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// `true` on a group: an interruption voids what was recorded in it, and it starts again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uninterrupted: Option<bool>,
    /// The steps of the group are done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// Runs another procedure here.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Use>,
}

impl Step {
    /// Its safety messages with their signal words, strongest first (ANSI Z535.6).
    pub fn safety_messages(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let danger = self.danger.iter().map(|text| ("danger", text));
        let warning = self.warning.iter().map(|text| ("warning", text));
        danger.chain(warning).chain(self.caution.iter().map(|text| ("caution", text)))
    }

    /// Whether the step is a group.
    pub fn is_group(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Whether no score or decision outweighs the step.
    pub fn is_critical(&self) -> bool {
        self.critical == Some(true)
    }
}

/// Whose people are kept apart from an act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Apart {
    /// A whole surrounding.
    Whole(ApartWord),
    /// Everyone who performed or verified these steps.
    Steps(Vec<String>),
}

/// A whole surrounding whose people are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApartWord {
    /// Everyone who performed or verified another step of the same group.
    Group,
    /// Everyone who performed or verified another step of the run.
    Run,
}

/// The second person's check on a step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Name of the verification; needed when a step has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Condition under which it is due. Without it, always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Role that verifies, or roles any of which may. Never a performer of the step.
    pub by: List<String>,
    /// How the second person checks.
    pub how: How,
    /// How many different people. Default 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub people: Option<u32>,
    /// Which fields are verified. Default all that the step records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<List<String>>,
    /// For `independent`: field and largest difference allowed. A field not named must be equal.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub agree: IndexMap<String, Decimal>,
    /// Beside the step's own performers, who else may not verify.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart_from: Option<Apart>,
    /// By when it is due. Default `next`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
    /// For `witness`: the longest time between the act and the signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Duration>,
    /// `true`: an interruption voids what performer and verifier have recorded, and the step starts again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uninterrupted: Option<bool>,
    /// What happens when the two disagree. Without it a disagreement opens a deviation at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_disagree: Option<OnDisagree>,
}

impl Verification {
    /// How many different people verify.
    pub fn people(&self) -> u32 {
        self.people.unwrap_or(1)
    }

    /// The fields of `step` that are verified.
    pub fn fields<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a str> {
        let named = self.fields.iter().flat_map(|fields| fields.iter().map(String::as_str));
        let all = step.record.keys().map(String::as_str).filter(|_| self.fields.is_none());
        named.chain(all)
    }
}

/// How a second person checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Reads the record afterwards.
    #[default]
    Review,
    /// Sees it happen.
    Witness,
    /// Repeats it blind, with own values.
    Independent,
}

impl How {
    /// The word for it in files and messages.
    pub fn word(self) -> &'static str {
        match self {
            How::Review => "review",
            How::Witness => "witness",
            How::Independent => "independent",
        }
    }
}

/// By when a verification is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// Before the next step starts.
    #[default]
    Next,
    /// Before the step's group ends.
    Group,
    /// Before the run is released.
    Release,
}

/// What happens when performer and verifier disagree: both repeat, still blind, then a third person adjudicates.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnDisagree {
    /// How many performances in all.
    #[schemars(range(min = 1))]
    pub attempts: u32,
    /// Role of the third person, whose own values stand.
    pub then: String,
}

/// Nothing after the step starts until somebody releases it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldPoint {
    /// Who may release.
    pub by: List<String>,
    /// Whose people may not release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart_from: Option<Apart>,
}

/// A time limit between an event and this step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    /// The longest time allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Duration>,
    /// The shortest time allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Duration>,
    /// Since when: `start`, a step's id, `STEP.verified`, or a date-time field or input (`STEP.FIELD`, `input.NAME`).
    #[schemars(example = &"start", example = &"toast.verified")]
    pub after: String,
    /// `true`: a breach is only marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<bool>,
    /// `true`: a breach bars the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuse: Option<bool>,
}

/// What happens when a step fails.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnFail {
    /// What waits for the decision. Default `run`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Block>,
    /// Where rework starts again, and how often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rework: Option<Rework>,
    /// Disposition and the role that may decide it. What is not listed is not allowed.
    #[schemars(schema_with = "super::schema::decide")]
    pub decide: IndexMap<Disposition, List<String>>,
}

/// What waits until a deviation is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Nothing further starts.
    #[default]
    Run,
    /// Work goes on; it must be decided before release.
    Release,
}

/// Where rework starts again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rework {
    /// The step from which everything is done again, or `self`.
    #[schemars(example = &"self")]
    pub back_to: String,
    /// How many performances of the failed step, the first included.
    #[schemars(range(min = 2))]
    pub attempts: u32,
}

/// What is decided about a deviation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Accepted although it doesn't conform.
    #[default]
    UseAsIs,
    /// Done again so that it conforms in full.
    Rework,
    /// Made usable, without conforming in full.
    Repair,
    /// Used for a lesser purpose.
    Regrade,
    /// Sent back to where it came from.
    Return,
    /// Thrown away.
    Scrap,
    /// The whole is called off.
    Cancel,
    /// The value was written wrong and has been corrected.
    EntryError,
}

impl Disposition {
    /// The word for it in files and messages.
    pub fn word(self) -> &'static str {
        match self {
            Disposition::UseAsIs => "use_as_is",
            Disposition::Rework => "rework",
            Disposition::Repair => "repair",
            Disposition::Regrade => "regrade",
            Disposition::Return => "return",
            Disposition::Scrap => "scrap",
            Disposition::Cancel => "cancel",
            Disposition::EntryError => "entry_error",
        }
    }
}

/// Who may declare a step not applicable.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotApplicable {
    /// The roles that may.
    pub by: List<String>,
}

/// In which order the steps of a group are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// One after the other, as written.
    #[default]
    Strict,
    /// In any order.
    Any,
}

/// How often the steps of a group are done.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// Formula for how often, fixed when the group opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<super::Limit>", example = &"input.containers")]
    pub times: Option<String>,
    /// The fewest instances, where people decide how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// The most instances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// Another procedure, run here as part of this run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// The other procedure's id.
    pub procedure: String,
    /// Which versions of it will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &">=1.2, <2")]
    pub version: Option<String>,
    /// Its inputs, each as a formula.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(with = "std::collections::BTreeMap<String, super::Limit>")]
    pub with: IndexMap<String, String>,
    /// Its roles, each with the role here that takes it.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub roles: IndexMap<String, String>,
}
