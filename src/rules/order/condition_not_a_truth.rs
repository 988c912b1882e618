//! A condition that doesn't come out as yes or no.

use crate::formula::Type;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.site.is_condition()) {
        let Ok(Some(found)) = &view.typed else { continue };
        if *found == Type::Truth {
            continue;
        }
        let text = view.text;
        let help = match found {
            Type::Choice(options) => options.first().map(|option| format!("compare it: `{text} = '{option}'`")),
            Type::Choices(options) => options.first().map(|option| format!("ask for one: `'{option}' in {text}`")),
            Type::Number { .. } => Some(format!("compare it: `{text} > 0`")),
            Type::Text => Some(format!("compare it: `{text} = '…'`")),
            _ => None,
        };
        let message = format!("the condition is {found}, not yes or no");
        let draft = findings.add(&view.spot(outline), message);
        if let Some(help) = help {
            draft.help(help);
        }
    }
}
