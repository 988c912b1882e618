//! What type a formula gives, and everything that doesn't go together in it.
//!
//! Finds all problems in one go: a part with a problem has no type, and what is built on it is not judged.

use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Literal;
use super::expression::Name;
use super::expression::Operator;
use super::parsed::Formula;
use super::problem::FormulaProblem;
use super::problem::ProblemKind;
use super::types::NameProblem;
use super::types::Names;
use super::types::Type;
use crate::value::Unit;

/// Whether numbers in two units may be multiplied or divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoUnits {
    /// It is a problem, since nobody says what unit that gives.
    Problem,
    /// The field that is computed states its own unit, so the answer is a plain number and takes that.
    FieldStatesUnit,
}

/// The type a formula gives where it stands.
///
/// The rules: `+`, `-` and comparisons need equal units, and a number without a unit takes the other's. `*` and `/`
/// give the unit of the one operand that has one, with `%` counting as a plain number (its number is used as it is:
/// `20 %` is 20). A date with a duration is a date, two dates are a duration apart. Text, choices and truths are
/// compared with `=`, `!=` and `in` only. An option that is compared with has to be there.
///
/// # Errors
/// Everything that is wrong, in the order of the text.
pub fn type_of(
    formula: &Formula,
    names: &dyn Names,
    two_units: TwoUnits,
) -> Result<Type, Vec<FormulaProblem>> {
    let mut checker = Checker { names, two_units, problems: Vec::new() };
    let found = checker.check(formula.expression());
    checker.problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
    match found {
        Some(found) if checker.problems.is_empty() => Ok(found),
        _ => Err(checker.problems),
    }
}

pub(super) struct Checker<'a> {
    names: &'a dyn Names,
    pub(super) two_units: TwoUnits,
    pub(super) problems: Vec<FormulaProblem>,
}

impl Checker<'_> {
    pub(super) fn problem(
        &mut self,
        kind: ProblemKind,
        at: &Expression,
        message: impl Into<String>,
    ) -> Option<Type> {
        self.problem_with(kind, at, message, None)
    }

    pub(super) fn problem_with(
        &mut self,
        kind: ProblemKind,
        at: &Expression,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Option<Type> {
        self.problems.push(FormulaProblem::new(kind, at.range.clone(), message).maybe_help(help));
        None
    }

    /// The type of a part; nothing if a problem has been found in it.
    pub(super) fn check(&mut self, expression: &Expression) -> Option<Type> {
        match &expression.kind {
            ExpressionKind::Literal(literal) => Some(type_of_literal(literal)),
            ExpressionKind::Name(name) => self.name(expression, name),
            ExpressionKind::Not(operand) => match self.check(operand)? {
                Type::Truth => Some(Type::Truth),
                other => self.problem(ProblemKind::Types, operand, format!("`not` stands before {other}")),
            },
            ExpressionKind::Negate(operand) => match self.check(operand)? {
                number @ Type::Number { .. } => Some(number),
                other => self.problem(ProblemKind::Types, operand, format!("`-` stands before {other}")),
            },
            ExpressionKind::Binary { operator, left, right } => {
                self.binary(expression, *operator, left, right)
            }
            ExpressionKind::Call { function, arguments } => self.call(expression, *function, arguments),
            ExpressionKind::List(items) => self.list(expression, items),
        }
    }

    fn name(&mut self, expression: &Expression, name: &Name) -> Option<Type> {
        match self.names.type_of(name) {
            Ok(found) => Some(found),
            Err(NameProblem { kind, message, help, meant }) => {
                let problem = FormulaProblem::new(kind, expression.range.clone(), message);
                self.problems.push(problem.maybe_help(help).meant(meant));
                None
            }
        }
    }

    fn binary(
        &mut self,
        whole: &Expression,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Option<Type> {
        let before = self.problems.len();
        let (left_type, right_type) = (self.check(left), self.check(right));
        if operator == Operator::Subtract && self.problems.len() > before {
            self.suggest_joined(before, left, right);
        }
        let (left_type, right_type) = (left_type?, right_type?);
        match operator {
            Operator::Or | Operator::And => {
                for (operand, found) in [(left, &left_type), (right, &right_type)] {
                    if *found != Type::Truth {
                        let message =
                            format!("`{}` joins conditions, and this is {found}", operator.symbol());
                        self.problem(ProblemKind::Types, operand, message);
                    }
                }
                Some(Type::Truth)
            }
            Operator::In => self.membership(left, &left_type, right, &right_type),
            Operator::Add | Operator::Subtract => self.sum(whole, operator, left_type, right_type),
            Operator::Multiply | Operator::Divide => self.product(whole, operator, left_type, right_type),
            _ => self.comparison(whole, operator, (left, left_type), (right, right_type)),
        }
    }

    /// `shift-lead` was perhaps meant to be the name `shift_lead`.
    fn suggest_joined(&mut self, before: usize, left: &Expression, right: &Expression) {
        let (ExpressionKind::Name(first), ExpressionKind::Name(second)) = (&left.kind, &right.kind) else {
            return;
        };
        let joined = Name::new(&format!("{first}_{second}"));
        if left.range.end + 1 != right.range.start || self.names.type_of(&joined).is_err() {
            return;
        }
        for problem in self.problems.iter_mut().skip(before) {
            problem.help = Some(format!("did you mean `{joined}`? a hyphen is a minus"));
        }
    }

    /// The common type of the items of a list.
    fn list(&mut self, whole: &Expression, items: &[Expression]) -> Option<Type> {
        let mut common: Option<Type> = None;
        let mut sound = true;
        for item in items {
            let Some(found) = self.check(item) else {
                sound = false;
                continue;
            };
            common = match common {
                None => Some(found),
                Some(common) => match joined(&common, &found) {
                    Some(both) => Some(both),
                    None => {
                        let kind = mismatch(&common, &found);
                        self.problem(kind, item, format!("{found} stands in a list with {common}"));
                        sound = false;
                        Some(common)
                    }
                },
            };
        }
        match common {
            Some(common) => sound.then(|| Type::List(Box::new(common))),
            None if sound => self.problem(ProblemKind::Types, whole, "the list is empty"),
            None => None,
        }
    }
}

fn type_of_literal(literal: &Literal) -> Type {
    match literal {
        Literal::Truth(_) => Type::Truth,
        Literal::Number(_) => Type::PLAIN,
        Literal::Text(_) => Type::Text,
        Literal::Date(_) => Type::Date,
        Literal::Time(_) => Type::Time,
        Literal::DateTime(_) => Type::DateTime,
        Literal::Duration(_) => Type::Duration,
    }
}

/// The one type that both are, a number without a unit taking the other's.
pub(super) fn joined(left: &Type, right: &Type) -> Option<Type> {
    match (left, right) {
        (Type::Number { unit: left }, Type::Number { unit: right }) => {
            Some(Type::Number { unit: joined_units(*left, *right)? })
        }
        (Type::Text, Type::Choice(_)) | (Type::Choice(_), Type::Text | Type::Choice(_)) => Some(Type::Text),
        (left, right) => (left == right).then(|| left.clone()),
    }
}

/// The unit of both; nothing if they differ.
pub(super) fn joined_units(left: Option<Unit>, right: Option<Unit>) -> Option<Option<Unit>> {
    match (left, right) {
        (Some(left), Some(right)) => (left == right).then_some(Some(left)),
        (left, right) => Some(left.or(right)),
    }
}

/// Why two types don't go together.
pub(super) fn mismatch(left: &Type, right: &Type) -> ProblemKind {
    match (left, right) {
        (Type::Number { .. }, Type::Number { .. }) => ProblemKind::Units,
        _ => ProblemKind::Types,
    }
}
