//! A limit as it is written.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Decimal;

/// A literal or a formula, with the text that stands in the file: `98.0` keeps its zero.
///
/// In JSON it is a string, so that no digit is lost; in YAML that [`write`](super::write) makes, a decimal is a number.
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
        serializer.serialize_str(&self.0)
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
        Err(E::custom(format_args!(
            "`{number}` came as a binary number, which loses decimals: write it as text"
        )))
    }
}

/// Reads what is either a limit or a map.
pub(super) fn limit_or_map<'de, D, M, T>(
    deserializer: D,
    from_limit: fn(Limit) -> T,
    from_map: fn(M) -> T,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    M: Deserialize<'de>,
{
    struct Either<T, M>(fn(Limit) -> T, fn(M) -> T);

    impl<'de, T, M: Deserialize<'de>> Visitor<'de> for Either<T, M> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a limit or a map")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            Written.visit_str(text).map(self.0)
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
            Written.visit_i64(number).map(self.0)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
            Written.visit_u64(number).map(self.0)
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
            Written.visit_f64(number).map(self.0)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            M::deserialize(MapAccessDeserializer::new(map)).map(self.1)
        }
    }

    deserializer.deserialize_any(Either(from_limit, from_map))
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
