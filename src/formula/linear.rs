//! The parts of a formula that are sums of multiples of what is recorded.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::constraint::Constraint;
use super::constraint::Linear;
use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Function;
use super::expression::Literal;
use super::expression::Name;
use super::expression::Operator;
use super::rational::Rational;
use super::satisfiable::Bounds;
use super::satisfiable::Domain;
use crate::value::Date;
use crate::value::Decimal;
use crate::value::Duration;
use crate::value::Value;

/// More parts of a condition than this are not looked into, counting as often as they are written out.
const MOST_PARTS: usize = 4000;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Days from 1970-01-01 to the first and the last date that can be written.
const DATES: (i64, i64) = (-719_528, 2_932_896);

/// Whether a sum is surely a number, whose multiples are exact. Durations are kept in microseconds, so that half of
/// one need not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Other,
}

/// A sum, and what it is a sum of.
pub(super) type Sum = (Linear, Kind);

/// What is known about the variables that were met. Times are seconds.
pub(super) struct Variables<'a> {
    pub(super) bounds: &'a dyn Bounds,
    /// Limits that hold for the variables.
    pub(super) limits: BTreeMap<String, Vec<Constraint>>,
    /// What a variable is a multiple of.
    pub(super) steps: BTreeMap<String, Rational>,
    /// Variables that stand for something not looked into: it is not known which values they really take.
    pub(super) opaque: BTreeSet<String>,
    /// How many parts of the condition may still be looked into; what comes after is opaque.
    remaining: usize,
}

impl<'a> Variables<'a> {
    pub(super) fn new(bounds: &'a dyn Bounds) -> Variables<'a> {
        Variables {
            bounds,
            limits: BTreeMap::new(),
            steps: BTreeMap::new(),
            opaque: BTreeSet::new(),
            remaining: MOST_PARTS,
        }
    }

    /// Whether one more part may be looked into.
    pub(super) fn one_more(&mut self) -> bool {
        self.remaining = self.remaining.saturating_sub(1);
        self.remaining > 0
    }

    /// The expression as a sum; nothing if it is no number and no time.
    pub(super) fn sum(&mut self, expression: &Expression) -> Option<Sum> {
        match &expression.kind {
            ExpressionKind::Literal(literal) => literal_sum(literal),
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Negate(operand) => {
                let (linear, kind) = self.sum(operand)?;
                Some((linear.times(Rational::whole(-1))?, kind))
            }
            ExpressionKind::Binary { operator, left, right } => match operator {
                Operator::Add | Operator::Subtract => {
                    let ((left, first), (right, second)) = (self.sum(left)?, self.sum(right)?);
                    let kind = if first == second { first } else { Kind::Other };
                    let sum =
                        if *operator == Operator::Add { left.plus(&right)? } else { left.minus(&right)? };
                    Some((sum, kind))
                }
                Operator::Multiply | Operator::Divide => {
                    let ((left, first), (right, second)) = (self.sum(left)?, self.sum(right)?);
                    let product = match operator {
                        Operator::Multiply => product((left, first), (right, second)),
                        _ => quotient((left, first), (right, second)),
                    };
                    product.or_else(|| Some(self.opaque(expression)))
                }
                _ => None,
            },
            ExpressionKind::Call { function, .. } => {
                let sum = self.opaque(expression);
                let name = expression.to_string();
                if matches!(function, Function::Abs | Function::Count | Function::Range) {
                    self.limit(&name, Some(Rational::ZERO), None);
                }
                if *function == Function::Count {
                    self.steps.insert(name, Rational::ONE);
                }
                Some(sum)
            }
            ExpressionKind::Not(_) | ExpressionKind::List(_) => None,
        }
    }

    fn name(&mut self, name: &Name) -> Option<Sum> {
        let key = name.to_string();
        let kind = match self.bounds.domain_of(name) {
            Domain::Number { at_least, at_most, whole } => {
                self.limit(&key, at_least.and_then(Rational::of), at_most.and_then(Rational::of));
                if whole {
                    self.steps.insert(key.clone(), Rational::ONE);
                }
                Kind::Number
            }
            Domain::Date => {
                self.steps.insert(key.clone(), Rational::whole(DAY));
                self.limit(&key, Some(Rational::whole(DATES.0 * DAY)), Some(Rational::whole(DATES.1 * DAY)));
                Kind::Other
            }
            Domain::Time => {
                self.steps.insert(key.clone(), Rational::ONE);
                self.limit(&key, Some(Rational::ZERO), Some(Rational::whole(86_399)));
                Kind::Other
            }
            Domain::DateTime => {
                let (first, last) = ((DATES.0 - 1) * DAY, (DATES.1 + 2) * DAY);
                self.limit(&key, Some(Rational::whole(first)), Some(Rational::whole(last)));
                Kind::Other
            }
            Domain::Duration => {
                self.limit(&key, Some(Rational::ZERO), Some(Rational::whole(Duration::LONGEST.seconds())));
                Kind::Other
            }
            Domain::Fixed(value) => return value_sum(&value),
            Domain::Unknown => {
                self.opaque.insert(key.clone());
                Kind::Other
            }
            Domain::Truth | Domain::Text | Domain::Choice(_) | Domain::Choices(_) => return None,
        };
        Some((Linear::variable(key), kind))
    }

    fn opaque(&mut self, expression: &Expression) -> Sum {
        let key = expression.to_string();
        self.opaque.insert(key.clone());
        (Linear::variable(key), Kind::Other)
    }

    fn limit(&mut self, name: &str, at_least: Option<Rational>, at_most: Option<Rational>) {
        let bound = |limit: Rational, factor: i128| {
            let constant = limit.times(Rational::whole(-factor))?;
            let linear =
                Linear { terms: BTreeMap::from([(name.to_owned(), Rational::whole(factor))]), constant };
            Some(Constraint { linear, strict: false })
        };
        let lower = at_least.and_then(|limit| bound(limit, -1));
        let upper = at_most.and_then(|limit| bound(limit, 1));
        self.limits.insert(name.to_owned(), lower.into_iter().chain(upper).collect());
    }
}

fn product((left, first): Sum, (right, second): Sum) -> Option<Sum> {
    let (constant, sum, kind) = match (left.terms.is_empty(), right.terms.is_empty()) {
        (true, _) if first == Kind::Number => (left.constant, right, second),
        (_, true) if second == Kind::Number => (right.constant, left, first),
        _ => return None,
    };
    if kind == Kind::Other && !constant.is_whole() {
        return None;
    }
    Some((sum.times(constant)?, kind))
}

fn quotient((left, first): Sum, (right, second): Sum) -> Option<Sum> {
    if first != Kind::Number || second != Kind::Number || !right.terms.is_empty() {
        return None;
    }
    let factor = right.constant.inverse()?;
    if !factor.is_short_decimal() {
        return None;
    }
    Some((left.times(factor)?, Kind::Number))
}

fn literal_sum(literal: &Literal) -> Option<Sum> {
    match literal {
        Literal::Number(number) => number_sum(*number),
        Literal::Date(date) => value_sum(&Value::Date(*date)),
        Literal::Time(time) => value_sum(&Value::Time(*time)),
        Literal::DateTime(moment) => value_sum(&Value::DateTime(*moment)),
        Literal::Duration(duration) => value_sum(&Value::Duration(*duration)),
        Literal::Truth(_) | Literal::Text(_) => None,
    }
}

fn number_sum(number: Decimal) -> Option<Sum> {
    Some((Linear::constant(Rational::of(number)?), Kind::Number))
}

fn value_sum(value: &Value) -> Option<Sum> {
    let seconds = match value {
        Value::Number(number) => return number_sum(number.value),
        Value::Date(date) => {
            let epoch: Date = "1970-01-01".parse().ok()?;
            Rational::whole(date.days_since(epoch)).times(Rational::whole(DAY))?
        }
        Value::Time(time) => Rational::whole(time.seconds_of_day()),
        Value::DateTime(moment) => Rational::new(moment.instant().as_microsecond().into(), 1_000_000)?,
        Value::Duration(duration) => Rational::new(duration.microseconds().into(), 1_000_000)?,
        _ => return None,
    };
    Some((Linear::constant(seconds), Kind::Other))
}
