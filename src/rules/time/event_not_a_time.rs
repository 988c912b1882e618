//! A time limit after a value that is no point in time.

use super::events::{Event, spot};
use crate::document::FieldType;
use crate::rules::{Findings, Outline};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, limit) in outline.time_limits() {
        let Some(Event::Value(_, field)) = Event::named(outline, &limit.after) else { continue };
        if field.kind != FieldType::DateTime {
            let message = format!("{} is of type `{}`, not a point in time", quoted(&limit.after), field.kind.word());
            findings
                .add(&spot(outline, view, at, "after"), message)
                .help("measure from a step, `STEP.verified`, `start`, or a value of type `datetime`");
        }
    }
}
