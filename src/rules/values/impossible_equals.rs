//! A text that must equal something that the same field refuses.

use crate::document::{Equals, Field, FieldType};
use crate::rules::{Findings, Outline};
use crate::value::Pattern;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let (FieldType::Text, Some(Equals::Written(text))) = (field.kind, &field.equals) else { continue };
        let text = text.text();
        if let Some(key) = refusing(field, text) {
            let message = format!("`{text}` is the only text that conforms, and `{key}` refuses it");
            let spot = place.spot();
            findings.add(&spot.clone().key("equals"), message).related(&spot.key(key), "what refuses it");
        }
    }
}

/// The key that refuses the text.
fn refusing(field: &Field, text: &str) -> Option<&'static str> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let pattern = || field.pattern.as_ref()?.parse::<Pattern>().ok();
    if field.min_length.is_some_and(|least| length < least) {
        Some("min_length")
    } else if field.max_length.is_some_and(|most| length > most) {
        Some("max_length")
    } else if pattern().is_some_and(|pattern| !pattern.matches(text)) {
        Some("pattern")
    } else {
        None
    }
}
