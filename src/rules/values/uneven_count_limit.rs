//! A limit with decimals on a count.

use super::counts;
use crate::rules::{Findings, Outline};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (key, limit) in counts::limits(field).filter(|(_, limit)| !Decimal::is_integer(*limit)) {
            let message = format!("`{key}` is `{limit}`, and a count is a whole number");
            findings.add(&place.spot().key(key), message);
        }
    }
}
