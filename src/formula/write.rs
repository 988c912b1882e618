//! The one canonical text of a formula: one space, and only the parentheses that are needed.

use std::fmt;

use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Level;
use super::expression::Literal;

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Literal(literal) => literal.fmt(formatter),
            ExpressionKind::Name(name) => name.fmt(formatter),
            ExpressionKind::Not(operand) => {
                formatter.write_str("not ")?;
                write_operand(formatter, operand, Level::Not)
            }
            ExpressionKind::Negate(operand) => {
                formatter.write_str("-")?;
                write_operand(formatter, operand, Level::Minus)
            }
            ExpressionKind::Binary { operator, left, right } => {
                let level = operator.level();
                let left_level = if operator.is_comparison() { level.tighter() } else { level };
                write_operand(formatter, left, left_level)?;
                write!(formatter, " {} ", operator.symbol())?;
                write_operand(formatter, right, level.tighter())
            }
            ExpressionKind::Call { function, arguments } => {
                write!(formatter, "{}(", function.name())?;
                write_items(formatter, arguments)?;
                formatter.write_str(")")
            }
            ExpressionKind::List(items) => {
                formatter.write_str("[")?;
                write_items(formatter, items)?;
                formatter.write_str("]")
            }
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Truth(truth) => truth.fmt(formatter),
            Literal::Number(number) => number.fmt(formatter),
            Literal::Text(text) => write!(formatter, "'{}'", text.replace('\'', "''")),
            Literal::Date(date) => date.fmt(formatter),
            Literal::Time(time) => time.fmt(formatter),
            Literal::DateTime(moment) => moment.fmt(formatter),
            Literal::Duration(duration) => duration.fmt(formatter),
        }
    }
}

/// An operand, in parentheses if it binds less tightly than `least`.
fn write_operand(formatter: &mut fmt::Formatter<'_>, operand: &Expression, least: Level) -> fmt::Result {
    if level(operand) < least { write!(formatter, "({operand})") } else { write!(formatter, "{operand}") }
}

fn write_items(formatter: &mut fmt::Formatter<'_>, items: &[Expression]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        formatter.write_str(if index == 0 { "" } else { ", " })?;
        write!(formatter, "{item}")?;
    }
    Ok(())
}

fn level(expression: &Expression) -> Level {
    match &expression.kind {
        ExpressionKind::Not(_) => Level::Not,
        ExpressionKind::Negate(_) => Level::Minus,
        ExpressionKind::Binary { operator, .. } => operator.level(),
        _ => Level::Whole,
    }
}

#[cfg(test)]
mod tests {
    use crate::formula::Formula;

    fn check(text: &str, canonical: &str) {
        let formula = Formula::parse(text).unwrap();
        assert_eq!(formula.to_string(), canonical, "{text}");
        assert_eq!(Formula::parse(canonical).unwrap(), formula, "{text}");
    }

    #[test]
    fn spaces_and_needless_parentheses_go() {
        check("((a))+  ( b*c )", "a + b * c");
        check("(a+b)*c", "(a + b) * c");
        check("a-(b-c)", "a - (b - c)");
        check("(a-b)-c", "a - b - c");
        check("not(a=b)", "not a = b");
        check("(not a)=b", "(not a) = b");
        check("not (a and b)", "not (a and b)");
        check("(a or b) and c", "(a or b) and c");
        check("a or (b and c)", "a or b and c");
        check("-(a+b)", "-(a + b)");
        check("(-a)*b", "-a * b");
        check("a*-b", "a * -b");
        check("-(-5)", "--5");
        check("x in['a','it''s']", "x in ['a', 'it''s']");
        check("max( a,b )", "max(a, b)");
        check("90 s", "1 min 30 s");
        check("98.0", "98.0");
        check("(a = b) = true", "(a = b) = true");
    }
}
