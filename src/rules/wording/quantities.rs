//! Quantities as they stand in prose: a number, its sign, and the unit behind it.

use std::ops::Range;

use crate::rules::numbers;
use crate::value::{Decimal, Duration, Unit};

/// A number with a unit in a text.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// From its first digit or sign to the end of its unit.
    pub(super) range: Range<usize>,
    readings: Vec<Decimal>,
    pub(super) unit: Unit,
}

impl Quantity {
    /// Whether it may be the same amount.
    pub(super) fn equals(&self, amount: Amount) -> bool {
        let there = |it: Decimal| match amount.is_difference {
            true => Unit::convert_difference(it, self.unit, amount.unit),
            false => Unit::convert(it, self.unit, amount.unit),
        };
        let back = match amount.is_difference {
            true => Unit::convert_difference(amount.value, amount.unit, self.unit),
            false => Unit::convert(amount.value, amount.unit, self.unit),
        };
        self.readings.iter().any(|it| there(*it) == Some(amount.value) || back == Some(*it))
    }

    /// Whether all it may mean lies between two amounts.
    pub(super) fn lies_between(&self, least: Amount, most: Amount) -> bool {
        self.readings.iter().all(|it| {
            let within = |amount: Amount| Unit::convert(*it, self.unit, amount.unit);
            within(least).is_some_and(|it| least.value <= it)
                && within(most).is_some_and(|it| it <= most.value)
        })
    }
}

/// A number with a unit that the file gives as data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) unit: Unit,
    /// Whether it is a distance between two values, such as a tolerance.
    pub(super) is_difference: bool,
}

impl Amount {
    pub(super) fn new(value: Decimal, unit: Unit) -> Self {
        Amount { value, unit, is_difference: false }
    }

    pub(super) fn difference(value: Decimal, unit: Unit) -> Self {
        Amount { value, unit, is_difference: true }
    }

    pub(super) fn time(duration: Duration) -> Option<Self> {
        let value = Decimal::from_digits(duration.microseconds().into(), 6)?;
        Some(Amount::new(value, "s".parse().ok()?))
    }
}

/// Units of time as words; other units stand as symbols in careful prose.
const TIMES: &[(&str, &str)] = &[
    ("second", "s"),
    ("seconds", "s"),
    ("segundo", "s"),
    ("segundos", "s"),
    ("secondo", "s"),
    ("secondi", "s"),
    ("Sekunden", "s"),
    ("secondes", "s"),
    ("minute", "min"),
    ("minutes", "min"),
    ("minuto", "min"),
    ("minutos", "min"),
    ("minuti", "min"),
    ("Minuten", "min"),
    ("hour", "h"),
    ("hours", "h"),
    ("hora", "h"),
    ("horas", "h"),
    ("ora", "h"),
    ("ore", "h"),
    ("Stunden", "h"),
    ("heure", "h"),
    ("heures", "h"),
    ("day", "d"),
    ("days", "d"),
    ("día", "d"),
    ("días", "d"),
    ("giorno", "d"),
    ("giorni", "d"),
];

/// The quantities of a text that stand alone: not the ends of a range, a tolerance, or how often something is done.
pub(super) fn of(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut last: Option<(usize, bool)> = None;
    for number in numbers::of(text, true) {
        let before = text.get(..number.range.start).unwrap_or_default();
        let (negative, sign) = sign_at_end(before);
        let start = number.range.start - sign;
        let before = before.get(..start).unwrap_or_default();
        let unit = unit_at_start(text.get(number.range.end..).unwrap_or_default());
        let in_range = last.is_some_and(|(end, bare)| bare && start.saturating_sub(end) <= 12);
        last = Some((number.range.end, unit.is_none()));
        let Some((unit, length)) = unit.filter(|_| !in_range && !number.in_word && !is_spoken_for(before))
        else {
            continue;
        };
        let readings = number.readings().map(|it| if negative { it.negate() } else { it }).collect();
        found.push(Quantity { range: start..number.range.end + length, readings, unit });
    }
    found
}

/// Whether a text ends in a minus sign that belongs to the number after it, and how long the sign is.
fn sign_at_end(before: &str) -> (bool, usize) {
    for sign in ['-', '−', '–'] {
        if let Some(rest) = before.strip_suffix(sign) {
            let negative =
                rest.is_empty() || rest.ends_with([' ', '(', ':']) && !rest.trim_end().ends_with(is_digit);
            return (negative, if negative { sign.len_utf8() } else { 0 });
        }
    }
    (false, 0)
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// Whether the words before a number say that it is a tolerance, a multiple, the end of a range, or a frequency.
fn is_spoken_for(before: &str) -> bool {
    const WORDS: [&str; 9] = ["every", "each", "cada", "ogni", "jede", "alle", "toutes", "les", "per"];
    let before = before.trim_end();
    let word = before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    before.ends_with(['±', '×', '/', '-', '–', '−', '+', '<', '>', '≤', '≥', '~', '≈'])
        || before.ends_with("+/-")
        || WORDS.contains(&word.as_str())
}

/// The unit that a text starts with, perhaps after a blank, and how many bytes both take.
fn unit_at_start(after: &str) -> Option<(Unit, usize)> {
    let rest = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let blank = after.len() - rest.len();
    let ends = |length: usize| {
        rest.get(length..).is_some_and(|more| {
            !more.starts_with(|it: char| {
                it.is_alphanumeric() || matches!(it, '/' | '·' | '²' | '³' | '°' | '-')
            })
        })
    };
    // `in` is an English and Italian word far more often than an inch.
    let symbols = Unit::all().filter(|unit| unit.symbol() != "in");
    let fits = symbols.filter(|unit| rest.starts_with(unit.symbol()) && ends(unit.symbol().len()));
    let longest = fits.max_by_key(|unit| unit.symbol().len());
    let word = || TIMES.iter().find(|(word, _)| rest.starts_with(word) && ends(word.len()));
    match longest {
        Some(unit) => Some((unit, blank + unit.symbol().len())),
        None => word().and_then(|(word, symbol)| Some((symbol.parse().ok()?, blank + word.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn quantities_that_stand_alone() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> = of(text).into_iter().map(|it| text[it.range].to_owned()).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("Heat to 75 °C.", &["75 °C"]);
        check("Freeze at -18 °C, or at −20 °C", &["-18 °C", "−20 °C"]);
        check("Wash for 20 seconds; lávese 20 segundos", &["20 seconds", "20 segundos"]);
        check("Keep at 2-8 °C, 2 to 8 °C, 2 – 8 °C, between 2 and 8 °C", &[]);
        check("Weigh to ±0.1 g every 30 min", &[]);
        check("Lay 4 slices in 2 rows; 75 in the oven; valve A4", &[]);
        check("20 mg/mL in 5 mL", &["20 mg/mL", "5 mL"]);
    }
}
