//! A limit of another type or unit than the field's.

use super::field_type::{OF_A_LIST, fits, type_taken};
use crate::formula::Type;
use crate::rules::formulas::{Site, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let Site { use_of: UseOf::Limit(..), .. } = view.site else { continue };
        let (Ok(Some(found)), Some(field)) = (&view.typed, view.field(outline)) else { continue };
        let Some(taken) = type_taken(field).filter(|taken| !fits(found, taken)) else { continue };
        let text = view.text;
        let bare = text.parse::<crate::value::Decimal>().is_ok();
        let help = match (found, &taken) {
            (Type::List(_), _) => Some(OF_A_LIST.to_owned()),
            (Type::Number { .. }, Type::Duration) if bare => {
                Some(format!("say the unit of time: `{text} s`, `{text} min` or `{text} h`"))
            }
            (Type::Duration, Type::Number { unit: Some(unit) }) => {
                Some(format!("write the number alone; it is in `{unit}`, the field's unit"))
            }
            (Type::Number { .. }, Type::Number { .. }) => Some("state both in one unit; nothing is converted".to_owned()),
            (Type::Number { .. }, Type::Text) if bare => Some(format!("write `equals: '{text}'`")),
            (Type::Date, Type::DateTime) => Some("a moment needs a time of day and an offset: `2026-12-01T09:00:00Z`".to_owned()),
            _ => None,
        };
        let is = match &taken {
            Type::Number { unit: None } => "a number without a unit".to_owned(),
            other => other.to_string(),
        };
        let message = format!("the limit is {found}, but the field is {is}");
        let draft = findings.add(&view.spot(outline), message);
        if let Some(help) = help {
            draft.help(help);
        }
    }
}
