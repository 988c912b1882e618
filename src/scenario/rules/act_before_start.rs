//! Something is done or expected in a run that has not started.

use super::View;
use crate::rules::Findings;
use crate::scenario::kind::LineKind;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for index in (0..view.document.cases.len()).filter(|index| view.is_whole(*index)) {
        for (spot, line) in view.played(index) {
            let Some(kind) = LineKind::of(line).next() else { break };
            if kind != LineKind::Start {
                if let Some(spot) = spot {
                    let message = format!("`{}` comes before the run has started", kind.word());
                    findings
                        .add(&spot.key(kind.word()).at_key(), message)
                        .help("begin the case with `start: trial` or `start: yes`");
                }
                break;
            }
            if line.refused.is_none() {
                break;
            }
        }
    }
}
