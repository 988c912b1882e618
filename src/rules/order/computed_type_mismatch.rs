//! A computed field whose formula gives another type or unit than the field's.

use super::field_type::{OF_A_LIST, fits, type_taken};
use crate::formula::Type;
use crate::rules::formulas::{Site, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let Site { use_of: UseOf::Computes(_), .. } = view.site else { continue };
        let (Ok(Some(found)), Some(field)) = (&view.typed, view.field(outline)) else { continue };
        let Some(taken) = type_taken(field).filter(|taken| !fits(found, taken)) else { continue };
        let (is, help) = match (found, &taken) {
            (Type::List(_), _) => (taken.to_string(), Some(OF_A_LIST.to_owned())),
            (Type::Number { unit: Some(unit) }, Type::Number { unit: None }) => {
                ("a number without a unit".to_owned(), Some(format!("add `unit: {unit}` to the field")))
            }
            (Type::Number { .. }, Type::Number { .. }) => {
                (taken.to_string(), Some("compute in one unit; nothing is converted".to_owned()))
            }
            _ => (taken.to_string(), None),
        };
        let message = format!("the formula gives {found}, but the field is {is}");
        let draft = findings.add(&view.spot(outline), message);
        if let Some(help) = help {
            draft.help(help);
        }
    }
}
