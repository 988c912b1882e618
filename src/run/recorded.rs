//! One recorded value with its verdict, and everything the verdict comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::given::{Evidence, Given};
use crate::value::Value;

/// One value with its verdict and everything the verdict comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The field or input.
    pub field: String,
    /// What was typed; nothing where the value was computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Given>,
    /// The value; nothing for evidence, and where it could not be computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// What the engine makes of it (rule 3).
    pub verdict: Verdict,
    /// Every limit as it was evaluated, with what was compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judged>,
    /// Why value or limit could not be computed, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_computable: Option<String>,
}

/// What the engine makes of a value; never typed in (rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// There is no limit.
    #[default]
    Neutral,
    /// Within the limit.
    Conforming,
    /// Within the limit, but outside the alert limit.
    Alert,
    /// Outside the limit.
    Nonconforming,
}

impl Verdict {
    /// The word for it in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Neutral => "neutral",
            Verdict::Conforming => "conforming",
            Verdict::Alert => "alert",
            Verdict::Nonconforming => "nonconforming",
        }
    }
}

/// One limit as it was evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// Which limit it is.
    pub against: Against,
    /// What was compared, after rounding; nothing where the limit is a set or a pattern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Value>,
    /// The lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<Edge>,
    /// The upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<Edge>,
    /// The limit in words, where it is not a bound: the options accepted, the pattern, the text that is equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Whether it was met.
    pub met: bool,
}

/// Which limit a value was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The limit that decides whether it conforms.
    Limit,
    /// The alert limit.
    Alert,
    /// The plausible range; outside it, somebody confirmed the value.
    Plausible,
}

/// One bound as it was evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Its value.
    pub value: Value,
    /// Whether the bound itself conforms.
    pub inclusive: bool,
}
