//! A number in an instruction that is none of the limits of the step.
//!
//! Only the text in the procedure's own language is read: that the others say the same is for `number-differs`. The
//! rule speaks where nothing else can be meant: one quantity of its dimension in the instruction, one field of that
//! dimension in the step, all limits literal, and the quantity not between two limits, where it can be a set point.

use super::quantities::{self, Amount, Quantity};
use crate::document::{Field, FieldType, Limit, Tolerance};
use crate::rules::texts::{self, TextPlace};
use crate::rules::{Findings, Outline, StepView, backticked, numbers};
use crate::value::{Decimal, Dimension, Duration, Text, Unit};

/// A quantity in an instruction, with its text.
struct Said<'o, 'd> {
    place: TextPlace<'o, 'd>,
    tag: Option<&'d str>,
    text: &'d str,
    quantity: Quantity,
}

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.leaves().filter(|view| !view.step.record.is_empty() || !view.step.time.is_empty()) {
        let said = said_in(outline, view);
        for one in &said {
            let dimension = one.quantity.unit.dimension();
            // Of several different quantities only the author knows which is which.
            let alike = |it: &&Said<'_, '_>| it.quantity.unit.dimension() == dimension;
            let alone = said.iter().filter(alike).all(|it| {
                it.text.get(it.quantity.range.clone()) == one.text.get(one.quantity.range.clone())
            });
            if alone {
                judge(outline, view, one, findings);
            }
        }
    }
}

fn said_in<'o, 'd>(outline: &'o Outline<'d>, view: &'o StepView<'d>) -> Vec<Said<'o, 'd>> {
    let language = outline.document.language();
    let mut said = Vec::new();
    texts::instructing(outline, view, |place, text| {
        let (tag, text) = match text {
            Text::Plain(text) => (None, text.as_str()),
            Text::Languages(strings) => match strings.get_key_value(language) {
                Some((tag, text)) => (Some(tag.as_str()), text.as_str()),
                None => return,
            },
        };
        if numbers::any(text) {
            let found = quantities::of(text).into_iter();
            said.extend(found.map(|quantity| Said { place, tag, text, quantity }));
        }
    });
    said
}

fn judge(outline: &Outline<'_>, view: &StepView<'_>, said: &Said<'_, '_>, findings: &mut Findings<'_>) {
    let dimension = said.quantity.unit.dimension();
    let alike = |field: &Field| unit_of(field).is_some_and(|unit| unit.dimension() == dimension);
    let mut fields = view.step.record.iter().filter(|(_, field)| alike(field));
    let mut known: Vec<Amount> = Vec::new();
    if dimension == Dimension::Time {
        known.extend(times(outline, view).filter_map(Amount::time));
    }
    for input in outline.document.inputs.values().filter(|field| alike(field)) {
        known.extend(limits_of(input).unwrap_or_default().amounts);
    }
    if known.iter().any(|amount| said.quantity.equals(*amount)) {
        return;
    }
    let spot = || {
        let spot = said.place.spot();
        let spot = match said.tag {
            Some(tag) => spot.key(tag),
            None => spot,
        };
        spot.inside(said.quantity.range.clone())
    };
    let shown = said.text.get(said.quantity.range.clone()).unwrap_or_default();
    match (fields.next(), fields.next()) {
        (Some((name, field)), None) => {
            let agreed = view.step.verify.iter().filter_map(|check| check.agree.get(name));
            let Some(limits) = limits_of(field) else { return };
            let unit = said.quantity.unit;
            let mut agreed = agreed.map(|value| Amount::difference(*value, unit_of(field).unwrap_or(unit)));
            if limits.allow(&said.quantity) || agreed.any(|it| said.quantity.equals(it)) {
                return;
            }
            let written = field.limits().map(|(key, limit)| format!("{key}: {limit}")).collect::<Vec<_>>();
            findings
                .add(&spot(), format!("`{shown}` is none of the limits of `{name}`"))
                .help(format!("the field has {}", backticked(written.iter().map(String::as_str))))
                .related(&outline.spot(view).key("record").key(name.as_str()).at_key(), "the field");
        }
        (None, _) if dimension == Dimension::Time && is_deadline(said) => {
            let [limit] = view.step.time.as_slice() else { return };
            let Some(most) = limit.at_most else { return };
            findings
                .add(&spot(), format!("`{shown}` is not the time limit of this step"))
                .help(format!("the limit is `at_most: {most}`"))
                .related(&outline.spot(view).key("time").item(0).key("at_most"), "the time limit");
        }
        _ => {}
    }
}

/// Whether the words before a time say that it is a deadline.
fn is_deadline(said: &Said<'_, '_>) -> bool {
    const WORDS: [&str; 8] =
        ["within", "no later than", "entro", "dentro de", "en menos de", "a más tardar en", "innerhalb von", "binnen"];
    let before = said.text.get(..said.quantity.range.start).unwrap_or_default().trim_end().to_lowercase();
    WORDS.iter().any(|word| before.ends_with(word))
}

/// Every time of the file that an instruction of a step may speak of.
fn times<'o>(outline: &'o Outline<'_>, view: &'o StepView<'_>) -> impl Iterator<Item = Duration> + 'o {
    let limits = outline.time_limits().flat_map(|(_, _, limit)| [limit.at_most, limit.at_least]);
    let checks = view.step.verify.iter().map(|check| check.within);
    let fields = view.step.record.values().filter(|field| field.kind == FieldType::Duration);
    let fields = fields.flat_map(|field| [&field.min, &field.max]);
    let fields = fields.map(|limit| limit.as_ref().and_then(|limit| limit.text().parse().ok()));
    let takes = outline.steps.iter().map(|view| view.step.takes);
    limits.chain(checks).chain(fields).chain(takes).flatten()
}

fn unit_of(field: &Field) -> Option<Unit> {
    match field.kind {
        FieldType::Number => field.unit.as_deref()?.parse().ok(),
        FieldType::Duration => "s".parse().ok(),
        _ => None,
    }
}

/// The limits of a field as amounts.
#[derive(Default)]
struct Limits {
    amounts: Vec<Amount>,
    least: Option<Amount>,
    most: Option<Amount>,
}

impl Limits {
    fn allow(&self, quantity: &Quantity) -> bool {
        let between = match (self.least, self.most) {
            (Some(least), Some(most)) => quantity.lies_between(least, most),
            _ => false,
        };
        between || self.amounts.iter().any(|amount| quantity.equals(*amount))
    }
}

/// The limits of a field; nothing where it has none, or where a formula decides.
fn limits_of(field: &Field) -> Option<Limits> {
    let unit = unit_of(field)?;
    let amount = |limit: &Limit| match field.kind {
        FieldType::Duration => limit.text().parse().ok().and_then(Amount::time),
        _ => limit.decimal().map(|value| Amount::new(value, unit)),
    };
    let mut limits = Limits::default();
    let bands = [&field.alert, &field.plausible].into_iter().flatten();
    let bands = bands.flat_map(|band| [&band.min, &band.max]).flatten();
    for limit in field.limits().map(|(_, limit)| limit).chain(bands) {
        limits.amounts.push(amount(limit)?);
    }
    let (plus, minus) = match &field.tolerance {
        Some(Tolerance::Even(both)) => (Some(both), Some(both)),
        Some(Tolerance::Sides(sides)) => (Some(&sides.plus), Some(&sides.minus)),
        None => (None, None),
    };
    let target = field.target.as_ref().and_then(Limit::decimal);
    for (side, is_plus) in [(plus, true), (minus, false)] {
        let Some(side) = side else { continue };
        let (side, target) = (tolerance(side, target)?, target?);
        limits.amounts.push(Amount::difference(side, unit));
        let edge = if is_plus { target.checked_add(side) } else { target.checked_sub(side) };
        let edge = Amount::new(edge?, unit);
        limits.amounts.push(edge);
        *(if is_plus { &mut limits.most } else { &mut limits.least }) = Some(edge);
    }
    for other in &field.also {
        let unit = other.unit()?;
        let values = [other.min, other.max, other.above, other.below].into_iter().flatten();
        limits.amounts.extend(values.map(|value| Amount::new(value, unit)));
    }
    let first = |one: &Option<Limit>, other: &Option<Limit>| one.as_ref().or(other.as_ref()).and_then(amount);
    limits.least = limits.least.or(first(&field.min, &field.above));
    limits.most = limits.most.or(first(&field.max, &field.below));
    (limits.least.is_some() || limits.most.is_some() || target.is_some()).then_some(limits)
}

/// A tolerance in the unit of its target: `5`, or `2 %` of it.
fn tolerance(side: &Limit, target: Option<Decimal>) -> Option<Decimal> {
    match side.text().strip_suffix('%') {
        Some(percent) => {
            let percent: Decimal = percent.trim_end().parse().ok()?;
            target?.checked_mul(percent)?.checked_div(Decimal::from_digits(100, 0)?)
        }
        None => side.decimal(),
    }
}
