//! What came of playing a case.

use crate::finding::Place;
use crate::run::{Code, Event};
use crate::value::DateTime;

/// What came of playing one case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseResult {
    /// The name of the case.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// How many lines were played.
    pub lines: usize,
    /// What went wrong; nothing where everything happened as the case says.
    pub failure: Option<Failure>,
    /// The run's story, as far as it went.
    pub story: Vec<Told>,
    /// What happened in the run.
    pub events: Vec<Event>,
    /// Every refusal that was given, in order.
    pub refusals: Vec<Code>,
}

impl CaseResult {
    /// Whether everything happened as the case says.
    pub fn passed(&self) -> bool {
        self.failure.is_none()
    }
}

/// The first line of a case at which something else happened than it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which line of its case it is, from 1. A case that follows another one may fail at a line of that one.
    pub act: usize,
    /// Where the line stands.
    pub place: Place,
    /// What was expected and what happened instead; several where the line expects several things.
    pub differences: Vec<Difference>,
    /// What may be done about it.
    pub help: Option<String>,
}

/// What was expected, and what happened instead. Both are sentences without capital and full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the case says.
    pub expected: String,
    /// What happened.
    pub happened: String,
}

impl Difference {
    pub(super) fn new(expected: impl Into<String>, happened: impl Into<String>) -> Difference {
        Difference { expected: expected.into(), happened: happened.into() }
    }
}

/// One sentence of a run's story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub at: DateTime,
    /// Who, by printed name; nothing where it came of an act by itself.
    pub by: Option<String>,
    /// What, without a full stop.
    pub said: String,
}
