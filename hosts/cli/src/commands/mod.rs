//! The commands, one file each: every one is a function from its arguments to an exit code.

pub(crate) mod check;
pub(crate) mod test;
pub(crate) mod diff;
pub(crate) mod approve;
pub(crate) mod completions;
pub(crate) mod digest;
pub(crate) mod run;
pub(crate) mod record;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod print;
pub(crate) mod rules;
pub(crate) mod schema;
