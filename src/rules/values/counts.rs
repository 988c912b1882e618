//! The limits of a count that are written out.

use crate::document::{Equals, Field, FieldType};
use crate::value::Decimal;

/// The limits of a count that somebody enters, with their keys; formulas are known only in a run.
pub(super) fn limits(field: &Field) -> impl Iterator<Item = (&'static str, Decimal)> {
    let counted = field.kind == FieldType::Count && !field.is_computed();
    let equals = match &field.equals {
        Some(Equals::Written(limit)) => Some(limit),
        Some(Equals::Computed(_)) | None => None,
    };
    let all = [("min", field.min.as_ref()), ("max", field.max.as_ref()), ("equals", equals)];
    all.into_iter().filter(move |_| counted).filter_map(|(key, limit)| Some((key, limit?.decimal()?)))
}
