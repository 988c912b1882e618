//! A version that the history says nothing about.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let version = &outline.document.version;
    let changes = &outline.document.changes;
    // A history that is ahead of the version has a finding of its own.
    if changes.iter().any(|change| change.version >= *version) {
        return;
    }
    findings
        .add(&Spot::top("version"), format!("the history has no entry for version `{version}`"))
        .help(format!("add on top of `changes`: `{{version: {version}, on: …, what: …}}`"));
}
