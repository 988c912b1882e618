//! What can be wrong with a stored record, by line.

use thiserror::Error;

use crate::value::quoted;

/// The first line of a record that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {kind}")]
pub struct RecordError {
    /// Number of the line, from 1; the header is line 1, and event 1 stands in line 2.
    pub line: u64,
    /// What is wrong with it.
    pub kind: RecordProblem,
}

/// What is wrong with a line of a record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RecordProblem {
    /// There is no text at all.
    #[error("there is nothing here")]
    Empty,
    /// The text as a whole is larger than a record may be.
    #[error("a record has no more than {limit} bytes")]
    TooLarge {
        /// The most bytes of a record.
        limit: usize,
    },
    /// One line is longer than a line may be.
    #[error("a line of a record has no more than {limit} bytes")]
    LineTooLong {
        /// The most bytes of a line.
        limit: usize,
    },
    /// The last line has no end: writing it was interrupted, or the file was cut.
    #[error("the line is torn: it has no end")]
    Torn,
    /// The events of one act were kept in part.
    #[error("the record ends in the middle of an act")]
    UnfinishedAct,
    /// The record reached further when the journal last looked.
    #[error("events that were here are missing at the end")]
    CutOff,
    /// A journal takes the events of one act at a time.
    #[error("these are the events of several acts")]
    SeveralActs,
    /// The line holds bytes that are no text.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// The line is no JSON object, or not in the one form in which records are written.
    #[error("the line is not a JSON object in canonical form")]
    NotCanonical,
    /// The format is one that this version doesn't know.
    #[error("{} is not a format that this version can read", quoted(.format))]
    UnknownFormat {
        /// What stands there.
        format: String,
    },
    /// A key that every line of its kind has.
    #[error("`{key}` is missing")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A key that no line of its kind has.
    #[error("{} is not a key of this line", quoted(.key))]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A value that its key can't have.
    #[error("`{key}` is not {expected}")]
    WrongValue {
        /// The key.
        key: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// The line stands at another position than it says: lines are missing, doubled, moved or put in.
    #[error("it says it is event {found}, but event {expected} belongs here")]
    Sequence {
        /// The event that belongs here.
        expected: u64,
        /// The event that is here.
        found: u64,
    },
    /// Person, salt or content are not those that were sealed.
    #[error("what it says is not what was sealed")]
    Leaf,
    /// Position, time, key or hash were changed, or the line belongs to another record.
    #[error("it doesn't follow from the line before")]
    Hash,
}

impl RecordProblem {
    /// What a person can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            RecordProblem::Empty => "name the file of a run's record",
            RecordProblem::TooLarge { .. } | RecordProblem::LineTooLong { .. } => {
                "check that this is the file of a record; the library writes none that large"
            }
            RecordProblem::Torn | RecordProblem::UnfinishedAct => {
                "open it with the file journal, which keeps a copy and takes off what was never acknowledged; \
                 if the host kept a later head, events are missing: restore them from a copy"
            }
            RecordProblem::SeveralActs => "append each act by itself",
            RecordProblem::UnknownFormat { .. } => {
                "read it with a version of the library that knows this format"
            }
            RecordProblem::NotUtf8
            | RecordProblem::NotCanonical
            | RecordProblem::MissingKey { .. }
            | RecordProblem::UnknownKey { .. }
            | RecordProblem::WrongValue { .. }
            | RecordProblem::Sequence { .. }
            | RecordProblem::CutOff
            | RecordProblem::Leaf
            | RecordProblem::Hash => {
                "keep this file as it is, compare it with a copy, and find out who could write to it; \
                 the lines before this one are as they were sealed"
            }
        }
    }

    /// As the error of a line.
    pub(super) fn at(self, line: u64) -> RecordError {
        RecordError { line, kind: self }
    }
}

impl RecordError {
    /// What a person can do about it.
    pub fn help(&self) -> &'static str {
        self.kind.help()
    }
}
