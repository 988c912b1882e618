//! A default that holds for nothing.

use super::settings::settings;
use crate::document::{Field, FieldType};
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let Some(defaults) = &outline.document.defaults else { return };
    let spot = |key: &'static str| Spot::top("defaults").key(key).at_key();
    let default = settings(outline).find(|setting| setting.step.is_none());
    // A limit that was forgotten is said by its own rule.
    let forgotten = || outline.fields().any(|(_, _, field)| field.misses_limit());
    if default.is_some_and(|default| default.governed().next().is_none()) && !forgotten() {
        findings
            .add(&spot("on_fail"), "no step uses the default `on_fail`")
            .help("take it out, or the same `on_fail` from a step");
    }
    let rounds = |field: &Field| {
        let judged = field.has_limit() || field.alert.is_some();
        field.kind == FieldType::Number && field.rounding.is_none() && judged
    };
    if defaults.rounding.is_some() && !outline.fields_and_inputs().any(|(_, _, field)| rounds(field)) {
        findings.add(&spot("rounding"), "no limit uses the default `rounding`").help("take it out");
    }
}
