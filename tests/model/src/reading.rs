//! What was typed, read as values; or why it can't be read.

use countersign::document::EvidenceKind;
use countersign::formula::Formula;
use countersign::procedure::{Field, Kind};
use countersign::run::{Act, Code, Evidence, Given, Verdict};
use countersign::value::{DateTime, Quantity, Value};
use indexmap::IndexMap;

use super::facts::{Model, Noted};
use super::formulas::Seen;
use super::places::Tree;
use super::verdicts::{self, Judgement};

/// What is to be read: where, which fields, and when.
#[derive(Debug)]
pub struct Entry<'a, 'p> {
    /// The run.
    pub model: &'a Model<'p>,
    /// Its places.
    pub tree: &'a Tree<'p>,
    /// Where the values stand.
    pub at: usize,
    /// The moment of the act.
    pub now: DateTime,
    /// The fields that may be recorded there.
    pub fields: Vec<&'p Field>,
    /// Unlikely values are meant.
    pub confirmed: bool,
}

impl Entry<'_, '_> {
    /// The values of what was typed, or every reason why not.
    pub fn read(&self, given: &IndexMap<String, Given>) -> Result<Vec<Noted>, Vec<Code>> {
        let (values, codes) = self.read_all(given);
        if codes.is_empty() { Ok(values) } else { Err(codes) }
    }

    /// The values as far as they can be read, and every reason why some can't.
    pub fn read_all(&self, given: &IndexMap<String, Given>) -> (Vec<Noted>, Vec<Code>) {
        let mut values: Vec<Noted> = Vec::new();
        let mut codes = Vec::new();
        for field in &self.fields {
            let typed = given.get(field.name());
            if !self.is_asked(field, &values) || field.formula().is_some() {
                codes.extend(typed.map(|_| Code::UnexpectedValue));
                if let Some(formula) = field.formula().filter(|_| self.is_asked(field, &values)) {
                    values.push(self.computed(field, formula, &values));
                }
                continue;
            }
            let Some(typed) = typed else {
                codes.extend(field.is_required().then_some(Code::MissingValue));
                continue;
            };
            match self.one(field, typed, &values) {
                Ok(noted) => values.push(noted),
                Err(code) => codes.push(code),
            }
        }
        let unknown = given.keys().any(|name| !self.fields.iter().any(|field| field.name() == name));
        codes.extend(unknown.then_some(Code::UnexpectedValue));
        (values, codes)
    }

    /// The values after a correction: what has become due and was never typed has its place, without a value.
    pub fn read_again(&self, given: &IndexMap<String, Given>) -> Vec<Noted> {
        let read = self.read_all(given).0;
        let mut values: Vec<Noted> = Vec::new();
        for field in &self.fields {
            match read.iter().find(|it| it.field == field.name()) {
                Some(noted) => values.push(noted.clone()),
                None if field.is_required() && self.is_asked(field, &read) => {
                    let field = field.name().to_owned();
                    let (verdict, against) = (Verdict::Neutral, Vec::new());
                    values.push(Noted { field, given: None, value: None, verdict, against });
                }
                None => {}
            }
        }
        values
    }

    fn seen<'s>(&'s self, own: &'s [Noted]) -> Seen<'s, 's> {
        Seen { model: self.model, tree: self.tree, at: self.at, own, now: self.now }
    }

    /// Whether a field is asked for, among the values above it.
    pub fn is_asked(&self, field: &Field, own: &[Noted]) -> bool {
        field.condition().is_none_or(|condition| self.seen(own).holds(condition) == Some(true))
    }

    fn computed(&self, field: &Field, formula: &Formula, own: &[Noted]) -> Noted {
        let value = self.seen(own).value(formula).map(|value| with_unit(field, value));
        let verdict = match &value {
            // Not computable is not a pass.
            None => Verdict::Nonconforming,
            Some(value) => verdicts::judge(field, std::slice::from_ref(value), &self.seen(own)).verdict,
        };
        let against = verdicts::against(field, &self.seen(own));
        Noted { field: field.name().to_owned(), given: None, value, verdict, against }
    }

    /// One field as it is typed.
    pub fn one(&self, field: &Field, typed: &Given, own: &[Noted]) -> Result<Noted, Code> {
        let texts = typed.texts();
        let items: Vec<Value> = match field.kind() {
            Kind::Evidence { kinds, .. } => {
                self.evidence(texts, kinds)?;
                Vec::new()
            }
            Kind::Choices { options, .. } => {
                let mut chosen: Vec<String> = Vec::new();
                for text in texts {
                    if !options.iter().any(|(name, _)| name == text) {
                        return Err(Code::UnknownOption);
                    }
                    if chosen.contains(text) {
                        return Err(Code::UnreadableValue);
                    }
                    chosen.push(text.clone());
                }
                vec![Value::Choices(chosen)]
            }
            Kind::Number(number) => {
                if texts.len() != usize::try_from(number.readings).map_err(|_| Code::WrongCount)? {
                    return Err(Code::WrongCount);
                }
                texts.iter().map(|text| read(field, text)).collect::<Result<_, _>>()?
            }
            _ => match texts {
                [text] => vec![read(field, text)?],
                _ => return Err(Code::WrongCount),
            },
        };
        let judgement = match field.kind() {
            Kind::Evidence { at_least, .. } => {
                let enough = u32::try_from(texts.len()).is_ok_and(|count| count >= *at_least);
                let verdict = if enough { Verdict::Conforming } else { Verdict::Nonconforming };
                Judgement { verdict, plausible: true }
            }
            _ => verdicts::judge(field, &items, &self.seen(own)),
        };
        if !judgement.plausible && !self.confirmed {
            return Err(Code::Implausible);
        }
        let value = match (field.kind(), items.as_slice()) {
            (Kind::Evidence { .. }, _) => None,
            (_, [only]) => Some(only.clone()),
            (_, several) => Some(Value::List(several.to_vec())),
        };
        let verdict = judgement.verdict;
        let against = verdicts::against(field, &self.seen(own));
        Ok(Noted { field: field.name().to_owned(), given: Some(typed.clone()), value, verdict, against })
    }

    fn evidence(&self, texts: &[String], kinds: &[EvidenceKind]) -> Result<(), Code> {
        let mut seen: Vec<Evidence> = Vec::new();
        for text in texts {
            let item: Evidence = text.parse().map_err(|_| Code::UnreadableValue)?;
            if !kinds.is_empty() && !kinds.contains(&item.kind) {
                return Err(Code::UnknownOption);
            }
            if item.taken_at > self.now {
                return Err(Code::InFuture);
            }
            if item.taken_at < self.model.started {
                return Err(Code::BeforeStart);
            }
            if seen.iter().any(|it| it.sha256 == item.sha256) {
                return Err(Code::UnreadableValue);
            }
            seen.push(item);
        }
        Ok(())
    }
}

/// One text as a value of its field.
fn read(field: &Field, text: &str) -> Result<Value, Code> {
    let unreadable = |_| Code::UnreadableValue;
    Ok(match field.kind() {
        Kind::Confirm => match text {
            "yes" => Value::Truth(true),
            "no" => Value::Truth(false),
            _ => return Err(Code::UnreadableValue),
        },
        Kind::Choice { options, .. } => {
            let known = options.iter().any(|(name, _)| name == text);
            if !known {
                return Err(Code::UnknownOption);
            }
            Value::Choice(text.to_owned())
        }
        Kind::Count(_) => {
            let number: countersign::value::Decimal = text.parse().map_err(|_| Code::UnreadableValue)?;
            if number.scale() > 0 || number.is_negative() {
                return Err(Code::UnreadableValue);
            }
            Value::Number(Quantity::plain(number))
        }
        Kind::Number(number) => {
            let mut quantity: Quantity = text.parse().map_err(|error| match error {
                countersign::value::QuantityError::Unit(_) => Code::WrongUnit,
                _ => Code::UnreadableValue,
            })?;
            if quantity.unit.is_none() {
                quantity.unit = number.unit;
            }
            let allowed = quantity.unit == number.unit
                || number.also.iter().any(|(unit, _)| quantity.unit == Some(*unit));
            if !allowed {
                return Err(Code::WrongUnit);
            }
            if number.decimals.is_some_and(|most| quantity.value.scale() > most) {
                return Err(Code::TooFine);
            }
            Value::Number(quantity)
        }
        Kind::Text { multiline, .. } => {
            if text.trim().is_empty() || (!multiline && text.contains('\n')) {
                return Err(Code::UnreadableValue);
            }
            Value::Text(text.to_owned())
        }
        Kind::Date(_) => Value::Date(text.parse().map_err(|_| Code::UnreadableValue)?),
        Kind::Time(_) => Value::Time(text.parse().map_err(|_| Code::UnreadableValue)?),
        Kind::DateTime(_) => Value::DateTime(text.parse().map_err(|_| Code::UnreadableValue)?),
        Kind::Duration(_) => Value::Duration(text.parse().map_err(|_| ()).map_err(unreadable)?),
        Kind::Choices { .. } | Kind::Evidence { .. } => return Err(Code::UnreadableValue),
    })
}

/// A computed number without a unit takes that of its field.
fn with_unit(field: &Field, value: Value) -> Value {
    match (field.kind(), value) {
        (Kind::Number(number), Value::Number(quantity)) => {
            Value::Number(Quantity::new(quantity.value, number.unit))
        }
        (_, value) => value,
    }
}

/// The fields that a verifier records: the named ones that are typed, and what the named computed ones are made of.
pub fn made_of<'p>(
    fields: &IndexMap<String, Field>,
    step: &'p IndexMap<String, Field>,
    named: &[String],
) -> Vec<&'p Field> {
    let mut needed: Vec<String> = named.to_vec();
    let mut next = 0;
    while let Some(name) = needed.get(next).cloned() {
        next += 1;
        let Some(field) = fields.get(&name) else { continue };
        let formulas = field.formula().into_iter().chain(field.condition());
        for (read, _) in formulas.flat_map(Formula::names) {
            if read.owner().is_none()
                && fields.contains_key(read.field())
                && !needed.iter().any(|it| it == read.field())
            {
                needed.push(read.field().to_owned());
            }
        }
    }
    step.values().filter(|field| needed.iter().any(|name| name == field.name())).collect()
}

/// Whether an act says nothing that its kind has no use for.
pub fn is_in_place(act: &Act, allowed: &[&str]) -> bool {
    let said = [
        ("step", act.step.is_some()),
        ("of", act.of.is_some()),
        ("values", !act.values.is_empty()),
        ("reject", act.reject),
        ("deviation", act.deviation.is_some()),
        ("disposition", act.disposition.is_some()),
        ("field", act.field.is_some()),
        ("reason", act.reason.is_some()),
        ("performed_at", act.performed_at.is_some()),
        ("performed_by", act.performed_by.is_some()),
        ("confirmed", act.confirmed),
    ];
    said.iter().all(|(part, is_said)| !is_said || allowed.contains(part))
}
