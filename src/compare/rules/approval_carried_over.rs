//! An approval without a digest that was given for what the file said before.

use crate::compare::since::{Found, Versions, in_before};
use crate::rules::Spot;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in versions.pairs.iter().filter(|pair| pair.is_changed()) {
        let (before, after) = (pair.before.document(), pair.after.document());
        // One with a digest says itself what it was given for.
        for (place, approval) in after.approvals.iter().enumerate().filter(|(_, it)| it.digest.is_none()) {
            let Some(at) = before.approvals.iter().position(|earlier| earlier == approval) else { continue };
            let spot = |place| Spot::top("approvals").item(place).key("name");
            let message = format!("`{}` signed what the file said before", approval.name);
            let finding = found.add(pair, &spot(place), message);
            finding.help = Some("take the approval out, and have the content approved as it is".to_owned());
            finding.related.push(in_before(pair.before, &spot(at), "signed here"));
        }
    }
}
