//! A number with the unit it was entered in.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::Decimal;
use super::DecimalError;
use super::Unit;
use super::UnitError;
use super::text_form::text_form;

/// A decimal with or without a unit: `53.9 g`, `53.9`, `20 %`.
///
/// Number and unit stand apart by one space. Equality is that of number and unit: `1 kg` does not equal `1000 g`,
/// because a value is judged in the unit it was entered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// The unit, or none for a plain number.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// A number with a unit.
    pub fn new(value: Decimal, unit: Option<Unit>) -> Quantity {
        Quantity { value, unit }
    }

    /// A number without a unit.
    pub fn plain(value: impl Into<Decimal>) -> Quantity {
        Quantity { value: value.into(), unit: None }
    }

    /// Whether both are written the same: `98.0 g` and `98 g` are equal but not the same text.
    pub fn same_text(self, other: Quantity) -> bool {
        self.unit == other.unit && self.value.same_text(other.value)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Some(unit) => write!(formatter, "{} {unit}", self.value),
            None => self.value.fmt(formatter),
        }
    }
}

/// A text that is not a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Its number is not one.
    #[error(transparent)]
    Number(#[from] DecimalError),
    /// Its unit is not one.
    #[error(transparent)]
    Unit(#[from] UnitError),
}

impl QuantityError {
    /// How to write it instead, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            QuantityError::Number(error) => error.help(),
            QuantityError::Unit(error) => error.help(),
        }
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Quantity, QuantityError> {
        match text.split_once(' ') {
            Some((value, unit)) => Ok(Quantity { value: value.parse()?, unit: Some(unit.parse()?) }),
            None => Ok(Quantity { value: text.parse()?, unit: None }),
        }
    }
}

text_form!(
    Quantity,
    "a number with a unit such as `53.9 g`",
    schemars::json_schema!({
        "title": "Quantity",
        "description": "A decimal number, with or without a unit after a space.",
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?( [^ ].*)?$"}
        ],
        "examples": ["53.9 g", "20 %", 53.9]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading() {
        for text in ["53.9 g", "53.9", "20 %", "-4.0 °C", "1 US gal"] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), text);
        }
        let check = |text: &str, message: &str, help: Option<&str>| {
            let error = text.parse::<Quantity>().unwrap_err();
            assert_eq!((error.to_string().as_str(), error.help().as_deref()), (message, help));
        };
        check(
            "53,9 g",
            "`53,9` is not a decimal number: `,` is neither a digit nor a decimal point",
            Some("write `53.9`"),
        );
        check("53.9 gr", "`gr` is not a known unit", Some("did you mean `g`?"));
        check("53.9g", "`53.9g` is not a decimal number: `g` is not a digit", None);
        check("g", "`g` is not a decimal number: `g` is not a digit", None);
    }
}
