//! A case is to be left at a line that it doesn't have.

use super::View;
use crate::rules::Findings;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for (index, (spot, case)) in view.cases().enumerate() {
        let Some(follows) = &case.follows else { continue };
        if let Some(until) = &follows.until
            && view.fits
            && view.sequences.get(index).is_some_and(|sequence| !sequence.is_left)
        {
            let message = format!("`{}` has no line about `{until}`", follows.case);
            let help = "name a step, an act on a step such as `verify turkey`, or an act such as `release`";
            findings.add(&spot.key("follows").key("until"), message).help(help);
        }
    }
}
