//! Several readings are judged, but fewer than two are taken.

use crate::document::Judge;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let word = match field.judge {
            Some(Judge::Mean) => Some("mean"),
            Some(Judge::Min) => Some("min"),
            Some(Judge::Max) => Some("max"),
            Some(Judge::Range) => Some("range"),
            Some(Judge::Each) | None => None,
        };
        let (message, help) = match (field.readings, word) {
            (Some(0), _) => ("with `0` readings there is never a verdict".to_owned(), "one reading"),
            (Some(1), Some(word)) => (format!("of `1` reading there is no `{word}`"), "two readings"),
            _ => continue,
        };
        findings.add(&place.spot().key("readings"), message).help(format!("take {help} or more"));
    }
}
