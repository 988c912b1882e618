//! A control that is weaker than before.

use crate::compare::since::{Found, Versions};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in versions.pairs.iter().filter(|pair| !pair.after.is_archived()) {
        for change in pair.comparison.weakened() {
            let finding = match &change.new {
                Some(site) => found.add_at(pair, site, change.message.clone()),
                // What is gone has no place; the version that leaves it out has one.
                None => found.add(pair, &Spot::top("version"), change.message.clone()),
            };
            finding.related.extend(change.old.as_ref().and_then(|site| pair.old_place(site, "as it was")));
        }
    }
}
