//! A pattern that is no regular expression, or too large a one.

use crate::rules::{Findings, Outline};
use crate::value::Pattern;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if let Some(pattern) = &field.pattern
            && let Err(error) = pattern.parse::<Pattern>()
        {
            findings.add(&place.spot().key("pattern"), format!("the pattern can't be used: {error}"));
        }
    }
}
