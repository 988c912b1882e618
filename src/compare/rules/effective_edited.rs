//! A version in force whose content changed in place.

use crate::compare::since::{Found, Versions, in_before};
use crate::document::Status;
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in &versions.pairs {
        let was = match pair.before.status() {
            Status::Effective => "in force",
            Status::Retired => "retired",
            Status::Draft => continue,
        };
        if !pair.is_changed() || !pair.is_same_version() {
            continue;
        }
        let number = &pair.after.document().version;
        let message = format!("version `{number}` is {was}, and its content changed in place");
        let finding = found.add(pair, &Spot::top("version"), message);
        let help = match pair.version_asked() {
            Some(least) => format!("issue the changed content as `{least}` or later, and have it approved"),
            None => "put back what runs of this version used".to_owned(),
        };
        finding.help = Some(help);
        finding.related.extend(pair.reasons());
        finding.related.push(in_before(pair.before, &Spot::top("status"), format!("{was} here")));
    }
}
