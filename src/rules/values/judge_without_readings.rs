//! A field that judges readings and doesn't say how many there are.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if field.judge.is_some() && field.readings.is_none() {
            findings
                .add(&place.spot().key("judge").at_key(), "`judge` needs `readings`")
                .help("write how many are taken, such as `readings: 3`");
        }
    }
}
