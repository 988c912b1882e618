//! A version that rose less than the changes ask.

use crate::compare::since::{Found, Versions};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in versions.pairs.iter().filter(|pair| pair.is_raised()) {
        let Some(least) = pair.version_asked() else { continue };
        let comparison = &pair.comparison;
        let message = format!(
            "from `{}` to `{}` is a {} step, and the changes ask for a {} one",
            comparison.old_version, comparison.new_version, comparison.made, comparison.asked
        );
        let finding = found.add(pair, &Spot::top("version"), message);
        finding.help =
            Some(format!("it must be `{least}` or later; `check --since REF --write-version` sets it"));
        finding.related.extend(pair.reasons());
    }
}
