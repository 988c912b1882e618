//! A choice of which no option fails.

use crate::document::FieldType;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, name, field) in outline.fields_and_inputs() {
        let Some(accept) = &field.accept else { continue };
        let all = field.options.names().all(|option| accept.iter().any(|accepted| accepted == option));
        // A choice of one option is said by its own rule.
        let single = field.kind == FieldType::Choice && field.options.names().count() < 2;
        // The number of options chosen can still fail.
        let counted = field.at_least.is_some() || field.at_most.is_some();
        if all && !single && !field.options.is_empty() && !counted {
            findings
                .add(&place.spot().key("accept").at_key(), format!("every option of `{name}` conforms"))
                .help("leave `accept` out where nothing is judged");
        }
    }
}
