//! The commands, one file each: every one is a function from its arguments to an exit code.
//!
//! `digest FILE` is to come here when the library has digests; see `digest` in the agreement on the command line.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod rules;
pub(crate) mod schema;
