//! Conditions and formulas in words: names become titles with their step's number, options become what they are called.

use super::hygiene::line;
use super::labels::fill;
use super::place::Scope;
use super::tongue::{Tongue, in_words};
use crate::formula::{Expression, ExpressionKind, Formula, Function, Literal, Name, Operator};
use crate::procedure::{Field, Step};

/// A place from which formulas are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) tongue: Tongue<'a>,
    pub(super) scope: &'a Scope<'a>,
    /// The step whose fields may be named alone; nothing for inputs.
    pub(super) step: Option<&'a Step>,
}

impl<'a> Reader<'a> {
    /// A formula in words.
    pub(super) fn phrase(self, formula: &Formula) -> String {
        self.expression(formula.expression(), None)
    }

    /// An expression; `beside` is the field that it is compared with, whose options it may name.
    fn expression(self, expression: &Expression, beside: Option<&Field>) -> String {
        match &expression.kind {
            ExpressionKind::Literal(literal) => self.literal(literal, beside),
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Not(operand) => {
                format!("{} {}", self.tongue.labels.not, self.operand(operand, None))
            }
            ExpressionKind::Negate(operand) => format!("−{}", self.operand(operand, None)),
            ExpressionKind::Binary { operator, left, right } => {
                let of_left = self.field_of(left);
                let of_right = self.field_of(right);
                let (left, right) = (self.operand(left, of_right), self.operand(right, of_left));
                format!("{left} {} {right}", self.operator(*operator))
            }
            ExpressionKind::Call { function, arguments } => {
                format!("{} ({})", self.function(*function), self.items(arguments, None))
            }
            ExpressionKind::List(items) => self.items(items, beside),
        }
    }

    /// An operand, in parentheses where it is made of several.
    fn operand(self, expression: &Expression, beside: Option<&Field>) -> String {
        let phrase = self.expression(expression, beside);
        match &expression.kind {
            ExpressionKind::Binary { operator, .. } if !operator.is_comparison() => format!("({phrase})"),
            _ => phrase,
        }
    }

    fn items(self, items: &[Expression], beside: Option<&Field>) -> String {
        items.iter().map(|item| self.expression(item, beside)).collect::<Vec<_>>().join(", ")
    }

    fn operator(self, operator: Operator) -> &'a str {
        let labels = self.tongue.labels;
        match operator {
            Operator::Or => &labels.or,
            Operator::And => &labels.and,
            Operator::In => &labels.r#in,
            Operator::NotEqual => "≠",
            Operator::LessOrEqual => "≤",
            Operator::GreaterOrEqual => "≥",
            Operator::Subtract => "−",
            Operator::Multiply => "×",
            Operator::Divide => "÷",
            Operator::Equal | Operator::Less | Operator::Greater | Operator::Add => operator.symbol(),
        }
    }

    fn function(self, function: Function) -> &'a str {
        let labels = self.tongue.labels;
        match function {
            Function::Sum => &labels.sum,
            Function::Mean => &labels.judge_mean,
            Function::Min => &labels.judge_min,
            Function::Max => &labels.judge_max,
            Function::Range => &labels.judge_range,
            Function::Count => &labels.count_of,
            Function::Abs => &labels.absolute,
            Function::Round | Function::RoundEven => &labels.rounded,
        }
    }

    fn literal(self, literal: &Literal, beside: Option<&Field>) -> String {
        match literal {
            Literal::Truth(true) => self.tongue.labels.yes.clone(),
            Literal::Truth(false) => self.tongue.labels.no.clone(),
            Literal::Number(number) => self.tongue.decimal(*number),
            Literal::Text(text) => match beside {
                Some(field) => self.tongue.option(field, text),
                None => format!("“{}”", line(text)),
            },
            Literal::Date(date) => self.tongue.date(*date),
            Literal::Time(time) => self.tongue.time(*time),
            Literal::DateTime(moment) => self.tongue.moment(*moment),
            Literal::Duration(duration) => self.tongue.number(&duration.to_string()),
        }
    }

    fn name(self, name: &Name) -> String {
        let Some((step, field)) = self.find(name) else {
            return if name.as_str() == "today" {
                self.tongue.labels.today.clone()
            } else {
                in_words(name.field())
            };
        };
        let title = self.tongue.field(field).text;
        match step {
            Some(step) if self.step.is_none_or(|own| own.id() != step.id()) => {
                let number = self.scope.number(step);
                fill(&self.tongue.labels.in_step, &[("field", &title), ("number", &number)])
            }
            _ => title,
        }
    }

    /// The field that a name means, with its step; an input has none.
    fn find(self, name: &Name) -> Option<(Option<&'a Step>, &'a Field)> {
        match name.owner() {
            Some("input") => Some((None, self.scope.procedure.inputs().get(name.field())?)),
            Some(step) => {
                let step = self.scope.procedure.step(step)?;
                Some((Some(step), step.field(name.field())?))
            }
            None => match self.step {
                Some(step) => Some((Some(step), step.field(name.field())?)),
                None => Some((None, self.scope.procedure.inputs().get(name.field())?)),
            },
        }
    }

    /// The field with options that an expression names, if it does.
    fn field_of(self, expression: &Expression) -> Option<&'a Field> {
        let ExpressionKind::Name(name) = &expression.kind else { return None };
        let (_, field) = self.find(name)?;
        use crate::procedure::Kind::{Choice, Choices};
        matches!(field.kind(), Choice { .. } | Choices { .. }).then_some(field)
    }
}
