//! What was done and signed, on the print of a run.

use serde::Serialize;

use super::entry::Entry;

/// One performance of a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attempt {
    /// Which it is, where there are several, and what became of it.
    pub heading: Option<String>,
    /// Whether it no longer counts.
    pub void: bool,
    /// The performer's values.
    pub fields: Vec<Entry>,
    /// The performer's signature.
    pub performed: Vec<Signature>,
    /// The second persons' signatures.
    pub verified: Vec<Signature>,
}

/// A signature that was given (21 CFR 11.50: printed name, date and time, meaning).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// What it means.
    pub meaning: String,
    /// Printed name.
    pub name: String,
    /// The person's id.
    pub id: String,
    /// In which role.
    pub role: String,
    /// Day of the work.
    pub date: String,
    /// Time of the work, with its offset.
    pub time: String,
    /// What must be said about it: late, rejected, void.
    pub remarks: Vec<String>,
    /// Whether it no longer counts.
    pub void: bool,
    /// The second person's own values.
    pub values: Vec<Entry>,
}
