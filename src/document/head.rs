//! The head of a procedure file: who it is, who answers for it, and what its steps refer to.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Rounding};
use super::list::List;
use super::step::{Apart, OnFail, Step};
use crate::value::{Date, Duration, Text};

/// A standard operating procedure: who does what in which order, what is recorded, which limits hold, and where a
/// second person checks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "countersign procedure")]
pub struct Document {
    /// Version of this file format. Always `1`.
    #[schemars(range(min = 1, max = 1))]
    pub countersign: u32,
    /// Name of the procedure in kebab case; the file is called `<id>.yaml`. Never changes and is never used again.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"), example = &"turkey-sandwich")]
    pub id: String,
    /// Semantic version of the content. A change of meaning needs a new one.
    #[schemars(with = "String", regex(pattern = r"^\d+\.\d+\.\d+"), example = &"1.0.0")]
    pub version: semver::Version,
    /// What the procedure does: verb and object.
    #[schemars(example = &"Build a turkey sandwich")]
    pub title: Text,
    /// The organisation's own document number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"SOP-QC-0012")]
    pub number: Option<String>,
    /// Language of plain strings, as a BCP 47 tag. Default `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"en")]
    pub language: Option<String>,
    /// Where the procedure stands in its life. Default `draft`. Only an effective procedure can start a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// First day on which it is in force. Required once effective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Date>,
    /// Day by which it must be reviewed again. Required once effective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
    /// Function accountable for the content. Required once effective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Kitchen manager")]
    pub owner: Option<Text>,
    /// Who wrote, reviewed and approved it, each bound to the content by its digest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// History of changes, newest first, with an entry for this version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Why the procedure exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Text>,
    /// What it covers, and what it doesn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Text>,
    /// Terms with their meaning.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub definitions: IndexMap<String, Text>,
    /// Other documents it relies on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Hazards that hold throughout, as they stand before a step.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub safety: List<Notes>,
    /// Tools and instruments, by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub equipment: IndexMap<String, Item>,
    /// What is used up, by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub materials: IndexMap<String, Item>,
    /// Who acts: the functions that perform, verify, release and decide.
    pub roles: IndexMap<String, Role>,
    /// Sets of roles that are held by different people in a run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub separate: Vec<Vec<String>>,
    /// Values fixed when the run starts, such as an order number.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub inputs: IndexMap<String, Field>,
    /// What holds for every step and field that doesn't say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Defaults>,
    /// The steps, in the order in which they are done.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
    /// The act that closes the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
}

impl Document {
    /// The language of plain strings.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    /// The status, `draft` where none is given.
    pub fn status(&self) -> Status {
        self.status.unwrap_or_default()
    }
}

/// An empty document of format 1; it is not a valid procedure.
impl Default for Document {
    fn default() -> Self {
        Document {
            countersign: 1,
            id: String::new(),
            version: semver::Version::new(0, 0, 0),
            title: Text::default(),
            number: None,
            language: None,
            status: None,
            effective: None,
            review_by: None,
            owner: None,
            approvals: Vec::new(),
            changes: Vec::new(),
            purpose: None,
            scope: None,
            definitions: IndexMap::new(),
            references: Vec::new(),
            safety: List::default(),
            equipment: IndexMap::new(),
            materials: IndexMap::new(),
            roles: IndexMap::new(),
            separate: Vec::new(),
            inputs: IndexMap::new(),
            defaults: None,
            steps: Vec::new(),
            release: None,
        }
    }
}

/// Where a procedure stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written; can only be tried out.
    #[default]
    Draft,
    /// In force from its effective date.
    Effective,
    /// No longer in force; kept for the runs that used it.
    Retired,
}

/// One signature under the content of the procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// What the signature means.
    pub role: ApprovalRole,
    /// Printed name.
    pub name: String,
    /// Day of the signature.
    pub on: Date,
    /// Digest of the content that was signed, as `countersign digest` prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^sha256:[0-9a-f]{64}$"))]
    pub digest: Option<String>,
}

/// What a signature under a procedure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalRole {
    /// Wrote it.
    Author,
    /// Read it and found it fit.
    Reviewer,
    /// Puts it in force.
    Approver,
}

/// One entry of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The version that came of the change.
    #[schemars(with = "String", regex(pattern = r"^\d+\.\d+\.\d+"))]
    pub version: semver::Version,
    /// Day of the change.
    pub on: Date,
    /// What changed.
    pub what: Text,
    /// Why it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// Another document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its title, with clause where one is meant.
    pub title: Text,
    /// Where it is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Safety messages by their signal words, strongest first (ANSI Z535.6).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// Will cause death or serious injury if not avoided.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub danger: List<Text>,
    /// Could cause death or serious injury.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub warning: List<Text>,
    /// Could cause minor injury, or damage to product or equipment.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub caution: List<Text>,
    /// Worth knowing.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub note: List<Text>,
}

impl Notes {
    /// Whether there is no message at all.
    pub fn is_empty(&self) -> bool {
        self.danger.is_empty() && self.warning.is_empty() && self.caution.is_empty() && self.note.is_empty()
    }
}

/// A piece of equipment or a material.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it is called.
    pub title: Text,
    /// What to know about it, such as its calibration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A function in which people act.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// What the function is called.
    pub title: Text,
    /// Qualifications a person needs at the time of each act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// How many people hold the role at most. Without it there is no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub people: Option<u32>,
    /// What else to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// What holds for every step and field that doesn't say otherwise.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// How long after the work an entry may be made without a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_after: Option<Duration>,
    /// How a number meets its limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// What happens when a step fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_fail: Option<OnFail>,
}

/// The act that closes a run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Who may release.
    pub by: List<String>,
    /// Whose people may not release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart_from: Option<Apart>,
}
