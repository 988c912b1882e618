//! One language to print in: texts in it as far as they are translated, and values as it writes them.

use super::hygiene::{clean, line};
use super::labels::Labels;
use super::model::Wording;
use crate::document::Disposition;
use crate::procedure::{Field, Kind};
use crate::run::{Evidence, Recorded, RunStatus, Verdict};
use crate::value::{Date, DateTime, Decimal, Quantity, Text, Time, Value};

/// The language of a print, seen from one procedure: a plain text is in that procedure's language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongue<'a> {
    pub(super) labels: &'a Labels,
    /// The language that was asked for.
    pub(super) wanted: &'a str,
    /// The language of the procedure's plain texts.
    pub(super) own: &'a str,
}

impl<'a> Tongue<'a> {
    /// The same language, for another procedure.
    pub(super) fn within(self, own: &'a str) -> Tongue<'a> {
        Tongue { own, ..self }
    }

    /// A text, with the language it is in where that is not the one asked for.
    pub(super) fn text(self, text: &Text) -> Wording {
        let found = text.in_language(self.wanted, self.own).unwrap_or_default();
        let language = match text {
            Text::Plain(_) => self.own,
            Text::Languages(texts) => {
                let tags =
                    || texts.iter().filter(|(_, it)| it.as_str() == found).map(|(tag, _)| tag.as_str());
                tags()
                    .find(|tag| main_part(tag) == main_part(self.wanted))
                    .or_else(|| tags().next())
                    .unwrap_or_default()
            }
        };
        let foreign = main_part(language) != main_part(self.wanted);
        Wording { text: clean(found), language: foreign.then(|| line(language)) }
    }

    /// A text on one line, without a word on its language.
    pub(super) fn line(self, text: &Text) -> String {
        line(text.in_language(self.wanted, self.own).unwrap_or_default())
    }

    /// What a field is called: its title, or its name in words.
    pub(super) fn field(self, field: &Field) -> Wording {
        match field.title() {
            Some(title) => self.text(title),
            None => Wording::from(in_words(field.name())),
        }
    }

    /// What an option of a field is called.
    pub(super) fn option(self, field: &Field, name: &str) -> String {
        let titled = match field.kind() {
            Kind::Choice { options, .. } | Kind::Choices { options, .. } => {
                options.iter().find(|(option, _)| option == name).and_then(|(_, title)| title.as_ref())
            }
            _ => None,
        };
        titled.map_or_else(|| in_words(name), |title| self.line(title))
    }

    /// A number with the decimal sign of the language and a true minus; never grouped, so that no sign can be
    /// mistaken for the other.
    pub(super) fn decimal(self, decimal: Decimal) -> String {
        self.number(&decimal.to_string())
    }

    /// The text of a number, written for the language.
    pub(super) fn number(self, text: &str) -> String {
        text.replace('.', &self.labels.decimal_sign).replace('-', "−")
    }

    pub(super) fn quantity(self, quantity: Quantity) -> String {
        self.number_with_unit(&quantity.to_string())
    }

    /// Only the number is written for the language, never the unit.
    fn number_with_unit(self, text: &str) -> String {
        match text.split_once(' ') {
            Some((number, unit)) => format!("{}\u{a0}{unit}", self.number(number)),
            None => self.number(text),
        }
    }

    pub(super) fn date(self, date: Date) -> String {
        let civil = date.civil();
        let month = usize::try_from(civil.month())
            .ok()
            .and_then(|month| self.labels.months.get(month.checked_sub(1)?));
        let day = format!("{:02}", civil.day());
        let year = format!("{:04}", civil.year());
        super::labels::fill(
            &self.labels.date,
            &[("day", &day), ("month", month.map_or("", String::as_str)), ("year", &year)],
        )
        .replace(' ', "\u{a0}")
    }

    pub(super) fn time(self, time: Time) -> String {
        line(&time.to_string())
    }

    /// Time of day with its offset, so that it needs no place to be understood.
    pub(super) fn clock(self, moment: DateTime) -> String {
        let seconds = moment.offset().seconds();
        if seconds == 0 {
            return format!("{}\u{a0}UTC", self.time(moment.time()));
        }
        let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
        format!("{}\u{a0}{sign}{:02}:{:02}", self.time(moment.time()), minutes / 60, minutes % 60)
    }

    pub(super) fn moment(self, moment: DateTime) -> String {
        format!("{} {}", self.date(moment.date()), self.clock(moment))
    }

    /// A value as it is written on paper.
    pub(super) fn value(self, value: &Value, field: Option<&Field>) -> String {
        let option = |name: &str| field.map_or_else(|| line(name), |field| self.option(field, name));
        match value {
            Value::Truth(true) => self.labels.yes.clone(),
            Value::Truth(false) => self.labels.no.clone(),
            Value::Number(quantity) => self.quantity(*quantity),
            Value::Text(text) => clean(text),
            Value::Choice(name) => option(name),
            Value::Choices(names) => names.iter().map(|name| option(name)).collect::<Vec<_>>().join(", "),
            Value::Date(date) => self.date(*date),
            Value::Time(time) => self.time(*time),
            Value::DateTime(moment) => self.moment(*moment),
            Value::Duration(duration) => self.number(&duration.to_string()),
            Value::List(values) => {
                values.iter().map(|value| self.value(value, field)).collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// What was recorded, as it is written on paper.
    pub(super) fn recorded(self, recorded: &Recorded, field: Option<&Field>) -> String {
        if !recorded.evidence.is_empty() {
            return recorded.evidence.iter().map(|it| self.evidence(it)).collect::<Vec<_>>().join("; ");
        }
        match (&recorded.value, &recorded.entered) {
            (Some(value), _) => self.value(value, field),
            (None, Some(entered)) => clean(&entered.to_string()),
            (None, None) => self.labels.not_given.clone(),
        }
    }

    fn evidence(self, evidence: &Evidence) -> String {
        let pinned = evidence.sha256.short();
        format!("{} ({}, sha256:{pinned}…)", line(&evidence.name), self.moment(evidence.taken_at))
    }

    /// The word for a verdict; a value without a limit has none.
    pub(super) fn verdict(self, verdict: Verdict) -> Option<&'a str> {
        match verdict {
            Verdict::Neutral => None,
            Verdict::Conforming => Some(&self.labels.conforming),
            Verdict::Alert => Some(&self.labels.alert_verdict),
            Verdict::Nonconforming => Some(&self.labels.nonconforming),
        }
    }

    pub(super) fn disposition(self, disposition: Disposition) -> &'a str {
        match disposition {
            Disposition::UseAsIs => &self.labels.use_as_is,
            Disposition::Rework => &self.labels.rework,
            Disposition::Repair => &self.labels.repair,
            Disposition::Regrade => &self.labels.regrade,
            Disposition::Return => &self.labels.r#return,
            Disposition::Scrap => &self.labels.scrap,
            Disposition::Cancel => &self.labels.cancel,
            Disposition::EntryError => &self.labels.entry_error,
        }
    }

    pub(super) fn run_status(self, status: RunStatus) -> &'a str {
        match status {
            RunStatus::Running => &self.labels.running,
            RunStatus::Paused => &self.labels.paused_status,
            RunStatus::AwaitingRelease => &self.labels.awaiting_release,
            RunStatus::Completed => &self.labels.completed,
            RunStatus::CompletedWithDeviation => &self.labels.completed_with_deviation,
            RunStatus::CompletedAfterRework => &self.labels.completed_after_rework,
            RunStatus::Rejected => &self.labels.rejected_status,
            RunStatus::Aborted => &self.labels.aborted,
        }
    }
}

/// The first part of a language tag, in lower case.
pub(super) fn main_part(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// A name as words: `cold_well` is `Cold well`.
pub(super) fn in_words(name: &str) -> String {
    let words = line(name).replace('_', " ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => words,
    }
}
