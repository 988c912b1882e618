//! YAML text to a tree in which every key and value has its place, and back to text.
//!
//! This is the only module that names a YAML crate. It reads the YAML 1.2 that a procedure may use: one document,
//! maps with text keys, lists and scalars; anchors, tags and merge keys are findings, because they hide a value from
//! whoever reads the file. Scalars keep their text: `98.0`, `no` and `0012` mean what they say, and what a scalar
//! *is* depends on the key it stands under, which is not decided here.

mod inside;
mod syntax;
mod tree;
mod characters;
mod events;
mod write;

pub(crate) use events::{read, too_large};
pub use tree::{Kind, Node, Tree};
pub(crate) use write::write_numbers;
pub use write::{WriteError, write};

use crate::fix::Fix;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The most keys and values that are read in one file; ordinary text of the largest size has a fifth of it.
pub const MOST_NODES: usize = 250_000;

/// The most commas that are read in one file. The parser keeps a list or map in brackets as a whole until it is closed,
/// and its memory grows with the commas in it; ordinary text of the largest size has a fifth of it.
pub const MOST_COMMAS: usize = 50_000;

/// The deepest nesting that is read.
pub const DEEPEST: usize = 64;

/// A problem of reading, before it has a line: where, which rule, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) rule: &'static str,
    pub(crate) span: crate::source::Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Option<(crate::source::Span, &'static str)>,
    pub(crate) fix: Option<Fix>,
}

impl Problem {
    pub(crate) fn new(rule: &'static str, span: crate::source::Span, message: impl Into<String>) -> Self {
        Problem { rule, span, message: message.into(), help: None, related: None, fix: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    pub(crate) fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    pub(crate) fn related(mut self, span: crate::source::Span, message: &'static str) -> Self {
        self.related = Some((span, message));
        self
    }
}

/// What the file says, cut to a length that fits a message.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
