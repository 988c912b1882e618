//! All integration tests in one binary, a module per subject.

#![allow(missing_docs, reason = "tests document themselves")]
#![allow(
    clippy::string_slice,
    clippy::as_conversions,
    clippy::disallowed_methods,
    reason = "a test may fail loudly and read files"
)]

mod architecture;
mod catalog;
mod digest;
mod golden;
mod hostile;
mod pages;
mod reading;
mod schema;
mod shipped;
