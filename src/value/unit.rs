//! Units of measurement: a closed list.
//!
//! Not an algebra of units: `g` times `mm` is not a unit here. A value is judged in the unit it was entered in;
//! conversion is for showing it in another one.

use std::cmp::Ordering;
use std::fmt;
use std::hash::Hash;
use std::hash::Hasher;
use std::str::FromStr;

use thiserror::Error;

use super::Decimal;
use super::nearest;
use super::quoted;
use super::text_form::text_form;
use super::unit_table::MISSPELLINGS;
use super::unit_table::UNITS;

/// A unit of measurement from the closed list: `g`, `°C`, `mg/mL`, `N·m`, `%`, `EUR`.
///
/// Each has exactly one symbol, that of the SI brochure where there is one, with `µ` (U+00B5), `Ω` (U+03A9) and `L`
/// for litre. `l`, `gr` and `degC` are not read, only understood well enough to say what to write instead.
#[derive(Clone, Copy)]
pub struct Unit {
    entry: &'static Entry,
}

/// A line of the table of units.
pub(super) struct Entry {
    pub(super) symbol: &'static str,
    pub(super) name: &'static str,
    pub(super) dimension: Dimension,
    /// Exactly how many base units of the dimension it is, as a fraction.
    pub(super) factor: (u64, u64),
    /// What is added, in hundredths of this unit, before the factor applies: 27315 for °C.
    pub(super) offset: u32,
}

impl Unit {
    /// Every unit there is, by dimension.
    pub fn all() -> impl Iterator<Item = Unit> {
        UNITS.iter().map(|entry| Unit { entry })
    }

    /// The symbol, which is the only way to write it.
    pub fn symbol(self) -> &'static str {
        self.entry.symbol
    }

    /// The name in English: `degree Celsius`.
    pub fn name(self) -> &'static str {
        self.entry.name
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        self.entry.dimension
    }

    /// Whether it is a plain number in disguise: `%`, which counts as a plain number in products.
    pub fn is_percent(self) -> bool {
        self.entry.symbol == "%"
    }

    /// Exactly how many base units of its dimension one of it is, as numerator and denominator.
    ///
    /// The base is the SI unit, or the only unit of the dimension. For temperatures it is the factor of differences.
    pub fn factor(self) -> (Decimal, Decimal) {
        (ratio(self.entry.factor.0), ratio(self.entry.factor.1))
    }

    /// The same quantity in another unit, to 28 digits: 25 °C is 77 °F.
    ///
    /// For showing a value, never for judging it: a limit is met in the unit it was declared in. Nothing between
    /// dimensions, currencies, or levels.
    pub fn convert(value: Decimal, from: Unit, to: Unit) -> Option<Decimal> {
        let shifted = value.checked_add(from.offset()?)?;
        Unit::convert_difference(shifted, from, to)?.checked_sub(to.offset()?)
    }

    /// As [`Unit::convert`], for a difference or a tolerance: 25 °C more is 45 °F more.
    pub fn convert_difference(value: Decimal, from: Unit, to: Unit) -> Option<Decimal> {
        if from == to {
            return Some(value);
        }
        let incomparable =
            matches!(from.dimension(), Dimension::Money | Dimension::Level | Dimension::Biological);
        if from.dimension() != to.dimension() || incomparable {
            return None;
        }
        let ((from_over, from_under), (to_over, to_under)) = (from.factor(), to.factor());
        let over = value.checked_mul(from_over)?.checked_mul(to_under)?;
        over.checked_div(from_under.checked_mul(to_over)?)
    }

    /// The symbol that is meant without a doubt by a text that is not one: a character that only looks like the right one,
    /// a name such as `grams`, or a spelling that is used elsewhere. Case is no small thing in a unit (`mg`, `Mg`).
    pub fn meant(text: &str) -> Option<&'static str> {
        let normal = normalised(text);
        let lower = normal.to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let by_symbol = || UNITS.iter().find(|entry| entry.symbol == normal).map(|entry| entry.symbol);
        let is_word = lower.chars().count() > 3;
        let by_spelling = || {
            let known = MISSPELLINGS.iter().find(|(wrong, _)| *wrong == normal || is_word && *wrong == lower);
            known.map(|(_, meant)| *meant)
        };
        let by_name = || {
            let known = UNITS.iter().find(|entry| entry.name == lower || entry.name == singular);
            known.filter(|_| is_word).map(|entry| entry.symbol)
        };
        by_symbol().or_else(by_spelling).or_else(by_name)
    }

    /// The symbol that was probably meant by a text that is not one.
    pub fn suggest(text: &str) -> Option<&'static str> {
        let normal = normalised(text);
        let same = |known: &str| known == normal;
        if let Some(entry) = UNITS.iter().find(|entry| same(entry.symbol)) {
            return Some(entry.symbol);
        }
        let lower = normal.to_lowercase();
        if let Some((_, meant)) = MISSPELLINGS.iter().find(|(wrong, _)| *wrong == normal || *wrong == lower) {
            return Some(meant);
        }
        let by_case = || UNITS.iter().find(|entry| entry.symbol.to_lowercase() == lower);
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let by_name =
            || UNITS.iter().find(|entry| entry.name.to_lowercase() == singular || entry.name == lower);
        if let Some(entry) = by_case().or_else(by_name) {
            return Some(entry.symbol);
        }
        let long = |text: &str| text.chars().count() > 3;
        let words = UNITS.iter().flat_map(|entry| [entry.symbol, entry.name]).filter(|word| long(word));
        let near = nearest(&lower, words).filter(|_| long(&lower))?;
        UNITS.iter().find(|entry| entry.symbol == near || entry.name == near).map(|entry| entry.symbol)
    }

    fn offset(self) -> Option<Decimal> {
        Decimal::from_digits(self.entry.offset.into(), if self.entry.offset == 0 { 0 } else { 2 })
    }
}

fn ratio(number: u64) -> Decimal {
    Decimal::from_digits(number.into(), 0).unwrap_or(Decimal::ONE)
}

/// The text with characters that only look like those of a symbol replaced by them.
fn normalised(text: &str) -> String {
    let same_look = |character| match character {
        'μ' => 'µ',
        'º' | '˚' => '°',
        '\u{2126}' => 'Ω',
        '*' | '⋅' | '•' | '×' => '·',
        '％' => '%',
        other => other,
    };
    let normal: String = text.trim().chars().map(same_look).collect();
    match normal.as_str() {
        "\u{2103}" => "°C".to_owned(),
        "\u{2109}" => "°F".to_owned(),
        "\u{212a}" => "K".to_owned(),
        _ => normal.replace("^2", "²").replace("^3", "³").replace("° ", "°"),
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        self.symbol() == other.symbol()
    }
}

impl Eq for Unit {}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Unit) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    /// By symbol, which means nothing and is only there to sort.
    fn cmp(&self, other: &Unit) -> Ordering {
        self.symbol().cmp(other.symbol())
    }
}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.symbol().hash(state);
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.symbol())
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.symbol())
    }
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Mass,
    Length,
    Area,
    Volume,
    Time,
    Temperature,
    Angle,
    Pressure,
    Amount,
    Force,
    Torque,
    Energy,
    Power,
    Voltage,
    Current,
    Resistance,
    Conductivity,
    Frequency,
    Speed,
    VolumeFlow,
    /// Volume per mass, such as a dose per body weight.
    SpecificVolume,
    MassFlow,
    /// Mass in a volume: density and concentration.
    MassConcentration,
    /// Amount of substance in a volume.
    AmountConcentration,
    /// Organisms or activity in a volume or a mass, which only their own method defines.
    Biological,
    Viscosity,
    /// Part of a whole: `%`, `ppm`.
    Ratio,
    /// A level in decibels, which its own reference defines.
    Level,
    Acidity,
    Illuminance,
    Data,
    /// Currencies, between which nothing is converted.
    Money,
}

/// A text that is not the symbol of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} is not a known unit", quoted(.text))]
pub struct UnitError {
    /// What was written.
    pub text: String,
}

impl UnitError {
    /// How to write it instead, where that can be said.
    pub fn help(&self) -> Option<String> {
        Unit::suggest(&self.text).map(|symbol| format!("did you mean `{symbol}`?"))
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Unit, UnitError> {
        match UNITS.iter().find(|entry| entry.symbol == text) {
            Some(entry) => Ok(Unit { entry }),
            None => Err(UnitError { text: text.to_owned() }),
        }
    }
}

text_form!(
    Unit,
    "a unit such as `g` or `°C`",
    schemars::json_schema!({
        "title": "Unit",
        "description": "A unit of measurement, by its one symbol.",
        "type": "string",
        "enum": UNITS.iter().map(|entry| entry.symbol).collect::<Vec<_>>(),
        "examples": ["g", "°C", "%"]
    })
);

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(symbol: &str) -> Unit {
        symbol.parse().unwrap()
    }

    #[test]
    fn symbols_and_names_are_unique_and_read_back() {
        let mut seen = std::collections::BTreeSet::new();
        for found in Unit::all() {
            assert_eq!(unit(found.symbol()), found);
            assert!(seen.insert(found.symbol()) && seen.insert(found.name()), "{found}");
            assert_eq!(Unit::suggest(found.symbol()), Some(found.symbol()));
        }
        for (wrong, meant) in MISSPELLINGS {
            assert!(meant.parse::<Unit>().is_ok() && wrong.parse::<Unit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn misspellings_are_understood() {
        let check = |text: &str, meant: Option<&str>| {
            assert!(text.parse::<Unit>().is_err(), "{text}");
            assert_eq!(Unit::suggest(text), meant, "{text}");
        };
        check("Bars", Some("bar"));
        check("gr", Some("g"));
        check("degC", Some("°C"));
        check("C", Some("°C"));
        check("ºC", Some("°C"));
        check("sec", Some("s"));
        check("μg", Some("µg"));
        check("ug", Some("µg"));
        check("l", Some("L"));
        check("ml", Some("mL"));
        check("KG", Some("kg"));
        check("Nm", Some("N·m"));
        check("N*m", Some("N·m"));
        check("percent", Some("%"));
        check("$", Some("USD"));
        check("kilograms", Some("kg"));
        check("gallon", Some("US gal"));
        check("celcius", Some("°C"));
        check("m^2", Some("m²"));
        check("parsec", None);
        check("", None);
        check("q", None);
    }

    #[test]
    fn only_what_can_mean_nothing_else_is_meant() {
        let check = |text: &str, meant: Option<&str>| assert_eq!(Unit::meant(text), meant, "{text}");
        check("Bars", Some("bar"));
        check("grams", Some("g"));
        check("kgs", Some("kg"));
        check("m2", Some("m²"));
        check("\u{3bc}g", Some("µg"));
        check("ºC", Some("°C"));
        check("MG", None);
        check("Kg", None);
        check("gramm", None);
        check("pieces", None);
    }

    #[test]
    fn conversion_is_exact_where_28_digits_are_enough() {
        let check = |value: &str, from: &str, to: &str, expected: Option<&str>| {
            let found = Unit::convert(value.parse().unwrap(), unit(from), unit(to));
            assert_eq!(found, expected.map(|text| text.parse().unwrap()), "{value} {from} in {to}");
        };
        check("0.3", "L", "mL", Some("300"));
        check("25", "°C", "°F", Some("77"));
        check("-40", "°F", "°C", Some("-40"));
        check("0", "°C", "K", Some("273.15"));
        check("73.9", "°C", "°F", Some("165.02"));
        check("1", "lb", "g", Some("453.59237"));
        check("1", "in", "mm", Some("25.4"));
        check("1", "US gal", "mL", Some("3785.411784"));
        check("1", "kWh", "J", Some("3600000"));
        check("36", "km/h", "m/s", Some("10"));
        check("760", "mmHg", "Pa", Some("101325.0144354"));
        check("1", "atm", "mbar", Some("1013.25"));
        check("1", "psi", "Pa", Some("6894.757293168361336722673445"));
        check("1", "mg/mL", "g/L", Some("1"));
        check("0.5", "%", "ppm", Some("5000"));
        check("1", "h", "s", Some("3600"));
        check("1", "g", "mL", None);
        check("1", "EUR", "USD", None);
        check("1", "EUR", "EUR", Some("1"));
        let difference = Unit::convert_difference("2".parse().unwrap(), unit("°C"), unit("°F"));
        assert_eq!(difference, Some("3.6".parse().unwrap()));
    }
}
