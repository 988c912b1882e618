//! A group that is repeated a number of times that is no count.

use crate::formula::{Expression, ExpressionKind, Literal, Type};
use crate::rules::formulas::UseOf;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.site.use_of == UseOf::Times) {
        let (Ok(Some(found)), Ok(formula)) = (&view.typed, &view.parsed) else { continue };
        let found = match found {
            Type::Number { unit: None } if is_never_whole(formula.expression()) => "never a whole number".to_owned(),
            Type::Number { unit: None } => continue,
            other => other.to_string(),
        };
        let message = format!("`times` is {found}, and must be a count");
        findings.add(&view.spot(outline), message).help("give a count, such as `input.containers`");
    }
}

/// Whether it is written out and not a whole number from 0.
fn is_never_whole(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Number(number)) => !number.is_integer(),
        ExpressionKind::Negate(operand) => {
            matches!(&operand.kind, ExpressionKind::Literal(Literal::Number(number)) if !number.is_zero())
        }
        _ => false,
    }
}
