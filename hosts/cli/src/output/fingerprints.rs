//! One text for each finding of a run, by which other tools know it again in the next run.

use std::collections::BTreeMap;

use countersign::finding::Finding;
use countersign::fingerprint::Fingerprints;
use countersign::procedure::Digest;

/// Gives each finding of a run a text of its own: where several have the same fingerprint, they are counted.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    seen: BTreeMap<Digest, usize>,
}

impl Distinct {
    /// The digest of the finding's fingerprint, and how many had it before, this one counted.
    pub(crate) fn of(&mut self, finding: &Finding, file: &Fingerprints<'_>) -> (Digest, usize) {
        let digest = file.of(finding).digest();
        let count = self.seen.entry(digest).or_default();
        *count += 1;
        (digest, *count)
    }
}
