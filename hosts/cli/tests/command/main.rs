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
mod baseline;
mod cache;
mod check;
mod diff;
mod discovery;
mod fix;
mod integration;
mod json;
mod levels;
mod others;
mod print;
mod project;
mod reports;
mod run;
mod since;
mod terminal;
mod test;
