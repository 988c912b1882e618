//! The rules between files, over what is checked and what lies beside it.
//!
//! A file that uses another procedure is judged together with the other files of its folder, also where only the one
//! file was named: otherwise it would seem to use what isn't there. Nothing is reported about the files beside it.

use std::collections::BTreeSet;
use std::path::Path;

use countersign::manual::{self, Signature};
use countersign::value::Date;

use crate::files::{self, Input, Unread};
use crate::read::{self, Examined};

/// Adds what the rules between files find to the reports.
pub(crate) fn judge_together(
    inputs: &[Input],
    examined: &mut [Result<Examined, Unread>],
    as_of: Option<Date>,
) {
    let own = |result: &mut Result<Examined, Unread>| result.as_mut().ok()?.signature.take();
    let mut owners = Vec::new();
    let mut signatures = Vec::new();
    for (index, result) in examined.iter_mut().enumerate() {
        if let Some(signature) = own(result) {
            owners.push(index);
            signatures.push(signature);
        }
    }
    signatures.extend(beside(inputs, &owners, &signatures, as_of));
    for (index, between) in owners.into_iter().zip(manual::between(&signatures, &read::again)) {
        if let Some(Ok(examined)) = examined.get_mut(index) {
            examined.report.extend(between.findings);
            examined.report.extend_suppressed(between.suppressed);
        }
    }
}

/// The signatures of files that lie beside files with uses and aren't checked themselves.
fn beside(
    inputs: &[Input],
    owners: &[usize],
    signatures: &[Signature],
    as_of: Option<Date>,
) -> Vec<Signature> {
    let users = owners.iter().zip(signatures).filter(|(_, signature)| signature.has_uses());
    let folders: BTreeSet<&Path> = users.filter_map(|(index, _)| inputs.get(*index)?.path.parent()).collect();
    let checked: BTreeSet<&Path> = inputs.iter().map(|input| input.path.as_path()).collect();
    let found = folders.into_iter().flat_map(files::in_folder);
    let others = found.filter(|input| !checked.contains(input.path.as_path()));
    others.filter_map(|input| read::examine(&input, as_of).ok()?.signature).collect()
}
