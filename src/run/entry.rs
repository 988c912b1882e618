//! From what a person typed to a value of the field's type.

use super::given::{Evidence, Given};
use super::refusal::{Code, Refusal};
use crate::document::EvidenceKind;
use crate::procedure::{Field, Kind, Numeric};
use crate::value::{DateTime, Decimal, Quantity, Unit, Value, quoted};

/// Longest text that is kept, in characters.
const LONGEST: usize = 10_000;

/// A value or evidence, as its field's type wants it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) value: Option<Value>,
    pub(super) evidence: Vec<Evidence>,
}

/// Reads what was typed into a field.
pub(super) fn read(field: &Field, given: &Given, at: DateTime) -> Result<Entry, Refusal> {
    if let Kind::Evidence { kinds, .. } = field.kind() {
        return evidence(kinds, given, at).map(|evidence| Entry { value: None, evidence });
    }
    value(field, given).map(|value| Entry { value: Some(value), evidence: Vec::new() })
}

fn value(field: &Field, given: &Given) -> Result<Value, Refusal> {
    match field.kind() {
        Kind::Choices { options, .. } => choices(options, given),
        Kind::Number(number) if number.readings > 1 => readings(number, given),
        kind => single(kind, one(given)?),
    }
}

fn single(kind: &Kind, text: &str) -> Result<Value, Refusal> {
    let unreadable =
        |error: &dyn std::fmt::Display| Refusal::new(Code::UnreadableValue).detail(error.to_string());
    match kind {
        Kind::Confirm => match text {
            "yes" | "true" => Ok(Value::Truth(true)),
            "no" | "false" => Ok(Value::Truth(false)),
            _ => Err(unreadable(&format_args!("{} is neither `yes` nor `no`", quoted(text)))),
        },
        Kind::Choice { options, .. } => option(options, text).map(Value::Choice),
        Kind::Count(_) => count(text),
        Kind::Number(number) => quantity(number, text).map(Value::Number),
        Kind::Text { multiline, .. } => plain_text(text, *multiline).map(Value::Text),
        Kind::Date(_) => text.parse().map(Value::Date).map_err(|error| unreadable(&error)),
        Kind::Time(_) => text.parse().map(Value::Time).map_err(|error| unreadable(&error)),
        Kind::DateTime(_) => text.parse().map(Value::DateTime).map_err(|error| unreadable(&error)),
        Kind::Duration(_) => text.parse().map(Value::Duration).map_err(|error| unreadable(&error)),
        Kind::Choices { .. } | Kind::Evidence { .. } => Err(Refusal::new(Code::UnreadableValue)),
    }
}

fn one(given: &Given) -> Result<&str, Refusal> {
    match given.texts() {
        [only] => Ok(only),
        several => Err(Refusal::new(Code::UnreadableValue)
            .detail(format!("{} values stand where one belongs", several.len()))),
    }
}

/// Several texts: those of a list, or those between the commas of one text.
fn several(given: &Given) -> Vec<&str> {
    match given {
        Given::One(text) if text.is_empty() => Vec::new(),
        Given::One(text) => text.split(',').map(str::trim).collect(),
        Given::Several(texts) => texts.iter().map(String::as_str).collect(),
    }
}

fn option(options: &[(String, Option<crate::value::Text>)], text: &str) -> Result<String, Refusal> {
    let known = options.iter().find(|(name, _)| name == text);
    known.map(|(name, _)| name.clone()).ok_or_else(|| {
        let names: Vec<String> = options.iter().map(|(name, _)| format!("`{name}`")).collect();
        Refusal::new(Code::UnknownOption).detail(format!(
            "{} is not one of {}",
            quoted(text),
            names.join(", ")
        ))
    })
}

fn choices(options: &[(String, Option<crate::value::Text>)], given: &Given) -> Result<Value, Refusal> {
    let mut chosen: Vec<String> = Vec::new();
    for text in several(given) {
        let name = option(options, text)?;
        if chosen.contains(&name) {
            return Err(Refusal::new(Code::UnreadableValue).detail(format!("`{name}` is chosen twice")));
        }
        chosen.push(name);
    }
    Ok(Value::Choices(chosen))
}

fn count(text: &str) -> Result<Value, Refusal> {
    let number: Decimal = text.parse().map_err(|error: crate::value::DecimalError| {
        Refusal::new(Code::UnreadableValue).detail(error.to_string())
    })?;
    if number.scale() > 0 || number.is_negative() {
        let detail = format!("{} is not a whole number of things", quoted(text));
        return Err(Refusal::new(Code::UnreadableValue).detail(detail));
    }
    Ok(Value::Number(Quantity::plain(number)))
}

fn quantity(number: &Numeric, text: &str) -> Result<Quantity, Refusal> {
    let entered: Quantity = text.parse().map_err(|error: crate::value::QuantityError| {
        let code = match error {
            crate::value::QuantityError::Unit(_) => Code::WrongUnit,
            crate::value::QuantityError::Number(_) => Code::UnreadableValue,
        };
        Refusal::new(code).detail(error.to_string())
    })?;
    let unit = entered.unit.or(number.unit);
    if unit != number.unit && !number.also.iter().any(|(other, _)| Some(*other) == unit) {
        let symbol = |unit: Option<Unit>| unit.map_or("no unit".to_owned(), |unit| format!("`{unit}`"));
        let detail = format!("{} instead of {}", symbol(unit), symbol(number.unit));
        return Err(Refusal::new(Code::WrongUnit).detail(detail));
    }
    if let Some(decimals) = number.decimals
        && entered.value.scale() > decimals
    {
        let detail = format!("{} has more than {decimals} decimals", quoted(text));
        return Err(Refusal::new(Code::TooFine).detail(detail));
    }
    Ok(Quantity::new(entered.value, unit))
}

fn readings(number: &Numeric, given: &Given) -> Result<Value, Refusal> {
    let texts = several(given);
    if u32::try_from(texts.len()).ok() != Some(number.readings) {
        let detail = format!("{} instead of {}", texts.len(), number.readings);
        return Err(Refusal::new(Code::WrongCount).detail(detail));
    }
    let values: Vec<Quantity> = texts.iter().map(|text| quantity(number, text)).collect::<Result<_, _>>()?;
    if values.windows(2).any(|pair| matches!(pair, [one, other] if one.unit != other.unit)) {
        return Err(Refusal::new(Code::WrongUnit).detail("the readings are in different units"));
    }
    Ok(Value::List(values.into_iter().map(Value::Number).collect()))
}

fn evidence(kinds: &[EvidenceKind], given: &Given, at: DateTime) -> Result<Vec<Evidence>, Refusal> {
    let mut items: Vec<Evidence> = Vec::new();
    for text in given.texts() {
        let item: Evidence = text.parse().map_err(|error: super::given::EvidenceError| {
            Refusal::new(Code::UnreadableValue).detail(error.to_string())
        })?;
        plain_text(&item.name, false)?;
        plain_text(&item.media_type, false)?;
        if !kinds.is_empty() && !kinds.contains(&item.kind) {
            let detail = format!("`{}` is evidence of another kind", item.name);
            return Err(Refusal::new(Code::UnknownOption).detail(detail));
        }
        if item.taken_at > at {
            return Err(Refusal::new(Code::InFuture).detail(format!("`{}` was taken later", item.name)));
        }
        if items.iter().any(|known| known.sha256 == item.sha256) {
            return Err(Refusal::new(Code::UnreadableValue).detail(format!("`{}` comes twice", item.name)));
        }
        items.push(item);
    }
    Ok(items)
}

/// Text as it may be kept: nothing invisible and nothing that changes the direction of what follows.
pub(super) fn plain_text(text: &str, multiline: bool) -> Result<String, Refusal> {
    let hidden = |character: char| match character {
        '\n' => !multiline,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control(),
    };
    if let Some(found) = text.chars().find(|character| hidden(*character)) {
        let detail = format!("it has the character `U+{:04X}`", u32::from(found));
        return Err(Refusal::new(Code::UnreadableText).detail(detail));
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::new(Code::UnreadableText).detail("it is too long"));
    }
    Ok(text.to_owned())
}
