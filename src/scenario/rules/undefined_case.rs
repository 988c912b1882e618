//! A case follows one that doesn't stand before it.

use super::View;
use crate::rules::Findings;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for (index, (spot, case)) in view.cases().enumerate() {
        let Some(follows) = case.follows.as_ref().filter(|follows| !follows.case.is_empty()) else {
            continue;
        };
        if view.sequences.get(index).is_some_and(|sequence| sequence.follows.is_some()) {
            continue;
        }
        let before = view.document.cases.iter().take(index).map(|case| case.name.as_str());
        let message = format!("no case before this one is called `{}`", follows.case);
        findings.add(&spot.key("follows").key("case"), message).suggest(&follows.case, before);
    }
}
