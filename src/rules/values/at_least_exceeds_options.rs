//! More options must be chosen than there are to choose.

use crate::document::FieldType;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        let (FieldType::Choices, Some(wanted)) = (field.kind, field.at_least) else { continue };
        let is_accepted = |option: &str| {
            field.accept.as_ref().is_none_or(|accept| accept.iter().any(|accepted| accepted == option))
        };
        let (mut all, mut conforming): (u32, u32) = (0, 0);
        for option in field.options.names() {
            all = all.saturating_add(1);
            conforming = conforming.saturating_add(u32::from(is_accepted(option)));
        }
        // Choices without options, or of which none conforms, are said by their own rules.
        if conforming == 0 || wanted <= conforming {
            continue;
        }
        let but = match (wanted > all, all, conforming) {
            (true, 1, _) => "there is only 1 option".to_owned(),
            (true, ..) => format!("there are only {all} options"),
            (false, _, 1) => "only 1 option conforms".to_owned(),
            (false, ..) => format!("only {conforming} options conform"),
        };
        findings.add(&place.spot().key("at_least"), format!("`at_least` is `{wanted}`, but {but}"));
    }
}
