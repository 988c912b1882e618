//! Steps on paper, and the signatures that are to be given under them.

use serde::Serialize;

use super::entry::Entry;
use super::sheet::{Note, Wording};
use super::signature::{Attempt, Signature};

/// A step with as many rows of things to record as this may go on over a page.
pub const LONG_STEP: usize = 2;

/// The same of an attempt, in which they are written already, and closer together.
pub const LONG_ATTEMPT: usize = 5;

/// One part of the steps, in the order of work.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The heading of a group, of a copy of a repeated group, or of a procedure used here.
    Group(Group),
    /// A step.
    Step(Box<Step>),
    /// A hold point after a group.
    Hold(Hold),
}

/// A heading among the steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// How deep it lies, from 1.
    pub depth: u32,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: Wording,
    /// Which copy of a repeated group it is.
    pub copy: Option<String>,
    /// Safety messages.
    pub notes: Vec<Note>,
    /// When it is done, and where to go on otherwise.
    pub condition: Option<Condition>,
    /// What holds for the whole group: order, repetition, the procedure used.
    pub lines: Vec<Wording>,
    /// Its time limits.
    pub times: Vec<TimeRule>,
}

/// A condition: IF … go to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// What must hold.
    pub holds: String,
    /// What to do then, and where to go on otherwise.
    pub then: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its path in a run, which never changes meaning.
    pub path: String,
    /// Its number, for paper only.
    pub number: String,
    /// How deep it lies, from 1.
    pub depth: u32,
    /// Its title.
    pub title: Wording,
    /// Whether no decision outweighs it, in a word.
    pub critical: Option<String>,
    /// Where it stands, where that must be said.
    pub standing: Option<String>,
    /// Safety messages, shown before it.
    pub notes: Vec<Note>,
    /// When it is done, and where to go on otherwise.
    pub condition: Option<Condition>,
    /// The instruction.
    pub instruction: Option<Wording>,
    /// Reason, equipment, materials and the like, each with its name.
    pub details: Vec<(String, Wording)>,
    /// What is to be recorded.
    pub fields: Vec<Entry>,
    /// Its time limits.
    pub times: Vec<TimeRule>,
    /// Who may declare it not applicable, in a sentence.
    pub not_applicable: Option<String>,
    /// What happens when it fails; nothing where it can't.
    pub failure: Option<Failure>,
    /// The performer's signature; none on the verifier's sheet.
    pub performer: Option<SignatureBlock>,
    /// The second persons' signatures.
    pub verifiers: Vec<SignatureBlock>,
    /// What was done, attempt by attempt; empty on a blank print.
    pub attempts: Vec<Attempt>,
    /// What else was said or found about it, in sentences.
    pub remarks: Vec<String>,
    /// The hold point after it.
    pub hold: Option<Hold>,
}

/// What happens when a step fails.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// Who decides what, in a sentence.
    pub decisions: String,
    /// How many attempts there are; 1 where it is not done again.
    pub attempts: u32,
}

/// A time limit with its places to write.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeRule {
    /// The limit in a sentence.
    pub rule: String,
    /// What is written down: when it started, the latest time, when it ended.
    pub clocks: Vec<String>,
}

/// A signature to be given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureBlock {
    /// What it means.
    pub meaning: String,
    /// The roles that may sign.
    pub roles: Wording,
    /// What else holds: by when, how many people.
    pub rules: Vec<String>,
    /// How many people sign.
    pub people: u32,
    /// Why nothing is signed here, where it is signed on another sheet.
    pub elsewhere: Option<String>,
}

/// A hold point: nothing goes on until it is released.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hold {
    /// The bar's words.
    pub bar: String,
    /// The signature that releases it.
    pub block: SignatureBlock,
    /// The signatures there are, on a print of a run.
    pub signatures: Vec<Signature>,
}
