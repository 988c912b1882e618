//! What can be wrong with a formula, and where in its text.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

/// One problem of a formula, with its place inside the formula's own text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct FormulaProblem {
    /// What kind of problem it is; stable, so that a caller can give each kind its own rule.
    pub kind: ProblemKind,
    /// The bytes it is about, counted from the start of the formula; empty at the end if something is missing there.
    pub range: Range<usize>,
    /// The sentence about it: no capital, no full stop.
    pub message: String,
    /// How to write it instead, where that can be said.
    pub help: Option<String>,
    /// What the range says instead, where there is no doubt about what was meant.
    pub meant: Option<String>,
}

impl FormulaProblem {
    pub(super) fn new(kind: ProblemKind, range: Range<usize>, message: impl Into<String>) -> FormulaProblem {
        FormulaProblem { kind, range, message: message.into(), help: None, meant: None }
    }

    pub(super) fn syntax(range: Range<usize>, message: impl Into<String>) -> FormulaProblem {
        FormulaProblem::new(ProblemKind::Syntax, range, message)
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> FormulaProblem {
        self.help = Some(help.into());
        self
    }

    pub(super) fn meant(mut self, meant: Option<String>) -> FormulaProblem {
        self.meant = meant;
        self
    }

    pub(super) fn maybe_help(mut self, help: Option<String>) -> FormulaProblem {
        self.help = help;
        self
    }
}

/// The kinds of problems of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// It doesn't have the form of a formula.
    Syntax,
    /// It is longer than a formula may be.
    TooLong,
    /// It nests deeper than a formula may.
    TooDeep,
    /// It names something that isn't there.
    UnknownName,
    /// It names something that isn't recorded yet on every path to where it is read.
    LaterName,
    /// It names something that is never a value in a formula, such as a photo.
    UnreadableName,
    /// It reads a field that can be entered in more than one unit.
    SeveralUnits,
    /// It calls a function that isn't there.
    UnknownFunction,
    /// It calls a function with too few or too many arguments.
    ArgumentCount,
    /// It puts together what doesn't go together, such as text and a number.
    Types,
    /// It puts together numbers in different units.
    Units,
    /// It names an option that a choice doesn't have.
    UnknownOption,
}

impl fmt::Display for ProblemKind {
    /// The kind in kebab-case: `unknown-name`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ProblemKind::Syntax => "syntax",
            ProblemKind::TooLong => "too-long",
            ProblemKind::TooDeep => "too-deep",
            ProblemKind::UnknownName => "unknown-name",
            ProblemKind::LaterName => "later-name",
            ProblemKind::UnreadableName => "unreadable-name",
            ProblemKind::SeveralUnits => "several-units",
            ProblemKind::UnknownFunction => "unknown-function",
            ProblemKind::ArgumentCount => "argument-count",
            ProblemKind::Types => "types",
            ProblemKind::Units => "units",
            ProblemKind::UnknownOption => "unknown-option",
        })
    }
}
