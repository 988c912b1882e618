//! A limit as it is written.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Decimal;

/// A literal or a formula, with the text that stands in the file: `98.0` keeps its zero.
///
/// Written back, a decimal comes out as a number where a number can carry it, and as text otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limit(pub String);

impl Limit {
    /// The text as written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The decimal, where the text is one.
    pub fn decimal(&self) -> Option<Decimal> {
        self.0.parse().ok()
    }
}

impl From<&str> for Limit {
    fn from(text: &str) -> Self {
        Limit(text.to_owned())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.decimal() {
            Some(decimal) => decimal.serialize(serializer),
            None => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Written)
    }
}

struct Written;

impl Visitor<'_> for Written {
    type Value = Limit;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a limit: a literal or a formula, as text so that no digit is lost")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Limit, E> {
        Ok(Limit(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Limit, E> {
        Ok(Limit(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Limit, E> {
        Ok(Limit(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Limit, E> {
        Ok(Limit(format!("{number:?}")))
    }
}

impl JsonSchema for Limit {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "Limit",
            "description": "A literal in the field's unit (`57`, `2026-12-01`, `20 min`) or a formula (`100 + drag`, `today`).",
            "type": ["number", "string"],
            "examples": [57, "100 + drag"],
        })
    }
}
