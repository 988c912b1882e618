//! Recording the fields of a step or the inputs of a procedure: what is asked for, read, computed and judged.

use indexmap::IndexMap;

use super::entry;
use super::given::Given;
use super::names::Reader;
use super::recorded::{Recorded, Verdict};
use super::refusal::{Code, Refusal};
use super::state::State;
use super::verdict::{self, Finding};
use crate::formula::NotComputable;
use crate::procedure::{Field, Kind};
use crate::value::{DateTime, Quantity, Value};

/// Where values are recorded.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// Nothing while a run starts.
    pub(super) state: Option<&'a State>,
    pub(super) scope: usize,
    pub(super) node: usize,
    /// Values of the step that may be read beside those that are being recorded.
    pub(super) under: &'a [Recorded],
    /// When it was done.
    pub(super) performed_at: DateTime,
    /// When it is recorded.
    pub(super) at: DateTime,
    /// When it could have been done at the earliest: older evidence doesn't count.
    pub(super) since: DateTime,
    /// Whether the fields are inputs, which formulas read as `input.name`.
    pub(super) inputs: bool,
}

impl<'a> Site<'a> {
    fn reader(&self, own: &'a [Recorded]) -> Reader<'a> {
        Reader {
            state: self.state,
            scope: self.scope,
            node: self.node,
            inputs: self.inputs.then_some(own),
            own,
            under: self.under,
            today: self.performed_at.date(),
        }
    }
}

/// Reads and judges what was typed, field by field, and computes what is computed. With `only`, other fields are
/// neither asked for nor taken.
pub(super) fn record(
    fields: &IndexMap<String, Field>,
    only: Option<&[&str]>,
    given: &IndexMap<String, Given>,
    confirmed: bool,
    site: Site<'_>,
) -> Result<Vec<Recorded>, Refusal> {
    let wanted = |name: &str| only.is_none_or(|only| only.contains(&name));
    if let Some(name) = given.keys().find(|name| !fields.contains_key(*name) || !wanted(name)) {
        return Err(Refusal::new(Code::UnexpectedValue).field(name.as_str()));
    }
    let mut recorded: Vec<Recorded> = Vec::new();
    for (name, field) in fields.iter().filter(|(name, _)| wanted(name)) {
        let typed = given.get(name);
        let here = one_field(field, typed, confirmed, site, &recorded);
        recorded.extend(here.map_err(|refusal| refusal.field(name.as_str()))?);
    }
    Ok(recorded)
}

fn one_field(
    field: &Field,
    typed: Option<&Given>,
    confirmed: bool,
    site: Site<'_>,
    so_far: &[Recorded],
) -> Result<Option<Recorded>, Refusal> {
    let reader = Site { ..site }.reader(so_far);
    let asked = reader.holds(field.condition());
    if !asked || field.formula().is_some() {
        if typed.is_some() {
            return Err(Refusal::new(Code::UnexpectedValue));
        }
        return Ok(if asked { computed(field, site, &reader) } else { None });
    }
    let Some(given) = typed else {
        return if field.is_required() { Err(Refusal::new(Code::MissingValue)) } else { Ok(None) };
    };
    let entry = entry::read(field, given, site.at)?;
    if field.is_required() && is_empty(&entry) {
        return Err(Refusal::new(Code::MissingValue));
    }
    let finding = verdict::judge(field, entry.value.as_ref(), &entry.evidence, site.since, &reader);
    if finding.implausible && !confirmed {
        return Err(Refusal::new(Code::Implausible).detail(format!("`{given}`")));
    }
    let Finding { verdict, judged, not_computable, .. } = finding;
    Ok(Some(Recorded {
        field: field.name().to_owned(),
        entered: Some(given.clone()),
        value: entry.value,
        evidence: entry.evidence,
        verdict,
        judged,
        not_computable,
    }))
}

fn is_empty(entry: &entry::Entry) -> bool {
    match &entry.value {
        None => entry.evidence.is_empty(),
        Some(Value::Text(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

/// The value of a computed field; one that can't be computed says why, and does not conform.
fn computed(field: &Field, site: Site<'_>, reader: &Reader<'_>) -> Option<Recorded> {
    let result = match field.formula().map(|formula| reader.evaluate(formula))? {
        Ok(value) => of_type(field.kind(), value),
        Err(reason) => Err(reason),
    };
    let name = field.name().to_owned();
    let blank = |verdict, not_computable| Recorded {
        field: name.clone(),
        entered: None,
        value: None,
        evidence: Vec::new(),
        verdict,
        judged: Vec::new(),
        not_computable,
    };
    match result {
        Ok(value) => {
            let finding = verdict::judge(field, Some(&value), &[], site.since, reader);
            let Finding { verdict, judged, not_computable, .. } = finding;
            Some(Recorded { value: Some(value), judged, ..blank(verdict, not_computable) })
        }
        Err(_) if !field.is_required() => None,
        Err(reason) => Some(blank(Verdict::Nonconforming, Some(reason.to_string()))),
    }
}

/// A computed value in the unit that its field states.
fn of_type(kind: &Kind, value: Value) -> Result<Value, NotComputable> {
    Ok(match (kind, value) {
        (Kind::Number(number), Value::Number(quantity)) => {
            Value::Number(Quantity::new(quantity.value, number.unit))
        }
        (Kind::Count(_), Value::Number(quantity)) => Value::Number(Quantity::plain(quantity.value)),
        (Kind::Confirm, value @ Value::Truth(_))
        | (Kind::Date(_), value @ Value::Date(_))
        | (Kind::DateTime(_), value @ Value::DateTime(_))
        | (Kind::Duration(_), value @ Value::Duration(_)) => value,
        // The sum of no durations at all is a plain zero.
        (Kind::Duration(_), Value::Number(quantity)) if quantity.value.is_zero() => {
            Value::Duration(crate::value::Duration::ZERO)
        }
        _ => return Err(NotComputable::Mismatch),
    })
}

/// Computes and judges again what is recorded, after something it depends on has changed. What is asked for now but
/// was not recorded stands there as missing; what is no longer asked for is left out.
pub(super) fn again(fields: &IndexMap<String, Field>, old: &[Recorded], site: Site<'_>) -> Vec<Recorded> {
    let mut recorded: Vec<Recorded> = Vec::new();
    for (name, field) in fields {
        let reader = site.reader(&recorded);
        if !reader.holds(field.condition()) {
            continue;
        }
        let here = if field.formula().is_some() {
            computed(field, site, &reader)
        } else {
            match old.iter().find(|old| old.field == *name && !(old.is_incomplete() && old.entered.is_none()))
            {
                // Evidence was judged against the moment at which the step could start, which doesn't change.
                Some(old) if !old.evidence.is_empty() => Some(old.clone()),
                Some(old) => {
                    let finding =
                        verdict::judge(field, old.value.as_ref(), &old.evidence, site.since, &reader);
                    let Finding { verdict, judged, not_computable, .. } = finding;
                    Some(Recorded { verdict, judged, not_computable, ..old.clone() })
                }
                None if field.is_required() => Some(Recorded {
                    field: name.clone(),
                    entered: None,
                    value: None,
                    evidence: Vec::new(),
                    verdict: Verdict::Neutral,
                    judged: Vec::new(),
                    not_computable: Some("it has not been recorded".to_owned()),
                }),
                None => None,
            }
        };
        recorded.extend(here);
    }
    recorded
}
