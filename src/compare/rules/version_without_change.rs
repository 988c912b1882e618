//! A version that rose although nothing changed.

use crate::compare::VersionStep;
use crate::compare::since::{Found, Versions, in_before};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in versions.pairs.iter().filter(|pair| pair.is_raised()) {
        let (before, after) = (&pair.before.document().version, &pair.after.document().version);
        // A pre-release becomes the release by its version alone.
        if pair.comparison.asked > VersionStep::None || !before.pre.is_empty() {
            continue;
        }
        let version = Spot::top("version");
        let finding =
            found.add(pair, &version, format!("the version is `{after}` now, and nothing else changed"));
        finding.help = Some(format!("leave it at `{before}` until something does"));
        finding.related.push(in_before(pair.before, &version, "the version before"));
    }
}
