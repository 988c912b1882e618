//! The real command, driven as a person or a build server would: arguments in; standard output, standard error and
//! exit code out. All tests go through [`project::Project`].

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly and write files"
)]

mod approve;
mod check;
mod diff;
mod discovery;
mod json;
mod levels;
mod others;
mod project;
mod run;
mod since;
mod terminal;
