//! A limit below zero on a count.

use super::counts;
use crate::rules::{Findings, Outline};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (key, limit) in counts::limits(field).filter(|(_, limit)| Decimal::is_negative(*limit)) {
            let message = format!("`{key}` is `{limit}`, and a count is never below zero");
            findings.add(&place.spot().key(key), message);
        }
    }
}
