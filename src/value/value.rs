//! One recorded or computed value of any type.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::Date;
use super::DateTime;
use super::Duration;
use super::Quantity;
use super::Time;

/// What can be recorded in a field, given as an input or computed by a formula.
///
/// Stored as a map of one key that says which it is, with numbers, dates and durations as their text:
/// `{"number": "53.9 g"}`, `{"truth": true}`, `{"choices": ["left", "right"]}`. So a record never holds a binary
/// float, and reading it back gives the same text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Truth(bool),
    /// A number or a count, with its unit if it has one.
    Number(Quantity),
    /// Text as it was entered.
    Text(String),
    /// The name of the option that was chosen.
    Choice(String),
    /// The names of the options that were chosen, in the order entered.
    Choices(Vec<String>),
    /// A calendar date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A point in time.
    #[serde(rename = "datetime")]
    DateTime(DateTime),
    /// A length of time.
    Duration(Duration),
    /// Several values: readings, or one of each instance of a repeat.
    List(Vec<Value>),
}

impl Value {
    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Quantity> {
        match self {
            Value::Number(quantity) => Some(*quantity),
            _ => None,
        }
    }

    /// Whether it is yes or no, if it is one of them.
    pub fn as_truth(&self) -> Option<bool> {
        match self {
            Value::Truth(truth) => Some(*truth),
            _ => None,
        }
    }
}

impl Value {
    /// How two values of one type stand to each other; nothing where they can't be compared, such as numbers in two
    /// units. A number without a unit takes the other's, and a moment is compared with a date by its own date.
    pub fn compare(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(one), Value::Number(other)) => {
                let units = one.unit == other.unit || one.unit.is_none() || other.unit.is_none();
                units.then(|| one.value.cmp(&other.value))
            }
            (Value::Date(one), Value::Date(other)) => Some(one.cmp(other)),
            (Value::Time(one), Value::Time(other)) => Some(one.cmp(other)),
            (Value::DateTime(one), Value::DateTime(other)) => Some(one.cmp(other)),
            (Value::DateTime(one), Value::Date(other)) => Some(one.date().cmp(other)),
            (Value::Duration(one), Value::Duration(other)) => Some(one.cmp(other)),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    /// As a person would write it: `yes`, `53.9 g`, `left, right`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Truth(true) => formatter.write_str("yes"),
            Value::Truth(false) => formatter.write_str("no"),
            Value::Number(quantity) => quantity.fmt(formatter),
            Value::Text(text) | Value::Choice(text) => formatter.write_str(text),
            Value::Choices(options) => formatter.write_str(&options.join(", ")),
            Value::Date(date) => date.fmt(formatter),
            Value::Time(time) => time.fmt(formatter),
            Value::DateTime(moment) => moment.fmt(formatter),
            Value::Duration(duration) => duration.fmt(formatter),
            Value::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(formatter, "{comma}{value}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_from_json_as_they_were() {
        for json in [
            r#"{"truth":true}"#,
            r#"{"number":"98.0 %"}"#,
            r#"{"number":"98.00"}"#,
            r#"{"text":"A-7"}"#,
            r#"{"choice":"left"}"#,
            r#"{"choices":["left","right"]}"#,
            r#"{"date":"2026-12-01"}"#,
            r#"{"time":"09:30"}"#,
            r#"{"datetime":"2026-12-01T09:00:00.50+01:00"}"#,
            r#"{"duration":"1 h 30 min"}"#,
            r#"{"list":[{"number":"1.0"},{"number":"2.0"}]}"#,
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
    }

    #[test]
    fn shown_as_a_person_would_write_it() {
        let list = Value::List(vec![Value::Truth(true), Value::Number("5 g".parse().unwrap())]);
        assert_eq!(list.to_string(), "yes, 5 g");
    }
}
