//! What holds: a procedure that passed every rule, with its names resolved.
//!
//! A [`Procedure`] can't be wrong. Its fields are private, there are no setters, and the only way to one is through
//! the rules: from text, or from a [`Document`] that a host built in code. A procedure says what is to be done; it
//! knows nothing of anybody doing it.

mod field;
mod step;
mod build;
mod approve;

use indexmap::IndexMap;

pub use crate::digest::{Digest, DigestError, digest};
pub use approve::{ApproveError, approve};
pub use field::{Bound, Field, Kind, Limits, Margin, Numeric};
pub use step::{Argument, Instances, Moment, Step, TimeLimit, Used, Verification};

use crate::document::{self, Document, Status};
use crate::finding::Report;
use crate::rules;
use crate::source::Source;
use crate::value::{Date, Text};

/// A standard operating procedure without errors: steps, people, limits and second-person checks.
///
/// ```
/// use countersign::procedure::Procedure;
///
/// let text = "
/// countersign: 1
/// id: hand-washing
/// version: 1.0.0
/// title: Wash your hands
/// changes: [{version: 1.0.0, on: 2026-11-20, what: First issue.}]
/// roles:
///   cook: {title: Cook}
///   lead: {title: Shift lead}
/// steps:
///   - id: wash
///     title: Wash for twenty seconds
///     by: cook
///     record:
///       washing: {type: number, unit: s, min: 20}
///     on_fail: {decide: {cancel: lead}}
/// ";
/// let procedure = Procedure::parse(text).expect("no errors");
/// let wash = procedure.step("wash").expect("the step");
/// assert_eq!(wash.performers(), ["cook"]);
/// assert_eq!(wash.field("washing").expect("the field").limits_in_words(), "at least 20 s");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    document: Document,
    digest: Digest,
    inputs: IndexMap<String, Field>,
    steps: Vec<Step>,
}

impl Procedure {
    /// Reads a procedure from YAML text. Warnings and notes are not lost, but not given either: see
    /// [`Procedure::read`].
    ///
    /// # Errors
    ///
    /// The report, when it holds at least one error.
    pub fn parse(text: &str) -> Result<Procedure, Report> {
        match Procedure::read(Source::new("", text), None) {
            (Some(procedure), _) => Ok(procedure),
            (None, report) => Err(report),
        }
    }

    /// Reads a procedure and says everything there is to say about it; there is no procedure where the report has
    /// errors. Rules about dates that pass, such as an overdue review, need the day as of which to judge.
    pub fn read(source: Source<'_>, as_of: Option<Date>) -> (Option<Procedure>, Report) {
        let judged = rules::judge(source, as_of);
        if judged.report.has_errors() {
            return (None, judged.report);
        }
        (build::procedure(judged.document), judged.report)
    }

    /// Makes a procedure of a document that was built in code, by the same rules as one from a file. The places in
    /// the report are those of the document written as YAML.
    ///
    /// # Errors
    ///
    /// The report, when it holds at least one error.
    pub fn from_document(document: &Document) -> Result<Procedure, Report> {
        match document::write(document) {
            Ok(text) => Procedure::parse(&text),
            // Only a document that can't be said in YAML at all gets here, and an empty text has the fitting report.
            Err(_) => Procedure::parse(""),
        }
    }

    /// Name of the procedure; never used again for another one.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Version of the content.
    pub fn version(&self) -> &semver::Version {
        &self.document.version
    }

    /// What it does.
    pub fn title(&self) -> &Text {
        &self.document.title
    }

    /// Language of texts that are given in one language only.
    pub fn language(&self) -> &str {
        self.document.language()
    }

    /// Where it stands in its life. The digest doesn't cover it.
    pub fn status(&self) -> Status {
        self.document.status()
    }

    /// The digest of what it holds.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// What its file says, for printing and comparing.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Values fixed when a run starts, in authored order.
    pub fn inputs(&self) -> &IndexMap<String, Field> {
        &self.inputs
    }

    /// All steps and groups in order, each group before its steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step or group with this id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id() == id)
    }

    /// The group a step stands in.
    pub fn parent(&self, step: &Step) -> Option<&Step> {
        self.steps.get(step.parent?)
    }
}
