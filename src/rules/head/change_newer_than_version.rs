//! A history that is ahead of the version.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let version = &outline.document.version;
    for (at, change) in outline.document.changes.iter().enumerate() {
        if change.version > *version {
            let message = format!("the history says `{}`, the procedure `{version}`", change.version);
            findings
                .add(&Spot::top("changes").item(at).key("version"), message)
                .help(format!("raise `version` to `{}`, or delete the entry", change.version))
                .related(&Spot::top("version"), "version here");
        }
    }
}
