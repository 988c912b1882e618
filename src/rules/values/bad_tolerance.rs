//! A tolerance that is neither a number nor a percentage.

use super::tolerances;
use crate::document::Margin;
use crate::rules::{Findings, Outline};
use crate::value::{Decimal, Quantity, quoted};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        for (side, written) in tolerances::sides(field) {
            let text = written.text();
            // An empty one was already found when the file was read.
            if Margin::of(written).is_none() && !text.is_empty() {
                let message = format!("{} is not a tolerance", quoted(text));
                findings.add(&tolerances::spot(place, side), message).help(better(text));
            }
        }
    }
}

fn better(text: &str) -> String {
    let percent = text.strip_suffix('%').map(|number| number.trim().parse::<Decimal>());
    match (percent, text.parse::<Quantity>()) {
        (Some(Ok(number)), _) => format!("write `{number} %`"),
        (_, Ok(quantity)) => format!("the unit of the field holds: write `{}`", quantity.value),
        _ => "write a number in the unit of the field, such as `5`, or a part of the target, such as `2 %`"
            .to_owned(),
    }
}
