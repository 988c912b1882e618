//! A repeated group of which nobody says how often.

use super::repeats::repeats;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, repeat) in repeats(outline).filter(|(_, it)| it.times.is_none() && it.min.is_none()) {
        let spot = outline.spot(view).key("repeat").at_key();
        let message = format!("nothing says how often `{}` is repeated at least", view.step.id);
        let help = match repeat.max {
            Some(max) => format!("write `{{times: …, max: {max}}}`, or `{{min: 1, max: {max}}}`"),
            None => "write `{times: …, max: …}`, or `{min: 1, max: …}`".to_owned(),
        };
        findings.add(&spot, message).help(help);
    }
}
