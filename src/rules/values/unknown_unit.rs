//! A unit that is not in the list of units.

use crate::rules::{Findings, Outline, Spot};

use crate::fix::Fix;
use crate::value::Unit;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if let Some(unit) = &field.unit
            && !field.is_pure_number()
        {
            judge(unit, || place.spot().key("unit"), findings);
        }
        for (index, other) in field.also.iter().enumerate() {
            judge(&other.unit, || place.spot().key("also").item(index).key("unit"), findings);
        }
    }
}

fn judge<'d>(unit: &str, spot: impl FnOnce() -> Spot<'d>, findings: &mut Findings<'_>) {
    // An empty one was already found when the file was read.
    let Err(error) = unit.parse::<Unit>() else { return };
    if unit.is_empty() {
        return;
    }
    let counted = "what is counted is a `count` without a unit, and a pure number has the unit `\"1\"`";
    let help = error.help().unwrap_or_else(|| counted.to_owned());
    let meant = Unit::meant(unit).map(|symbol| Fix::Value(symbol.to_owned()));
    findings.add(&spot(), error.to_string()).help(help).fix(meant);
}
