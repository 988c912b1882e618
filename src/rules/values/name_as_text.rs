//! A text that must equal the name of a value instead of the value.

use crate::document::{Equals, FieldType};
use crate::formula::{ExpressionKind, Formula};
use crate::rules::formulas::{Site, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        let (FieldType::Text, Some(Equals::Written(text))) = (field.kind, &field.equals) else { continue };
        let text = text.text();
        if !text.contains('.') {
            continue;
        }
        let Ok(formula) = Formula::parse(text) else { continue };
        let site = Site {
            step: place.step.map(|view| view.index),
            use_of: UseOf::Limit(name, "equals", Some("formula")),
        };
        let ExpressionKind::Name(meant) = &formula.expression().kind else { continue };
        if outline.target(site, meant).is_some() {
            let message = format!("only the text `{text}` itself conforms, not the value of that name");
            findings
                .add(&place.spot().key("equals"), message)
                .help(format!("write `equals: {{formula: {text}}}`"));
        }
    }
}
