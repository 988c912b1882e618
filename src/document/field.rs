//! One thing to record: its type, its limits, and how the verdict is found.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::limit::{Limit, limit_or_map};
use super::list::List;
use crate::value::{Decimal, Text};

/// One thing to record in a step, or one input of the run.
///
/// A field says what its file says: which keys go with which type is judged when the file is read, and
/// [`FieldType::keys`] is the table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What kind of value is recorded.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What the field is called on screen and paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// How to find or measure the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Whether a value must be given. Default `true`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// `true` says that there is no limit on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_only: Option<bool>,
    /// Condition under which the field is asked; it may read the fields above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Formula that computes the value; nobody types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
    /// The options that conform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept: Option<List<String>>,
    /// The fewest options or pieces of evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// The most options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// The smallest value that conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Limit>,
    /// The largest value that conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Limit>,
    /// The value must be larger than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Limit>,
    /// The value must be smaller than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Limit>,
    /// The only value that conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<Equals>,
    /// The value aimed at; goes with `tolerance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Limit>,
    /// How far from the target still conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Tolerance>,
    /// Unit in which the value is entered and the limits are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How many decimals the instrument shows; a finer entry is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u32>,
    /// Values outside are marked, without being a deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<Band>,
    /// Values outside are asked about, because they look like typing errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plausible: Option<Band>,
    /// How the value meets its limit. Default `exact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// How many readings are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readings: Option<u32>,
    /// What of the readings is judged. Default `each`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Judge>,
    /// The same limit as declared in other units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<OtherUnit>,
    /// Pattern that the whole text must match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Whether the text may have several lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiline: Option<bool>,
    /// The earliest that conforms: a literal or a formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Limit>,
    /// The latest that conforms: a literal or a formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Limit>,
    /// Which kinds of evidence count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<EvidenceKind>,
}

impl Field {
    /// Whether a value must be given.
    pub fn is_required(&self) -> bool {
        self.required.unwrap_or(true)
    }

    /// Whether the value is computed.
    pub fn is_computed(&self) -> bool {
        self.formula.is_some()
    }

    /// Whether the unit says that the number has none on purpose, such as a ratio: `1`, the symbol of the number
    /// one as a unit (SI brochure, 5.4.7).
    pub fn is_pure_number(&self) -> bool {
        self.unit.as_deref() == Some("1")
    }

    /// Whether it is a number, count or duration that neither has a limit nor says that this is on purpose.
    pub(crate) fn misses_limit(&self) -> bool {
        let judged = matches!(self.kind, FieldType::Number | FieldType::Count | FieldType::Duration);
        judged && self.record_only != Some(true) && !self.has_limit()
    }

    /// Whether a value of the field can be nonconforming.
    pub fn has_limit(&self) -> bool {
        match self.kind {
            FieldType::Confirm => true,
            FieldType::Choice => self.accept.is_some(),
            FieldType::Choices => self.accept.is_some() || self.at_least.is_some() || self.at_most.is_some(),
            FieldType::Count | FieldType::Number | FieldType::Duration => {
                self.min.is_some()
                    || self.max.is_some()
                    || self.above.is_some()
                    || self.below.is_some()
                    || self.equals.is_some()
                    || self.target.is_some()
            }
            FieldType::Text => {
                self.pattern.is_some()
                    || self.equals.is_some()
                    || self.min_length.is_some()
                    || self.max_length.is_some()
            }
            FieldType::Date | FieldType::Time | FieldType::DateTime => {
                self.not_before.is_some() || self.not_after.is_some()
            }
            FieldType::Evidence => self.at_least.is_some(),
        }
    }
}

/// What kind of value a field records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Yes or no; conforms when yes.
    #[default]
    Confirm,
    /// One of several options.
    Choice,
    /// Any number of several options.
    Choices,
    /// A whole number of things.
    Count,
    /// A measured or computed number, with a unit.
    Number,
    /// Text, such as a lot number or a remark.
    Text,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A moment, with its offset from UTC.
    #[serde(rename = "datetime")]
    DateTime,
    /// A length of time.
    Duration,
    /// Photos, files or signatures.
    Evidence,
}

impl FieldType {
    /// All types, in the order of the documentation.
    pub const ALL: [FieldType; 11] = [
        FieldType::Confirm,
        FieldType::Choice,
        FieldType::Choices,
        FieldType::Count,
        FieldType::Number,
        FieldType::Text,
        FieldType::Date,
        FieldType::Time,
        FieldType::DateTime,
        FieldType::Duration,
        FieldType::Evidence,
    ];

    /// The keys that go with every type.
    pub const COMMON_KEYS: &'static [&'static str] =
        &["type", "title", "help", "required", "record_only", "when"];

    /// The keys that go with this type, beside the common ones.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            FieldType::Confirm => &["formula"],
            FieldType::Choice => &["options", "accept"],
            FieldType::Choices => &["options", "accept", "at_least", "at_most"],
            FieldType::Count => &["min", "max", "equals", "formula"],
            FieldType::Number => &[
                "unit",
                "decimals",
                "min",
                "max",
                "above",
                "below",
                "target",
                "tolerance",
                "alert",
                "plausible",
                "rounding",
                "readings",
                "judge",
                "also",
                "formula",
            ],
            FieldType::Text => &["pattern", "equals", "min_length", "max_length", "multiline"],
            FieldType::Date | FieldType::DateTime => &["not_before", "not_after", "formula"],
            FieldType::Time => &["not_before", "not_after"],
            FieldType::Duration => &["min", "max", "formula"],
            FieldType::Evidence => &["kinds", "at_least"],
        }
    }

    /// The word for the type in a file.
    pub fn word(self) -> &'static str {
        match self {
            FieldType::Confirm => "confirm",
            FieldType::Choice => "choice",
            FieldType::Choices => "choices",
            FieldType::Count => "count",
            FieldType::Number => "number",
            FieldType::Text => "text",
            FieldType::Date => "date",
            FieldType::Time => "time",
            FieldType::DateTime => "datetime",
            FieldType::Duration => "duration",
            FieldType::Evidence => "evidence",
        }
    }
}

/// What can be chosen: names, or names with titles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Options {
    /// Names only.
    Names(Vec<String>),
    /// Names with the titles people see.
    Titled(IndexMap<String, Text>),
}

impl Options {
    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    /// The names in authored order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let (plain, titled) = match self {
            Options::Names(names) => (Some(names), None),
            Options::Titled(titles) => (None, Some(titles)),
        };
        let plain = plain.into_iter().flatten().map(String::as_str);
        plain.chain(titled.into_iter().flat_map(|titles| titles.keys().map(String::as_str)))
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::Names(Vec::new())
    }
}

/// The only value that conforms: as written, or computed by a formula.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Equals {
    /// The value itself; for a `count` it may be a formula.
    Written(Limit),
    /// A formula whose value is meant, where the formula could be taken for text.
    Computed(Computed),
}

impl<'de> Deserialize<'de> for Equals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        limit_or_map(deserializer, Equals::Written, Equals::Computed)
    }
}

/// A formula that stands where text could stand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// The formula.
    #[schemars(example = &"input.lot")]
    pub formula: String,
}

/// How far from the target still conforms.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Tolerance {
    /// The same to both sides: `5`, or `0.2 %` of the target.
    Even(Limit),
    /// Different to each side.
    Sides(Sides),
}

impl<'de> Deserialize<'de> for Tolerance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        limit_or_map(deserializer, Tolerance::Even, Tolerance::Sides)
    }
}

/// A tolerance that differs upwards and downwards.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sides {
    /// How far above the target: `6`, or `2 %` of it.
    #[schemars(example = &"6")]
    pub plus: Limit,
    /// How far below the target: `3`, or `2 %` of it.
    #[schemars(example = &"3")]
    pub minus: Limit,
}

/// A range in which values raise no question.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The smallest value inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Limit>,
    /// The largest value inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Limit>,
}

/// The limit as declared in another unit. A value is compared in the unit it was entered in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherUnit {
    /// The other unit.
    #[schemars(example = &"°F")]
    pub unit: String,
    /// The smallest value that conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// The largest value that conforms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// The value must be larger than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    /// The value must be smaller than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
}

/// How a value meets a limit: rounded to the decimals of the limit, once, last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Not rounded.
    #[default]
    Exact,
    /// Half away from zero (USP General Notices 7.20).
    HalfUp,
    /// Half to even (ASTM E29).
    HalfEven,
}

/// What of several readings is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judge {
    /// Each reading by itself.
    #[default]
    Each,
    /// Their mean.
    Mean,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// Largest less smallest.
    Range,
}

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A picture taken.
    Photo,
    /// A file of any other kind.
    File,
    /// A signature on screen or paper.
    Signature,
}
