//! A measured value with only one conforming number.

use super::points::point;
use crate::document::{Field, FieldType, Limit, Margin};
use crate::rules::formulas::unit_of;
use crate::rules::{Findings, Outline};
use crate::value::{Decimal, Dimension};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let measured = matches!(field.kind, FieldType::Number | FieldType::Duration)
            && !field.is_computed()
            && !field.is_pure_number();
        if !measured {
            continue;
        }
        let Some((key, only)) = only(field) else { continue };
        if unit_of(field).is_some_and(|unit| unit.dimension() == Dimension::Money) {
            continue;
        }
        let message = format!("only `{only}` conforms, and a measured value scatters");
        findings.add(&place.spot().key(key), message).help("write how far from it still conforms");
    }
}

/// The only value that conforms, with the key that makes it so.
fn only(field: &Field) -> Option<(&'static str, &Limit)> {
    if let (Some(min), Some(max)) = (&field.min, &field.max) {
        let same = point(field.kind, min)? == point(field.kind, max)?;
        return same.then_some(("max", max));
    }
    let (target, tolerance) = (field.target.as_ref()?, field.tolerance.as_ref()?);
    let nothing = |written| Margin::of(written).map(Margin::number).is_some_and(Decimal::is_zero);
    (nothing(tolerance.plus()) && nothing(tolerance.minus())).then_some(("tolerance", target))
}
