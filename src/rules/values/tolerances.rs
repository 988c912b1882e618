//! The one or two numbers of a tolerance, with their places.

use crate::document::{Field, Limit, Tolerance};
use crate::rules::Spot;
use crate::rules::outline::FieldPlace;

/// The numbers of a field's tolerance, each with its key where the sides differ.
pub(super) fn sides(field: &Field) -> impl Iterator<Item = (Option<&'static str>, &Limit)> {
    let (both, plus, minus) = match &field.tolerance {
        Some(Tolerance::Even(both)) => (Some((None, both)), None, None),
        Some(Tolerance::Sides(sides)) => {
            (None, Some((Some("plus"), &sides.plus)), Some((Some("minus"), &sides.minus)))
        }
        None => (None, None, None),
    };
    both.into_iter().chain(plus).chain(minus)
}

/// Where one of them stands.
pub(super) fn spot<'d>(place: FieldPlace<'_, 'd>, side: Option<&'static str>) -> Spot<'d> {
    let spot = place.spot().key("tolerance");
    match side {
        Some(key) => spot.key(key),
        None => spot,
    }
}
