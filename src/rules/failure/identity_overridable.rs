//! A wrong identity that may be accepted.

use super::settings::settings;
use crate::document::{Disposition, FieldType};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline).filter(|setting| setting.lists(Disposition::UseAsIs)) {
        // On a critical step it is never allowed, which is said by its own rule.
        let mut open = setting.governed().filter(|view| !view.step.is_critical());
        let identity = open.find_map(|view| {
            let mut fields = view.step.record.iter();
            let identity = fields.find(|(_, field)| field.kind == FieldType::Text && field.equals.is_some());
            identity.map(|(name, _)| (view, name))
        });
        if let Some((view, name)) = identity {
            findings
                .add(&setting.decision(Disposition::UseAsIs), format!("a wrong `{name}` may be accepted"))
                .help("take `use_as_is` out, or put the identity in a step of its own")
                .related(&outline.spot(view).key("record").key(name).at_key(), "the identity");
        }
    }
}
