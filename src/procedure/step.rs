//! One step with its names resolved: who performs, who verifies, when, and what happens when it fails.

use indexmap::IndexMap;
use semver::VersionReq;

use super::field::Field;
use crate::document::{self, Apart, Before, How, OnFail, Order};
use crate::formula::Formula;
use crate::value::{Decimal, Duration, Text};

/// One step, group, or use of another procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub(super) said: document::Step,
    pub(super) index: usize,
    pub(super) parent: Option<usize>,
    pub(super) end: usize,
    pub(super) number: String,
    pub(super) performers: Vec<String>,
    pub(super) condition: Option<Formula>,
    pub(super) fields: IndexMap<String, Field>,
    pub(super) verifications: Vec<Verification>,
    pub(super) time_limits: Vec<TimeLimit>,
    pub(super) on_fail: Option<OnFail>,
    pub(super) instances: Option<Instances>,
    pub(super) used: Option<Used>,
}

impl Step {
    /// Its name, unique in the procedure.
    pub fn id(&self) -> &str {
        &self.said.id
    }

    /// Its number for print, such as `3.2`; it changes when steps are added.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What is done.
    pub fn title(&self) -> &Text {
        &self.said.title
    }

    /// Place in [`Procedure::steps`](super::Procedure::steps).
    pub fn index(&self) -> usize {
        self.index
    }

    /// Place of the group it stands in.
    pub fn parent(&self) -> Option<usize> {
        self.parent
    }

    /// The place just after its last step, for a group; just after itself otherwise.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Whether it is a group of steps.
    pub fn is_group(&self) -> bool {
        self.end > self.index + 1
    }

    /// Roles any of which may perform it, its own or those of its group.
    pub fn performers(&self) -> &[String] {
        &self.performers
    }

    /// Condition without which it is not applicable.
    pub fn condition(&self) -> Option<&Formula> {
        self.condition.as_ref()
    }

    /// What is recorded, in authored order.
    pub fn fields(&self) -> &IndexMap<String, Field> {
        &self.fields
    }

    /// One field.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// The second person's checks.
    pub fn verifications(&self) -> &[Verification] {
        &self.verifications
    }

    /// Its time limits.
    pub fn time_limits(&self) -> &[TimeLimit] {
        &self.time_limits
    }

    /// The fields that somebody must record so that all of `named` are known: those typed, and for a computed one,
    /// those it is made of and itself.
    pub fn made_of(&self, named: &[String]) -> Vec<&str> {
        let mut needed: Vec<&str> = Vec::new();
        let mut waiting: Vec<&str> = named.iter().map(String::as_str).collect();
        while let Some(name) = waiting.pop() {
            let Some((name, field)) = self.fields.get_key_value(name) else { continue };
            if needed.contains(&name.as_str()) {
                continue;
            }
            needed.push(name);
            if let Some(formula) = field.formula() {
                let own = formula.names().filter(|(name, _)| name.owner().is_none());
                waiting.extend(own.map(|(name, _)| name.field()));
            }
        }
        needed
    }

    /// What happens when it fails, its own or the procedure's default.
    pub fn on_fail(&self) -> Option<&OnFail> {
        self.on_fail.as_ref()
    }

    /// How often the steps of a repeated group are done.
    pub fn instances(&self) -> Option<&Instances> {
        self.instances.as_ref()
    }

    /// The other procedure that runs here.
    pub fn used(&self) -> Option<&Used> {
        self.used.as_ref()
    }

    /// In which order the steps of a group are done.
    pub fn order(&self) -> Order {
        self.said.order.unwrap_or_default()
    }

    /// Whether no score or decision outweighs it.
    pub fn is_critical(&self) -> bool {
        self.said.is_critical()
    }

    /// What the file says about it: instruction, reason, safety messages, hold point, equipment and the rest that needs
    /// no resolving. The steps of a group are not in it.
    pub fn said(&self) -> &document::Step {
        &self.said
    }
}

/// One second-person check.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// Its name; the only check of a step may have none.
    pub id: Option<String>,
    /// How the second person checks.
    pub how: How,
    /// Roles any of which may verify.
    pub by: Vec<String>,
    /// How many different people.
    pub people: u32,
    /// Condition under which it is due.
    pub condition: Option<Formula>,
    /// The fields that are verified.
    pub fields: Vec<String>,
    /// Largest differences allowed; a field that isn't here must be equal.
    pub agree: IndexMap<String, Decimal>,
    /// Who else may not verify, beside the step's performers.
    pub apart_from: Option<Apart>,
    /// By when it is due.
    pub before: Before,
    /// The longest time between the act and the witness's signature.
    pub within: Option<Duration>,
    /// Whether an interruption voids what was recorded.
    pub uninterrupted: bool,
    /// Performances in all and the adjudicating role, where a disagreement is first repeated.
    pub on_disagree: Option<(u32, String)>,
}

/// A limit on the time between a moment and the step.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLimit {
    /// The longest time.
    pub at_most: Option<Duration>,
    /// The shortest time.
    pub at_least: Option<Duration>,
    /// Since when.
    pub after: Moment,
    /// Whether a breach is only marked.
    pub alert: bool,
    /// Whether a breach bars the step.
    pub refuse: bool,
}

/// Since when a time limit counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// The start of the run.
    Start,
    /// When a step was done.
    Done(String),
    /// When a step was verified.
    Verified(String),
    /// A recorded date-time: step and field.
    Field(String, String),
    /// A date-time among the inputs.
    Input(String),
}

impl Moment {
    /// Reads what stands after `after:`; whether the names exist is for the rules.
    pub fn parse(text: &str) -> Moment {
        match text.split_once('.') {
            None if text == "start" => Moment::Start,
            None => Moment::Done(text.to_owned()),
            Some((step, "verified")) => Moment::Verified(step.to_owned()),
            Some(("input", name)) => Moment::Input(name.to_owned()),
            Some((step, field)) => Moment::Field(step.to_owned(), field.to_owned()),
        }
    }
}

/// How often the steps of a repeated group are done.
#[derive(Debug, Clone, PartialEq)]
pub enum Instances {
    /// As often as a formula says, fixed when the group opens.
    Computed {
        /// The formula.
        times: Formula,
        /// The most there may be.
        most: Option<u32>,
    },
    /// As often as people say.
    Open {
        /// The fewest.
        least: u32,
        /// The most.
        most: Option<u32>,
    },
}

/// Another procedure that runs here.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    /// Its id.
    pub procedure: String,
    /// Which versions will do.
    pub version: VersionReq,
    /// Its inputs.
    pub arguments: Vec<Argument>,
    /// Its roles with the roles here that take them.
    pub roles: IndexMap<String, String>,
}

/// One input of a used procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The input's name there.
    pub input: String,
    /// Its value, from what is known here.
    pub formula: Formula,
}
