//! Tests over the whole of the module, data first.

mod decide;
mod evaluate;
mod naive;
mod properties;
mod syntax;
mod types;

use std::collections::BTreeMap;

use super::*;
use crate::value::Value;

/// Values of names, from lines such as `mass = 53.9 g`.
pub(super) struct Recorded(pub(super) BTreeMap<String, Value>);

impl Values for Recorded {
    fn value_of(&self, name: &Name) -> Option<Value> {
        self.0.get(name.as_str()).cloned()
    }
}

pub(super) fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

pub(super) fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| number(text)).collect())
}

/// The names every table of these tests reads.
pub(super) fn recorded() -> Recorded {
    let pairs = [
        ("mass", number("53.9 g")),
        ("tare", number("3.25 g")),
        ("length", number("10 mm")),
        ("share", number("20 %")),
        ("n", number("3")),
        ("zero", number("0")),
        ("ok", Value::Truth(true)),
        ("lot", Value::Text("A-7".to_owned())),
        ("side", Value::Choice("left".to_owned())),
        ("sides", Value::Choices(vec!["left".to_owned(), "top".to_owned()])),
        ("weigh.net", list(&["1.0 g", "2.5 g", "4 g"])),
        ("weigh.none", Value::List(Vec::new())),
        ("input.day", Value::Date("2026-12-01".parse().unwrap())),
        ("start", Value::DateTime("2026-12-01T09:00:00Z".parse().unwrap())),
        ("end", Value::DateTime("2026-12-01T11:30:00+01:00".parse().unwrap())),
        ("soak", Value::Duration("90 min".parse().unwrap())),
        ("at", Value::Time("09:30".parse().unwrap())),
    ];
    Recorded(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The types of the same names, and of a few that have none.
pub(super) struct Table;

impl Names for Table {
    fn type_of(&self, name: &Name) -> Result<Type, NameProblem> {
        let number = |symbol: &str| Type::Number { unit: Some(symbol.parse().unwrap()) };
        let options = || ["left", "right", "top"].map(str::to_owned).to_vec();
        Ok(match name.as_str() {
            "mass" | "tare" => number("g"),
            "length" => number("mm"),
            "share" => number("%"),
            "n" | "zero" => Type::PLAIN,
            "ok" => Type::Truth,
            "lot" => Type::Text,
            "side" => Type::Choice(options()),
            "sides" => Type::Choices(options()),
            "weigh.net" | "weigh.none" => Type::List(Box::new(number("g"))),
            "input.day" | "shift_day" => Type::Date,
            "start" | "end" => Type::DateTime,
            "soak" => Type::Duration,
            "at" => Type::Time,
            "later" => return Err(NameProblem::later(name)),
            "temperature" => return Err(NameProblem::several_units(name)),
            "photo" => return Err(NameProblem::unreadable(name, "evidence")),
            _ => return Err(NameProblem::unknown(name, ["mass", "tare", "length", "turkey.mass"])),
        })
    }
}
