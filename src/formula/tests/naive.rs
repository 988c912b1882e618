//! A second, slow and obvious evaluator over fractions of machine integers, to hold the real one against.

use std::collections::BTreeMap;

use super::super::*;

/// What the naive evaluator gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Simple {
    Truth(bool),
    /// A fraction in lowest terms.
    Number(i128, i128),
}

pub(super) fn fraction(over: i128, under: i128) -> Option<Simple> {
    if under == 0 {
        return None;
    }
    let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let common = i128::try_from(a).unwrap() * under.signum();
    Some(Simple::Number(over / common, under / common))
}

/// The value, or nothing if it divides by zero or reads what isn't there.
pub(super) fn naive(expression: &Expression, values: &BTreeMap<String, Simple>) -> Option<Simple> {
    let value = |expression: &Expression| naive(expression, values);
    match &expression.kind {
        ExpressionKind::Literal(Literal::Truth(truth)) => Some(Simple::Truth(*truth)),
        ExpressionKind::Literal(Literal::Number(number)) => {
            fraction(number.digits(), 10i128.pow(number.scale()))
        }
        ExpressionKind::Name(name) => values.get(name.as_str()).cloned(),
        ExpressionKind::Not(operand) => match value(operand)? {
            Simple::Truth(truth) => Some(Simple::Truth(!truth)),
            Simple::Number(..) => panic!("not a truth"),
        },
        ExpressionKind::Negate(operand) => match value(operand)? {
            Simple::Number(over, under) => Some(Simple::Number(-over, under)),
            Simple::Truth(_) => panic!("not a number"),
        },
        ExpressionKind::Binary { operator, left, right } => {
            let left = value(left)?;
            match (operator, &left) {
                (Operator::And, Simple::Truth(false)) | (Operator::Or, Simple::Truth(true)) => {
                    return Some(left);
                }
                (Operator::And | Operator::Or, _) => return value(right),
                _ => {}
            }
            if let (Operator::In, ExpressionKind::List(items)) = (operator, &right.kind) {
                for item in items {
                    if value(item)? == left {
                        return Some(Simple::Truth(true));
                    }
                }
                return Some(Simple::Truth(false));
            }
            let right = value(right)?;
            if let (Simple::Truth(left), Simple::Truth(right)) = (&left, &right) {
                return Some(Simple::Truth((left == right) == (*operator == Operator::Equal)));
            }
            let (Simple::Number(a, b), Simple::Number(c, d)) = (left, right) else { panic!("mixed") };
            match operator {
                Operator::Add => fraction(a * d + c * b, b * d),
                Operator::Subtract => fraction(a * d - c * b, b * d),
                Operator::Multiply => fraction(a * c, b * d),
                Operator::Divide => fraction(a * d, b * c),
                Operator::Equal => Some(Simple::Truth(a * d == c * b)),
                Operator::NotEqual => Some(Simple::Truth(a * d != c * b)),
                Operator::Less => Some(Simple::Truth(a * d < c * b)),
                Operator::LessOrEqual => Some(Simple::Truth(a * d <= c * b)),
                Operator::Greater => Some(Simple::Truth(a * d > c * b)),
                Operator::GreaterOrEqual => Some(Simple::Truth(a * d >= c * b)),
                _ => panic!("no such operator"),
            }
        }
        ExpressionKind::Call { function, arguments } => {
            let numbers: Option<Vec<(i128, i128)>> = arguments
                .iter()
                .map(|argument| match value(argument)? {
                    Simple::Number(over, under) => Some((over, under)),
                    Simple::Truth(_) => panic!("not a number"),
                })
                .collect();
            let mut numbers = numbers?;
            numbers.sort_by(|(a, b), (c, d)| (a * d).cmp(&(c * b)));
            let sum = numbers.iter().fold((0, 1), |(a, b), (c, d)| (a * d + c * b, b * d));
            let count = i128::try_from(numbers.len()).unwrap();
            let (least, most) = (*numbers.first()?, *numbers.last()?);
            match function {
                Function::Sum => fraction(sum.0, sum.1),
                Function::Mean => fraction(sum.0, sum.1 * count),
                Function::Min => fraction(least.0, least.1),
                Function::Max => fraction(most.0, most.1),
                Function::Range => fraction(most.0 * least.1 - least.0 * most.1, most.1 * least.1),
                Function::Abs => fraction(least.0.abs(), least.1),
                _ => panic!("not generated"),
            }
        }
        _ => panic!("not generated"),
    }
}
