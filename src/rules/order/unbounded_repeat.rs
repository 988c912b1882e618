//! A repeated group without a largest number.

use super::repeats::repeats;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, repeat) in repeats(outline).filter(|(_, it)| it.max.is_none()) {
        let key = match (&repeat.times, repeat.min) {
            // A number that is written out is its own maximum.
            (Some(times), _) if times.parse::<u32>().is_ok() => continue,
            (Some(_), _) => "times",
            (None, Some(_)) => "min",
            (None, None) => continue,
        };
        let spot = outline.spot(view).key("repeat").key(key).at_key();
        let message = format!("nothing bounds how often `{}` is repeated", view.step.id);
        findings.add(&spot, message).help("add `max: …`");
    }
}
