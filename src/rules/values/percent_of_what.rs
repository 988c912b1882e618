//! A tolerance in percent that can be read in two ways, or is nothing.

use super::tolerances;
use crate::document::{Limit, Margin};
use crate::rules::{Findings, Outline};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let Some(target) = &field.target else { continue };
        for (side, written) in tolerances::sides(field) {
            if !matches!(Margin::of(written), Some(Margin::Percent(_))) {
                continue;
            }
            let nothing = Limit::decimal(target).is_some_and(Decimal::is_zero);
            let message = match field.unit.as_deref() {
                _ if nothing => format!("`{written}` of a target of zero is nothing"),
                Some("%") => format!("`{written}` can be a part of the target or points of `%`"),
                _ => continue,
            };
            findings
                .add(&tolerances::spot(place, side), message)
                .help("write it without `%`, in the unit of the field");
        }
    }
}
