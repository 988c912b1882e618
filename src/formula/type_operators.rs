//! The types of operators and function calls.

use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Function;
use super::expression::Literal;
use super::expression::Operator;
use super::problem::FormulaProblem;
use super::problem::ProblemKind;
use super::type_check::Checker;
use super::type_check::TwoUnits;
use super::type_check::joined;
use super::type_check::joined_units;
use super::type_check::mismatch;
use super::types::Type;
use crate::value::Unit;
use crate::value::misspelt;
use crate::value::nearest;
use crate::value::quoted;

impl Checker<'_> {
    pub(super) fn sum(
        &mut self,
        whole: &Expression,
        operator: Operator,
        left: Type,
        right: Type,
    ) -> Option<Type> {
        let adding = operator == Operator::Add;
        match (&left, &right) {
            (Type::Number { unit: first }, Type::Number { unit: second }) => {
                match joined_units(*first, *second) {
                    Some(unit) => Some(Type::Number { unit }),
                    None => self.different(whole, operator, &left, &right),
                }
            }
            (Type::Duration, Type::Duration) => Some(Type::Duration),
            (Type::Date | Type::DateTime, Type::Duration) => Some(left),
            (Type::Duration, Type::Date | Type::DateTime) if adding => Some(right),
            (Type::Date, Type::Date) | (Type::DateTime, Type::DateTime) if !adding => Some(Type::Duration),
            _ => self.different(whole, operator, &left, &right),
        }
    }

    pub(super) fn product(
        &mut self,
        whole: &Expression,
        operator: Operator,
        left: Type,
        right: Type,
    ) -> Option<Type> {
        let multiplying = operator == Operator::Multiply;
        match (&left, &right) {
            (Type::Number { unit: first }, Type::Number { unit: second }) => {
                match (counted(*first), counted(*second)) {
                    (Some(first), Some(second)) if self.two_units == TwoUnits::Problem => {
                        let (verb, joint) =
                            if multiplying { ("multiplied", "by") } else { ("divided", "by") };
                        let message =
                            format!("a number in `{first}` is {verb} {joint} a number in `{second}`");
                        let help = "compute it in a field of its own, which states the unit of the result";
                        self.problem_with(ProblemKind::Units, whole, message, Some(help.to_owned()))
                    }
                    (Some(_), Some(_)) => Some(Type::PLAIN),
                    (first, second) => Some(Type::Number { unit: first.or(second) }),
                }
            }
            (Type::Duration, Type::Number { unit }) if counted(*unit).is_none() => Some(Type::Duration),
            (Type::Number { unit }, Type::Duration) if counted(*unit).is_none() && multiplying => {
                Some(Type::Duration)
            }
            (Type::Duration, Type::Duration) if !multiplying => Some(Type::PLAIN),
            _ => self.different(whole, operator, &left, &right),
        }
    }

    pub(super) fn comparison(
        &mut self,
        whole: &Expression,
        operator: Operator,
        (left, left_type): (&Expression, Type),
        (right, right_type): (&Expression, Type),
    ) -> Option<Type> {
        let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        let several = matches!(left_type, Type::Choices(_)) || matches!(right_type, Type::Choices(_));
        if several || joined(&left_type, &right_type).is_none() {
            return self.different(whole, operator, &left_type, &right_type);
        }
        match &left_type {
            Type::List(_) => return self.different(whole, operator, &left_type, &right_type),
            Type::Truth | Type::Text | Type::Choice(_) if !equality => {
                let message = format!("`{}` compares {left_type}, which has no order", operator.symbol());
                return self.problem_with(
                    ProblemKind::Types,
                    whole,
                    message,
                    Some("use `=` or `!=`".to_owned()),
                );
            }
            _ => {}
        }
        self.option(left, &right_type);
        self.option(right, &left_type);
        Some(Type::Truth)
    }

    pub(super) fn membership(
        &mut self,
        left: &Expression,
        left_type: &Type,
        right: &Expression,
        right_type: &Type,
    ) -> Option<Type> {
        let items = match right_type {
            Type::List(items) => items.as_ref(),
            Type::Choices(options) => &Type::Choice(options.clone()),
            other => {
                let message = format!("`in` needs a list after it, and this is {other}");
                let help = "write a list such as `['a', 'b']`, or use `=`";
                return self.problem_with(ProblemKind::Types, right, message, Some(help.to_owned()));
            }
        };
        let scalar = !matches!(left_type, Type::Choices(_) | Type::List(_));
        if !scalar || joined(left_type, items).is_none() {
            let message = format!("{left_type} is looked for among items that are each {items}");
            return self.problem(mismatch(left_type, items), left, message);
        }
        self.option(left, items);
        if let ExpressionKind::List(items) = &right.kind {
            for item in items {
                self.option(item, left_type);
            }
        }
        Some(Type::Truth)
    }

    /// Text that is compared with a choice must be one of its options.
    fn option(&mut self, text: &Expression, choice: &Type) {
        let (ExpressionKind::Literal(Literal::Text(wanted)), Type::Choice(options)) = (&text.kind, choice)
        else {
            return;
        };
        if options.contains(wanted) {
            return;
        }
        let help = match nearest(wanted, options.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `'{near}'`?"),
            None => format!("the options are {}", listed(options)),
        };
        let message = format!("there is no option {} to choose", quoted(wanted));
        let meant = misspelt(wanted, options.iter().map(String::as_str)).map(str::to_owned);
        let problem = FormulaProblem::new(ProblemKind::UnknownOption, text.range.clone(), message);
        self.problems.push(problem.help(help).meant(meant));
    }

    /// Two types that an operator doesn't take.
    fn different(
        &mut self,
        whole: &Expression,
        operator: Operator,
        left: &Type,
        right: &Type,
    ) -> Option<Type> {
        let symbol = operator.symbol();
        let (kind, message) = match (left, right) {
            (Type::Number { unit: Some(first) }, Type::Number { unit: Some(second) }) => (
                ProblemKind::Units,
                format!("`{symbol}` stands between numbers in `{first}` and in `{second}`"),
            ),
            _ => (ProblemKind::Types, format!("`{symbol}` stands between {left} and {right}")),
        };
        let either = |wanted: fn(&Type) -> bool| wanted(left) || wanted(right);
        let help = if either(|found| matches!(found, Type::List(_))) {
            Some("a list becomes one value with `sum`, `mean`, `min`, `max`, `range` or `count`")
        } else if either(|found| matches!(found, Type::Choices(_))) {
            Some("ask for one of several choices with `'option' in field`, or how many with `count(field)`")
        } else if either(|found| matches!(found, Type::Number { .. })) && either(|found| *found == Type::Text)
        {
            Some("a number is written without quotes")
        } else {
            None
        };
        self.problem_with(kind, whole, message, help.map(str::to_owned))
    }

    pub(super) fn call(
        &mut self,
        whole: &Expression,
        function: Function,
        arguments: &[Expression],
    ) -> Option<Type> {
        let found: Vec<Option<Type>> = arguments.iter().map(|argument| self.check(argument)).collect();
        let name = function.name();
        let (wanted, enough) = match function {
            Function::Round | Function::RoundEven => {
                ("two arguments, a number and how many decimals", found.len() == 2)
            }
            Function::Abs | Function::Count => ("one argument", found.len() == 1),
            _ => ("at least one argument", !found.is_empty()),
        };
        if !enough {
            return self.problem(ProblemKind::ArgumentCount, whole, format!("`{name}` takes {wanted}"));
        }
        match function {
            Function::Count => match (found.into_iter().next()??, arguments) {
                (Type::List(_) | Type::Choices(_), _) => Some(Type::PLAIN),
                (other, [argument, ..]) => self.problem(
                    ProblemKind::Types,
                    argument,
                    format!("`count` needs a list, and this is {other}"),
                ),
                _ => None,
            },
            Function::Abs => self.number_only(name, arguments, found.into_iter().next()??),
            Function::Round | Function::RoundEven => {
                let places = arguments.get(1)?;
                if !is_places(places) {
                    let message =
                        format!("`{name}` takes a whole number from 0 to 28 as its second argument");
                    self.problem(ProblemKind::Types, places, message);
                }
                self.number_only(name, arguments, found.into_iter().next()??)
            }
            _ => self.aggregate(function, arguments, found),
        }
    }

    fn number_only(&mut self, name: &str, arguments: &[Expression], found: Type) -> Option<Type> {
        match found {
            Type::Number { .. } => Some(found),
            other => self.problem(
                ProblemKind::Types,
                arguments.first()?,
                format!("`{name}` needs a number, and this is {other}"),
            ),
        }
    }

    /// A function over all values of its arguments, lists among them taken apart.
    fn aggregate(
        &mut self,
        function: Function,
        arguments: &[Expression],
        found: Vec<Option<Type>>,
    ) -> Option<Type> {
        let mut common: Option<Type> = None;
        let mut sound = true;
        for (argument, found) in arguments.iter().zip(found) {
            let Some(found) = found else {
                sound = false;
                continue;
            };
            let single = match found {
                Type::List(items) => *items,
                other => other,
            };
            let name = function.name();
            if !takes(function, &single) {
                self.problem(ProblemKind::Types, argument, format!("`{name}` can't be taken of {single}"));
                sound = false;
                continue;
            }
            common = match common {
                None => Some(single),
                Some(common) => match joined(&common, &single) {
                    Some(both) => Some(both),
                    None => {
                        let message = format!("`{name}` is taken of {common} and of {single}");
                        self.problem(mismatch(&common, &single), argument, message);
                        sound = false;
                        Some(common)
                    }
                },
            };
        }
        let common = common.filter(|_| sound)?;
        let apart = matches!(common, Type::Date | Type::DateTime);
        Some(if function == Function::Range && apart { Type::Duration } else { common })
    }
}

/// The unit as products count it: `%` is a plain number.
pub(super) fn counted(unit: Option<Unit>) -> Option<Unit> {
    unit.filter(|unit| !unit.is_percent())
}

fn takes(function: Function, single: &Type) -> bool {
    match single {
        Type::Number { .. } | Type::Duration => true,
        Type::Date | Type::DateTime => matches!(function, Function::Min | Function::Max | Function::Range),
        Type::Time => matches!(function, Function::Min | Function::Max),
        _ => false,
    }
}

fn is_places(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Number(number)) => {
            number.scale() == 0 && number.to_i64().is_some_and(|places| (0..=28).contains(&places))
        }
        _ => false,
    }
}

fn listed(options: &[String]) -> String {
    options.iter().take(8).map(|option| quoted(option)).collect::<Vec<_>>().join(", ")
}
