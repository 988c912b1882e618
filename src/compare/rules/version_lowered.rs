//! A version that went down.

use crate::compare::since::{Found, Versions, in_before};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in versions.pairs.iter().filter(|pair| !pair.is_raised() && !pair.is_same_version()) {
        let (before, after) = (&pair.before.document().version, &pair.after.document().version);
        // Build metadata has no rank.
        if after.cmp_precedence(before).is_eq() {
            continue;
        }
        let version = Spot::top("version");
        let finding = found.add(pair, &version, format!("the version is `{after}`, and was `{before}`"));
        finding.help =
            Some("a version only rises; to go back, issue the old content as a new version".to_owned());
        finding.related.push(in_before(pair.before, &version, "the version before"));
    }
}
