//! A step's id that now means another step.

use crate::compare::ChangeKind;
use crate::compare::since::{Found, Versions};

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in &versions.pairs {
        let replaced =
            pair.comparison.changes.iter().filter(|change| change.kind == ChangeKind::StepReplaced);
        for change in replaced {
            let Some(new) = &change.new else { continue };
            let finding = found.add_at(pair, new, change.message.clone());
            finding.help =
                Some("give the new step an id of its own; records refer to the old one".to_owned());
            finding
                .related
                .extend(change.old.as_ref().and_then(|site| pair.old_place(site, "the step before")));
        }
    }
}
