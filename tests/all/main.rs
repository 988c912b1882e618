//! All integration tests in one binary, a module per subject.

#![allow(missing_docs, reason = "tests document themselves")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]
#![allow(clippy::string_slice, clippy::as_conversions, reason = "a test may fail loudly")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_macros,
    reason = "tests read files and may print"
)]

mod against_model;
mod approve;
mod architecture;
mod catalog;
mod compare;
mod desk;
mod digest;
mod documents;
mod exhaustive;
mod golden;
mod hostile;
mod in_force;
mod mutate;
mod pages;
#[cfg(feature = "print")]
mod print;
mod reading;
mod record;
mod run;
mod scenario;
mod schema;
mod shipped;
