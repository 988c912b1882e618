//! An effective procedure whose version says that it isn't finished.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let (document, version) = (outline.document, &outline.document.version);
    if document.status() == Status::Effective && !version.pre.is_empty() {
        let message = format!("`{version}` is a pre-release, and the procedure is effective");
        let help = format!("write `{}.{}.{}`, or `status: draft`", version.major, version.minor, version.patch);
        findings.add(&Spot::top("version"), message).help(help);
    }
}
