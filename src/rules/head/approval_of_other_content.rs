//! An approval that was given for other content.

use crate::digest::{Digest, digest};
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let approvals = outline.document.approvals.iter().enumerate();
    let mut own = None;
    for (at, approval) in approvals {
        // What is no digest has a finding of its own.
        let Some(signed) = approval.digest.as_ref().and_then(|text| text.parse::<Digest>().ok()) else { continue };
        if signed != *own.get_or_insert_with(|| digest(outline.document)) {
            let message = format!("`{}` signed other content than this", approval.name);
            findings
                .add(&Spot::top("approvals").item(at).key("digest"), message)
                .help("take the approval out; `countersign approve` adds one for the content as it is");
        }
    }
}
