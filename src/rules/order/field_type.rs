//! The type of value that a field takes.

use crate::document::{Field, FieldType};
use crate::formula::Type;
use crate::rules::formulas::unit_of;

/// The type a computed value or a limit must have for the field; nothing where there is none, or where the field's
/// own unit is unknown.
pub(super) fn type_taken(field: &Field) -> Option<Type> {
    Some(match field.kind {
        FieldType::Confirm => Type::Truth,
        FieldType::Count => Type::PLAIN,
        FieldType::Number => {
            let unit = unit_of(field);
            if field.unit.is_some() && unit.is_none() {
                return None;
            }
            Type::Number { unit }
        }
        FieldType::Text => Type::Text,
        FieldType::Date => Type::Date,
        FieldType::Time => Type::Time,
        FieldType::DateTime => Type::DateTime,
        FieldType::Duration => Type::Duration,
        FieldType::Choice | FieldType::Choices | FieldType::Evidence => return None,
    })
}

/// Whether a formula's type will do: the same, or a number without a unit, which takes the field's.
pub(super) fn fits(found: &Type, taken: &Type) -> bool {
    match (found, taken) {
        (Type::Number { unit: None }, Type::Number { .. }) | (Type::Choice(_), Type::Text) => true,
        (found, taken) => found == taken,
    }
}

/// How a list becomes one value.
pub(super) const OF_A_LIST: &str =
    "a list becomes one value with `sum`, `mean`, `min`, `max`, `range` or `count`";
