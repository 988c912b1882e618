//! Room to write one value: cells for the digits of a number, boxes for options, lines for text.

use super::labels::fill;
use super::limits::decimal;
use super::model::{Entry, Room};
use super::phrase::Reader;
use crate::document::EvidenceKind;
use crate::procedure::{Field, Kind, Limits, Numeric};
use crate::value::Decimal;

/// The most cells on either side of the decimal sign; a longer number gets a line.
const MOST_CELLS: u32 = 7;

impl Reader<'_> {
    /// A field with room for its value and nothing in it.
    pub(super) fn entry(self, field: &Field) -> Entry {
        let labels = self.tongue.labels;
        let mut asked = Vec::new();
        if let Some(condition) = field.condition() {
            asked.push(fill(&labels.record_if, &[("condition", &self.phrase(condition))]));
        }
        if !field.is_required() {
            asked.push(labels.optional.clone());
        }
        if let Some(formula) = field.formula() {
            asked.push(fill(&labels.computed, &[("formula", &self.phrase(formula))]));
        }
        let help = field.help().map(|help| self.tongue.text(help));
        let (limits, room) = (self.limits(field), self.room(field));
        let is_short = help.is_none() && asked.is_empty() && limits.is_empty() && room.is_short();
        let title = self.tongue.field(field);
        Entry { title, help, asked, limits, room, values: Vec::new(), is_short }
    }

    fn room(self, field: &Field) -> Room {
        let labels = self.tongue.labels;
        let option = |name: &String| self.tongue.option(field, name);
        match field.kind() {
            Kind::Confirm => Room::Ticks { options: vec![labels.yes.clone(), labels.no.clone()] },
            Kind::Choice { options, .. } | Kind::Choices { options, .. } => {
                Room::Ticks { options: options.iter().map(|(name, _)| option(name)).collect() }
            }
            Kind::Count(limits) => match whole_digits([limits]) {
                Some(whole) => self.digits(false, whole, 0, Vec::new(), Vec::new()),
                None => Room::Line { units: Vec::new(), readings: Vec::new() },
            },
            Kind::Number(number) => self.of_number_room(number),
            Kind::Text { multiline: true, .. } => Room::Lines,
            Kind::Text { .. } | Kind::Duration(_) => Room::Line { units: Vec::new(), readings: Vec::new() },
            Kind::Date(_) => Room::Date,
            Kind::Time(_) => Room::Time,
            Kind::DateTime(_) => Room::DateTime,
            Kind::Evidence { kinds, at_least } => {
                let kinds: Vec<&str> = kinds
                    .iter()
                    .map(|kind| match kind {
                        EvidenceKind::Photo => labels.photo.as_str(),
                        EvidenceKind::File => &labels.file,
                        EvidenceKind::Signature => &labels.signature_kind,
                    })
                    .collect();
                Room::Attached { count: (*at_least).clamp(1, 6), kinds: kinds.join(", ") }
            }
        }
    }

    fn of_number_room(self, number: &Numeric) -> Room {
        let units: Vec<String> = number
            .unit
            .iter()
            .chain(number.also.iter().map(|(unit, _)| unit))
            .map(ToString::to_string)
            .collect();
        let readings: Vec<String> = match number.readings {
            0 | 1 => Vec::new(),
            several => (1..=several.min(50))
                .map(|reading| fill(&self.tongue.labels.reading, &[("number", &reading.to_string())]))
                .collect(),
        };
        let also: Vec<&Limits> = number.also.iter().map(|(_, limits)| limits).collect();
        let all = [&number.limits, &number.plausible, &number.alert].into_iter().chain(also);
        let sign = all.clone().any(may_be_negative);
        match (whole_digits(all), number.decimals) {
            (Some(whole), Some(decimals)) if decimals <= MOST_CELLS => {
                self.digits(sign, whole, decimals, units, readings)
            }
            _ => Room::Line { units, readings },
        }
    }

    fn digits(
        self,
        sign: bool,
        whole: u32,
        decimals: u32,
        units: Vec<String>,
        readings: Vec<String>,
    ) -> Room {
        Room::Digits {
            sign,
            whole,
            decimals,
            point: self.tongue.labels.decimal_sign.clone(),
            units,
            readings,
        }
    }
}

/// Cells before the decimal sign: one more than the limits need, so that a value far outside fits too; nothing where
/// no limit is a number.
fn whole_digits<'a>(limits: impl IntoIterator<Item = &'a Limits>) -> Option<u32> {
    let digits = limits.into_iter().flat_map(numbers).map(|number| {
        let whole = number.abs().to_string();
        let whole = whole.split('.').next().map_or(0, str::len);
        u32::try_from(whole).unwrap_or(u32::MAX)
    });
    let most = digits.max()?.saturating_add(1).max(3);
    (most <= MOST_CELLS).then_some(most)
}

fn numbers(limits: &Limits) -> Vec<Decimal> {
    let bounds = [&limits.lower, &limits.upper].into_iter().flatten().map(|bound| &bound.formula);
    let target = limits.target.as_ref().map(|(target, ..)| target);
    bounds.chain(target).filter_map(decimal).collect()
}

/// Whether a value that conforms may lie below zero.
fn may_be_negative(limits: &Limits) -> bool {
    numbers(limits).iter().any(|number| number.is_negative())
}
