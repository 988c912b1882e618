//! All integration tests in one binary, a module per subject.

#![allow(missing_docs, reason = "tests document themselves")]
#![allow(
    clippy::string_slice,
    clippy::as_conversions,
    clippy::disallowed_methods,
    reason = "a test may fail loudly and read files"
)]

mod digest;
mod pages;
mod run;
mod shipped;
