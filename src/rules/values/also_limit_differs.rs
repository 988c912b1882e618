//! The same limit in another unit, but not the same.

use crate::document::{Bound, OtherUnit};
use crate::rules::formulas::unit_of;
use crate::rules::{Findings, Outline};
use crate::value::{Decimal, Unit};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if field.also.is_empty() {
            continue;
        }
        let Some(unit) = unit_of(field) else { continue };
        for (index, other) in field.also.iter().enumerate() {
            let Some(other_unit) = other.unit() else { continue };
            let pairs = [(field.written_lower(), lower(other)), (field.written_upper(), upper(other))];
            for (own, declared) in pairs {
                let (Some(own), Some((key, declared))) = (own, declared) else { continue };
                let Some(exact) = far_from(own, unit, declared, other_unit) else { continue };
                let message = format!(
                    "`{declared} {other_unit}` is not near `{} {unit}`, which is `{exact} {other_unit}`",
                    own.at
                );
                findings
                    .add(&place.spot().key("also").item(index).key(key), message)
                    .related(&place.spot().key(own.key), "the limit");
            }
        }
    }
}

fn lower(other: &OtherUnit) -> Option<(&'static str, Decimal)> {
    other.min.map(|at| ("min", at)).or_else(|| other.above.map(|at| ("above", at)))
}

fn upper(other: &OtherUnit) -> Option<(&'static str, Decimal)> {
    other.max.map(|at| ("max", at)).or_else(|| other.below.map(|at| ("below", at)))
}

/// The field's limit in the other unit, where the declared one differs by more than one in the last digit of both.
fn far_from(own: Bound, unit: Unit, declared: Decimal, other: Unit) -> Option<Decimal> {
    let exact = Unit::convert(own.at, unit, other)?;
    let last_own = Unit::convert_difference(Decimal::from_digits(1, own.at.scale())?, unit, other)?;
    let allowed = last_own.checked_add(Decimal::from_digits(1, declared.scale())?)?;
    let difference = exact.checked_sub(declared)?.abs();
    let shown = exact.round_half_even(declared.scale());
    (difference > allowed).then_some(shown)
}
