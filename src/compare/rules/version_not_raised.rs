//! Content that changed under the same version.

use crate::compare::since::{Found, Versions, in_before};
use crate::document::Status;
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    let version = Spot::top("version");
    // What was in force has a finding of its own.
    for pair in versions.pairs.iter().filter(|pair| pair.before.status() == Status::Draft) {
        let Some(least) = pair.version_asked().filter(|_| pair.is_same_version()) else { continue };
        let number = &pair.after.document().version;
        let finding =
            found.add(pair, &version, format!("the content changed, and the version is still `{number}`"));
        finding.help =
            Some(format!("it must be `{least}` or later; `check --since REF --write-version` sets it"));
        finding.related.extend(pair.reasons());
        finding.related.push(in_before(pair.before, &version, "the same version before"));
    }
}
