//! A tolerance below zero.

use super::tolerances;
use crate::document::Margin;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (side, written) in tolerances::sides(field) {
            let Some(margin) = Margin::of(written).filter(|margin| margin.number().is_negative()) else {
                continue;
            };
            let positive = match margin {
                Margin::Amount(amount) => amount.abs().to_string(),
                Margin::Percent(percent) => format!("{} %", percent.abs()),
            };
            let help = match side {
                Some("minus") => {
                    format!("write `{positive}`; `minus` already says that it is below the target")
                }
                _ => format!("write `{positive}`"),
            };
            let message = format!("the tolerance `{written}` is below zero");
            findings.add(&tolerances::spot(place, side), message).help(help);
        }
    }
}
