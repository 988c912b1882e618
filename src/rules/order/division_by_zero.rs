//! A formula that divides by zero whatever is recorded.

use crate::formula::{Expression, ExpressionKind, Literal, Operator};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.formulas.iter().filter(|view| view.text.contains('/')) {
        let Ok(formula) = &view.parsed else { continue };
        each_zero_divisor(formula.expression(), &mut |divisor| {
            let spot = view.spot_of(outline, divisor.range.clone());
            findings.add(&spot, "this divides by zero").help("what can't be computed blocks the run");
        });
    }
}

fn each_zero_divisor(expression: &Expression, found: &mut dyn FnMut(&Expression)) {
    if let ExpressionKind::Binary { operator: Operator::Divide, right, .. } = &expression.kind
        && is_zero(right)
    {
        found(right);
    }
    for child in expression.children() {
        each_zero_divisor(child, found);
    }
}

fn is_zero(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Number(number)) => number.is_zero(),
        ExpressionKind::Negate(operand) => is_zero(operand),
        _ => false,
    }
}
