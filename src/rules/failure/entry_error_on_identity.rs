//! A verified identity that may be explained away as an entry error.

use super::settings::settings;
use crate::document::{Disposition, FieldType, Step};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline).filter(|setting| setting.lists(Disposition::EntryError)) {
        let mut governed = setting.governed().filter(|view| view.step.is_critical());
        if let Some((view, name)) = governed.find_map(|view| Some((view, identity(view.step)?))) {
            let message = format!("`entry_error` is never allowed for `{name}`, a verified identity");
            findings
                .add(&setting.decision(Disposition::EntryError), message)
                .help("take it out")
                .related(&outline.spot(view).key("record").key(name).at_key(), "the identity");
        }
    }
}

/// A text of the step that must equal another and is verified.
fn identity(step: &Step) -> Option<&str> {
    let is_verified = |name: &str| step.verify.iter().any(|check| check.fields(step).any(|it| it == name));
    let mut texts = step.record.iter().filter(|(_, field)| field.kind == FieldType::Text);
    let found = texts.find(|(name, field)| field.equals.is_some() && is_verified(name));
    found.map(|(name, _)| name.as_str())
}
