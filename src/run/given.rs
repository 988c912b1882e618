//! What a person typed: text, or several texts where several values are asked for.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::document::EvidenceKind;
use crate::procedure::Digest;
use crate::value::DateTime;

/// What was typed into one field: one text, or one for each reading, option or piece of evidence.
///
/// As data it is a string or a list of strings; whole numbers and truths are read as their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// One text.
    One(String),
    /// Several texts.
    Several(Vec<String>),
}

impl Given {
    /// The texts, one by one.
    pub fn texts(&self) -> &[String] {
        match self {
            Given::One(text) => std::slice::from_ref(text),
            Given::Several(texts) => texts,
        }
    }
}

impl fmt::Display for Given {
    /// The texts as they were typed, with commas between them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.texts().join(", "))
    }
}

impl From<&str> for Given {
    fn from(text: &str) -> Given {
        Given::One(text.to_owned())
    }
}

impl From<String> for Given {
    fn from(text: String) -> Given {
        Given::One(text)
    }
}

impl<T: Into<String>> From<Vec<T>> for Given {
    fn from(texts: Vec<T>) -> Given {
        Given::Several(texts.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for Given {
    fn from(texts: [T; N]) -> Given {
        Given::Several(texts.into_iter().map(Into::into).collect())
    }
}

impl From<&Evidence> for Given {
    fn from(evidence: &Evidence) -> Given {
        Given::One(evidence.to_string())
    }
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Given::One(text) => text.serialize(serializer),
            Given::Several(texts) => texts.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Given, D::Error> {
        deserializer.deserialize_any(Typed)
    }
}

struct Typed;

impl<'de> Visitor<'de> for Typed {
    type Value = Given;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, or a list of texts")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
        Ok(Given::from(text))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Given, E> {
        Ok(Given::from(if truth { "yes" } else { "no" }))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Given, E> {
        Ok(Given::One(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Given, E> {
        Ok(Given::One(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Given, E> {
        Err(E::custom(format_args!(
            "`{number}` came as a binary number, which loses decimals: write it as text"
        )))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given, A::Error> {
        let mut texts = Vec::new();
        while let Some(item) = items.next_element::<Given>()? {
            match item {
                Given::One(text) => texts.push(text),
                Given::Several(_) => return Err(A::Error::custom("a list of lists")),
            }
        }
        Ok(Given::Several(texts))
    }
}

impl JsonSchema for Given {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Given".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "Given",
            "description": "What a person typed, or a list of what they typed.",
            "anyOf": [
                {"type": ["string", "integer", "boolean"]},
                {"type": "array", "items": {"type": ["string", "integer", "boolean"]}}
            ],
            "examples": ["53.9 g", "yes", ["70.1", "69.8"]],
        })
    }
}

/// One piece of evidence: the host keeps the thing itself, the run keeps what pins it.
///
/// Typed as one text, the name last: `photo image/jpeg sha256:… 2026-12-01T09:00:00Z carton 1.jpg`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What kind of thing it is.
    pub kind: EvidenceKind,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// When it was taken.
    pub taken_at: DateTime,
    /// What it is called.
    pub name: String,
}

/// A text that is not a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "evidence is written as kind, media type, sha256, time taken and name, such as `photo image/jpeg sha256:… 2026-12-01T09:00:00Z carton.jpg`"
)]
pub struct EvidenceError;

impl FromStr for Evidence {
    type Err = EvidenceError;

    fn from_str(text: &str) -> Result<Evidence, EvidenceError> {
        let mut parts = text.splitn(5, ' ');
        let mut next = || parts.next().filter(|part| !part.is_empty()).ok_or(EvidenceError);
        let kind = match next()? {
            "photo" => EvidenceKind::Photo,
            "file" => EvidenceKind::File,
            "signature" => EvidenceKind::Signature,
            _ => return Err(EvidenceError),
        };
        let media_type = next()?.to_owned();
        if media_type.split('/').filter(|part| !part.is_empty()).count() != 2 {
            return Err(EvidenceError);
        }
        let sha256 = next()?.parse().map_err(|_| EvidenceError)?;
        let taken_at = next()?.parse().map_err(|_| EvidenceError)?;
        let name = next()?.to_owned();
        Ok(Evidence { kind, media_type, sha256, taken_at, name })
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            EvidenceKind::Photo => "photo",
            EvidenceKind::File => "file",
            EvidenceKind::Signature => "signature",
        };
        write!(formatter, "{kind} {} {} {} {}", self.media_type, self.sha256, self.taken_at, self.name)
    }
}
