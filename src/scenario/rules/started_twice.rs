//! A run is started that has started already.

use super::View;
use crate::rules::Findings;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for index in (0..view.document.cases.len()).filter(|index| view.is_whole(*index)) {
        let mut started = false;
        for (spot, line) in view.played(index).filter(|(_, line)| line.start.is_some()) {
            if let Some(spot) = spot.filter(|_| started) {
                let message = "the run of this case has started already";
                findings
                    .add(&spot.key("start").at_key(), message)
                    .help("a case is one run; write a case of its own");
            }
            started |= line.refused.is_none();
        }
    }
}
