//! One thing to record, with its limits resolved.

use std::fmt;

use crate::document::{self, EvidenceKind, FieldType, Judge, Rounding};
use crate::formula::{Formula, Type};
use crate::value::{Decimal, Pattern, Text, Unit};

/// One thing to record in a step, or one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub(super) name: String,
    pub(super) title: Option<Text>,
    pub(super) help: Option<Text>,
    pub(super) required: bool,
    pub(super) condition: Option<Formula>,
    pub(super) formula: Option<Formula>,
    pub(super) kind: Kind,
}

impl Field {
    /// Its name in formulas and acts.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is called on screen and paper; its name is all there is where nothing is given.
    pub fn title(&self) -> Option<&Text> {
        self.title.as_ref()
    }

    /// How to find or measure the value.
    pub fn help(&self) -> Option<&Text> {
        self.help.as_ref()
    }

    /// Whether a value must be given.
    pub fn is_required(&self) -> bool {
        self.required
    }

    /// Condition under which it is asked.
    pub fn condition(&self) -> Option<&Formula> {
        self.condition.as_ref()
    }

    /// The formula that computes it; nobody types a computed value.
    pub fn formula(&self) -> Option<&Formula> {
        self.formula.as_ref()
    }

    /// What kind of value it is, and what makes the value conform.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The type its values have in formulas; nothing for evidence, which no formula reads.
    pub fn value_type(&self) -> Option<Type> {
        Some(match &self.kind {
            Kind::Confirm => Type::Truth,
            Kind::Choice { options, .. } => Type::Choice(names(options)),
            Kind::Choices { options, .. } => Type::Choices(names(options)),
            Kind::Count(_) => Type::PLAIN,
            Kind::Number(number) => Type::Number { unit: number.unit },
            Kind::Text { .. } => Type::Text,
            Kind::Date(_) => Type::Date,
            Kind::Time(_) => Type::Time,
            Kind::DateTime(_) => Type::DateTime,
            Kind::Duration(_) => Type::Duration,
            Kind::Evidence { .. } => return None,
        })
    }

    /// The limit as a short English phrase with units, such as `54 to 63 g`; empty where there is none.
    pub fn limits_in_words(&self) -> String {
        match &self.kind {
            Kind::Confirm => "yes".to_owned(),
            Kind::Choice { accept: Some(accept), .. } => accept.join(" or "),
            Kind::Choices { accept: Some(accept), .. } => format!("only {}", accept.join(", ")),
            Kind::Count(limits) => limits.in_words(None),
            Kind::Number(number) => number.limits.in_words(number.unit),
            Kind::Date(limits) | Kind::Time(limits) | Kind::DateTime(limits) | Kind::Duration(limits) => {
                limits.in_words(None)
            }
            Kind::Evidence { at_least, .. } => format!("at least {at_least}"),
            Kind::Text { pattern: Some(pattern), .. } => format!("matches {pattern}"),
            Kind::Text { equals: Some(Bound { formula, .. }), .. } => format!("exactly {formula}"),
            Kind::Choice { .. } | Kind::Choices { .. } | Kind::Text { .. } => String::new(),
        }
    }
}

fn names(options: &[(String, Option<Text>)]) -> Vec<String> {
    options.iter().map(|(name, _)| name.clone()).collect()
}

/// What kind of value a field records, and what makes the value conform.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Yes conforms.
    Confirm,
    /// One option; with `accept`, those conform, and without it the choice is neutral.
    Choice {
        /// The options with the titles people see.
        options: Vec<(String, Option<Text>)>,
        /// The options that conform.
        accept: Option<Vec<String>>,
    },
    /// Any number of options; with `accept`, all that are chosen must be among those.
    Choices {
        /// The options with the titles people see.
        options: Vec<(String, Option<Text>)>,
        /// The options that conform.
        accept: Option<Vec<String>>,
        /// The fewest.
        at_least: Option<u32>,
        /// The most.
        at_most: Option<u32>,
    },
    /// A whole number of things.
    Count(Limits),
    /// A number with a unit.
    Number(Box<Numeric>),
    /// Text.
    Text {
        /// Pattern of the whole text.
        pattern: Option<Pattern>,
        /// The only text that conforms.
        equals: Option<Bound>,
        /// The fewest characters.
        min_length: Option<u32>,
        /// The most characters.
        max_length: Option<u32>,
        /// Whether it may have several lines.
        multiline: bool,
    },
    /// A day.
    Date(Limits),
    /// A time of day.
    Time(Limits),
    /// A moment.
    DateTime(Limits),
    /// A length of time.
    Duration(Limits),
    /// Photos, files or signatures.
    Evidence {
        /// Which kinds count; empty means any.
        kinds: Vec<EvidenceKind>,
        /// How many are needed.
        at_least: u32,
    },
}

/// A measured or computed number: its unit, its limits and how the verdict is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeric {
    /// Unit of entry and of the limits.
    pub unit: Option<Unit>,
    /// How many decimals an entry may have.
    pub decimals: Option<u32>,
    /// What conforms.
    pub limits: Limits,
    /// Values outside are marked.
    pub alert: Limits,
    /// Values outside are asked about.
    pub plausible: Limits,
    /// How the value meets the limit.
    pub rounding: Rounding,
    /// How many readings are taken.
    pub readings: u32,
    /// What of them is judged.
    pub judge: Judge,
    /// The limits as declared in other units.
    pub also: Vec<(Unit, Limits)>,
}

/// A lower and an upper bound, each of which may be absent: absent is not zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// The lower bound.
    pub lower: Option<Bound>,
    /// The upper bound.
    pub upper: Option<Bound>,
    /// The value aimed at, with how far from it still conforms; stands instead of the bounds.
    pub target: Option<(Formula, Margin, Margin)>,
}

/// One bound of a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// Its value, a literal or a formula.
    pub formula: Formula,
    /// Whether the bound itself conforms.
    pub inclusive: bool,
}

/// How far from the target still conforms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// The number.
    pub value: Decimal,
    /// Whether it is a percentage of the target.
    pub percent: bool,
}

impl Margin {
    /// Reads `5` or `0.2 %`.
    pub fn parse(text: &str) -> Option<Margin> {
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (text, false),
        };
        Some(Margin { value: number.parse().ok()?, percent })
    }
}

impl fmt::Display for Margin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.value, if self.percent { " %" } else { "" })
    }
}

impl Limits {
    /// Whether there is no bound at all.
    pub fn is_empty(&self) -> bool {
        self.lower.is_none() && self.upper.is_none() && self.target.is_none()
    }

    /// A short English phrase: `54 to 63 g`, `above 0`, `57 (+6, -3) g`.
    pub fn in_words(&self, unit: Option<Unit>) -> String {
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let word = |bound: &Bound, open, closed| {
            format!("{} {}", if bound.inclusive { closed } else { open }, bound.formula)
        };
        if let Some((target, plus, minus)) = &self.target {
            return format!("{target} (+{plus}, -{minus}){unit}");
        }
        match (&self.lower, &self.upper) {
            (Some(lower), Some(upper)) if lower == upper => format!("exactly {}{unit}", lower.formula),
            (Some(lower), Some(upper)) if lower.inclusive && upper.inclusive => {
                format!("{} to {}{unit}", lower.formula, upper.formula)
            }
            (Some(lower), Some(upper)) => {
                format!("{} and {}{unit}", word(lower, "above", "at least"), word(upper, "below", "at most"))
            }
            (Some(lower), None) => format!("{}{unit}", word(lower, "above", "at least")),
            (None, Some(upper)) => format!("{}{unit}", word(upper, "below", "at most")),
            (None, None) => String::new(),
        }
    }
}

/// The typed kind of a field that passed the rules; nothing where a formula or unit can't be read, which they refuse.
pub(super) fn kind(field: &document::Field, default_rounding: Rounding) -> Option<Kind> {
    Some(match field.kind {
        FieldType::Confirm => Kind::Confirm,
        FieldType::Choice => Kind::Choice { options: options(field), accept: accept(field) },
        FieldType::Choices => Kind::Choices {
            options: options(field),
            accept: accept(field),
            at_least: field.at_least,
            at_most: field.at_most,
        },
        FieldType::Count => Kind::Count(limits(field)?),
        FieldType::Number => Kind::Number(Box::new(numeric(field, default_rounding)?)),
        FieldType::Text => Kind::Text {
            pattern: field.pattern.as_deref().map(str::parse).transpose().ok()?,
            equals: text_equals(field)?,
            min_length: field.min_length,
            max_length: field.max_length,
            multiline: field.multiline == Some(true),
        },
        FieldType::Date => Kind::Date(limits(field)?),
        FieldType::Time => Kind::Time(limits(field)?),
        FieldType::DateTime => Kind::DateTime(limits(field)?),
        FieldType::Duration => Kind::Duration(limits(field)?),
        FieldType::Evidence => {
            Kind::Evidence { kinds: field.kinds.clone(), at_least: field.at_least.unwrap_or(1) }
        }
    })
}

fn options(field: &document::Field) -> Vec<(String, Option<Text>)> {
    match &field.options {
        document::Options::Names(names) => names.iter().map(|name| (name.clone(), None)).collect(),
        document::Options::Titled(titles) => {
            titles.iter().map(|(name, it)| (name.clone(), Some(it.clone()))).collect()
        }
    }
}

fn accept(field: &document::Field) -> Option<Vec<String>> {
    field.accept.as_ref().map(|accept| accept.0.clone())
}

fn numeric(field: &document::Field, default_rounding: Rounding) -> Option<Numeric> {
    let unit = match &field.unit {
        // A pure number says that it has no unit.
        Some(_) if field.is_pure_number() => None,
        Some(unit) => Some(unit.parse().ok()?),
        None => None,
    };
    let mut also = Vec::new();
    for other in &field.also {
        let bound = |value: Option<Decimal>| value.map(|value| value.to_string());
        let (min, max, above, below) =
            (bound(other.min), bound(other.max), bound(other.above), bound(other.below));
        also.push((
            other.unit()?,
            between(min.as_deref(), above.as_deref(), max.as_deref(), below.as_deref())?,
        ));
    }
    Some(Numeric {
        unit,
        decimals: field.decimals,
        limits: limits(field)?,
        alert: band(field.alert.as_ref())?,
        plausible: band(field.plausible.as_ref())?,
        rounding: field.rounding.unwrap_or(default_rounding),
        readings: field.readings.unwrap_or(1),
        judge: field.judge.unwrap_or_default(),
        also,
    })
}

fn band(band: Option<&document::Band>) -> Option<Limits> {
    let Some(band) = band else { return Some(Limits::default()) };
    between(text(band.min.as_ref()), None, text(band.max.as_ref()), None)
}

fn limits(field: &document::Field) -> Option<Limits> {
    if let (Some(target), Some(tolerance)) = (&field.target, &field.tolerance) {
        let (plus, minus) = match tolerance {
            document::Tolerance::Even(both) => (both, both),
            document::Tolerance::Sides(sides) => (&sides.plus, &sides.minus),
        };
        let target = Formula::parse(target.text()).ok()?;
        let target = Some((target, Margin::parse(plus.text())?, Margin::parse(minus.text())?));
        return Some(Limits { lower: None, upper: None, target });
    }
    if let Some(document::Equals::Written(value)) = &field.equals {
        return between(Some(value.text()), None, Some(value.text()), None);
    }
    let lowest = field.min.as_ref().or(field.not_before.as_ref());
    let highest = field.max.as_ref().or(field.not_after.as_ref());
    between(text(lowest), text(field.above.as_ref()), text(highest), text(field.below.as_ref()))
}

fn text(limit: Option<&document::Limit>) -> Option<&str> {
    limit.map(document::Limit::text)
}

fn between(min: Option<&str>, above: Option<&str>, max: Option<&str>, below: Option<&str>) -> Option<Limits> {
    Some(Limits { lower: bound(min, above)?, upper: bound(max, below)?, target: None })
}

fn bound(inclusive: Option<&str>, exclusive: Option<&str>) -> Option<Option<Bound>> {
    let Some(text) = inclusive.or(exclusive) else { return Some(None) };
    Some(Some(Bound { formula: Formula::parse(text).ok()?, inclusive: inclusive.is_some() }))
}

fn text_equals(field: &document::Field) -> Option<Option<Bound>> {
    let formula = match &field.equals {
        Some(document::Equals::Written(text)) => {
            Formula::parse(&format!("'{}'", text.text().replace('\'', "''"))).ok()?
        }
        Some(document::Equals::Computed(computed)) => Formula::parse(&computed.formula).ok()?,
        None => return Some(None),
    };
    Some(Some(Bound { formula, inclusive: true }))
}
