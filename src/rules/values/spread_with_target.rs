//! The range of readings is held against the target of the readings.

use crate::document::{Judge, Limit};
use crate::value::Decimal;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let target = field.target.as_ref().and_then(Limit::decimal);
        if let (Some(Judge::Range), Some(target)) = (field.judge, target.filter(|at| !Decimal::is_zero(*at))) {
            let message = format!("the target `{target}` is held against the range of the readings");
            findings
                .add(&place.spot().key("judge"), message)
                .help("judge the readings, and compute their range in a field of its own");
        }
    }
}
