//! An id that now means another procedure.

use crate::compare::since::{Found, Versions, in_before};
use crate::document::{Document, Step};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in &versions.pairs {
        let (before, after) = (pair.before.document(), pair.after.document());
        if before.title == after.title || share_a_step(before, after) {
            continue;
        }
        let id = Spot::top("id");
        let finding = found.add(pair, &id, format!("`{}` was another procedure before", after.id));
        finding.help =
            Some("give this one an id of its own; records and trainings refer to the other".to_owned());
        finding.related.push(in_before(pair.before, &Spot::top("title"), "what it was"));
    }
}

/// Whether a step of one is also a step of the other.
fn share_a_step(a: &Document, b: &Document) -> bool {
    let ids = |document: &Document| {
        let mut ids = Vec::new();
        let mut waiting: Vec<&Step> = document.steps.iter().collect();
        while let Some(step) = waiting.pop() {
            ids.push(step.id.clone());
            waiting.extend(&step.steps);
        }
        ids
    };
    let known = ids(a);
    ids(b).iter().any(|id| known.contains(id))
}
