//! A case doesn't say how its run stands in the end.

use super::View;
use crate::rules::Findings;
use crate::scenario::kind::LineKind;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for (index, (spot, case)) in view.cases().enumerate() {
        if !view.is_whole(index) {
            continue;
        }
        // A refusal says by itself what must happen, and changes nothing.
        let changes = |kind: LineKind| matches!(kind, LineKind::Start | LineKind::Act(_));
        let is_accepted = |line: &&_| LineKind::of(line).any(changes) && line.refused.is_none();
        let (mut ended, mut refusals, mut runs) = (false, false, false);
        for (own, line) in view.played(index) {
            if is_accepted(&line) {
                (ended, runs) = (false, true);
            }
            refusals |= own.is_some() && line.refused.is_some();
            ended |= own.is_some() && line.expect.as_ref().is_some_and(|expect| expect.run.is_some());
        }
        if !ended && (runs || !refusals) {
            let message = format!("the case `{}` doesn't say how its run stands in the end", case.name);
            findings
                .add(&spot.key("name"), message)
                .help("end it with `expect: {run: …}` after the last act");
        }
    }
}
