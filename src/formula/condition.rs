//! A condition as `and` and `or` of facts that can be decided, without `not`.

use super::constraint::Constraint;
use super::constraint::Linear;
use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Literal;
use super::expression::Operator;
use super::linear::Variables;
use super::rational::Rational;
use super::satisfiable::Domain;
use crate::value::Value;

/// A condition without `not`.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    Constant(bool),
    Atom(Atom),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Atom {
    /// Something is so, or isn't.
    Fact { about: String, holds: bool },
    /// A text or choice is this one, or isn't.
    Is { about: String, text: String, holds: bool },
    /// An inequality holds.
    Linear(Constraint),
}

impl Atom {
    /// Whether both are about the same and one says what the other denies.
    pub(super) fn contradicts(&self, other: &Atom) -> bool {
        match (self, other) {
            (Atom::Fact { about, holds }, Atom::Fact { about: same, holds: other }) => {
                about == same && holds != other
            }
            (Atom::Is { about, text, holds }, Atom::Is { about: same, text: other_text, holds: other }) => {
                about == same && if text == other_text { holds != other } else { *holds && *other }
            }
            _ => false,
        }
    }
}

/// The condition that `expression` is true, or that it is false.
pub(super) fn condition(expression: &Expression, wanted: bool, variables: &mut Variables<'_>) -> Condition {
    if !variables.one_more() {
        return opaque(expression, wanted, variables);
    }
    match &expression.kind {
        ExpressionKind::Literal(Literal::Truth(truth)) => Condition::Constant(*truth == wanted),
        ExpressionKind::Not(operand) => condition(operand, !wanted, variables),
        ExpressionKind::Name(name) => match variables.bounds.domain_of(name) {
            Domain::Fixed(Value::Truth(truth)) => Condition::Constant(truth == wanted),
            Domain::Truth => fact(name.to_string(), wanted),
            _ => opaque(expression, wanted, variables),
        },
        ExpressionKind::Binary { operator, left, right } => match operator {
            Operator::And | Operator::Or => {
                let both = vec![condition(left, wanted, variables), condition(right, wanted, variables)];
                if (*operator == Operator::And) == wanted {
                    Condition::All(both)
                } else {
                    Condition::Any(both)
                }
            }
            Operator::In => membership(expression, left, right, wanted, variables),
            _ => comparison(*operator, left, right, wanted, variables),
        },
        _ => opaque(expression, wanted, variables),
    }
}

fn fact(about: String, holds: bool) -> Condition {
    Condition::Atom(Atom::Fact { about, holds })
}

fn opaque(expression: &Expression, wanted: bool, variables: &mut Variables<'_>) -> Condition {
    let about = expression.to_string();
    variables.opaque.insert(about.clone());
    fact(about, wanted)
}

fn membership(
    whole: &Expression,
    left: &Expression,
    right: &Expression,
    wanted: bool,
    variables: &mut Variables<'_>,
) -> Condition {
    if let ExpressionKind::List(items) = &right.kind {
        let each =
            items.iter().map(|item| comparison(Operator::Equal, left, item, wanted, variables)).collect();
        return if wanted { Condition::Any(each) } else { Condition::All(each) };
    }
    if let (ExpressionKind::Literal(Literal::Text(text)), ExpressionKind::Name(name)) =
        (&left.kind, &right.kind)
    {
        match variables.bounds.domain_of(name) {
            Domain::Choices(options) if options.contains(text) => return fact(whole.to_string(), wanted),
            Domain::Choices(_) => return Condition::Constant(!wanted),
            Domain::Fixed(Value::Choices(chosen)) => {
                return Condition::Constant(chosen.contains(text) == wanted);
            }
            _ => {}
        }
    }
    opaque(whole, wanted, variables)
}

fn comparison(
    operator: Operator,
    left: &Expression,
    right: &Expression,
    wanted: bool,
    variables: &mut Variables<'_>,
) -> Condition {
    let operator = if wanted { operator } else { opposite(operator) };
    let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    if equality && is_truth(left, variables) && is_truth(right, variables) {
        return same_truth(left, right, operator == Operator::Equal, variables);
    }
    if equality && let (Some(first), Some(second)) = (text_side(left, variables), text_side(right, variables))
    {
        return texts(first, second, operator == Operator::Equal, variables);
    }
    if let (Some((first, _)), Some((second, _))) = (variables.sum(left), variables.sum(right))
        && let Some(difference) = first.minus(&second)
        && let Some(found) = inequality(operator, difference)
    {
        return found;
    }
    // What can't be looked into is keyed by an equality or an order, whichever way round it is wanted.
    let key = format!("{left} {} {right}", positive(operator).symbol());
    variables.opaque.insert(key.clone());
    fact(key, positive(operator) == operator)
}

fn opposite(operator: Operator) -> Operator {
    match operator {
        Operator::Equal => Operator::NotEqual,
        Operator::NotEqual => Operator::Equal,
        Operator::Less => Operator::GreaterOrEqual,
        Operator::LessOrEqual => Operator::Greater,
        Operator::Greater => Operator::LessOrEqual,
        Operator::GreaterOrEqual => Operator::Less,
        other => other,
    }
}

fn positive(operator: Operator) -> Operator {
    match operator {
        Operator::NotEqual => Operator::Equal,
        Operator::GreaterOrEqual => Operator::Less,
        Operator::LessOrEqual => Operator::Greater,
        other => other,
    }
}

fn inequality(operator: Operator, difference: Linear) -> Option<Condition> {
    if difference.terms.is_empty() {
        let order = difference.constant.sign();
        return Some(Condition::Constant(match operator {
            Operator::Less => order.is_lt(),
            Operator::LessOrEqual => order.is_le(),
            Operator::Greater => order.is_gt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::Equal => order.is_eq(),
            Operator::NotEqual => order.is_ne(),
            _ => return None,
        }));
    }
    let opposite = difference.clone().times(Rational::whole(-1))?;
    let below = |strict| Condition::Atom(Atom::Linear(Constraint { linear: difference.clone(), strict }));
    let above = |strict| Condition::Atom(Atom::Linear(Constraint { linear: opposite.clone(), strict }));
    Some(match operator {
        Operator::Less => below(true),
        Operator::LessOrEqual => below(false),
        Operator::Greater => above(true),
        Operator::GreaterOrEqual => above(false),
        Operator::Equal => Condition::All(vec![below(false), above(false)]),
        Operator::NotEqual => Condition::Any(vec![below(true), above(true)]),
        _ => return None,
    })
}

fn is_truth(expression: &Expression, variables: &Variables<'_>) -> bool {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Truth(_)) | ExpressionKind::Not(_) => true,
        ExpressionKind::Name(name) => {
            matches!(variables.bounds.domain_of(name), Domain::Truth | Domain::Fixed(Value::Truth(_)))
        }
        ExpressionKind::Binary { operator, .. } => {
            operator.is_comparison() || matches!(operator, Operator::And | Operator::Or)
        }
        _ => false,
    }
}

fn same_truth(left: &Expression, right: &Expression, same: bool, variables: &mut Variables<'_>) -> Condition {
    let mut both = |first: bool, second: bool| {
        Condition::All(vec![condition(left, first, variables), condition(right, second, variables)])
    };
    Condition::Any(vec![both(true, same), both(false, !same)])
}

/// One side of a comparison of texts.
enum TextSide {
    Fixed(String),
    /// What is read, and what it can be if that is known.
    Read(String, Option<Vec<String>>),
}

fn text_side(expression: &Expression, variables: &Variables<'_>) -> Option<TextSide> {
    match &expression.kind {
        ExpressionKind::Literal(Literal::Text(text)) => Some(TextSide::Fixed(text.clone())),
        ExpressionKind::Name(name) => match variables.bounds.domain_of(name) {
            Domain::Text => Some(TextSide::Read(name.to_string(), None)),
            Domain::Choice(options) => Some(TextSide::Read(name.to_string(), Some(options))),
            Domain::Fixed(Value::Text(text) | Value::Choice(text)) => Some(TextSide::Fixed(text)),
            _ => None,
        },
        _ => None,
    }
}

fn texts(first: TextSide, second: TextSide, equal: bool, variables: &mut Variables<'_>) -> Condition {
    match (first, second) {
        (TextSide::Fixed(left), TextSide::Fixed(right)) => Condition::Constant((left == right) == equal),
        (TextSide::Read(about, options), TextSide::Fixed(text))
        | (TextSide::Fixed(text), TextSide::Read(about, options)) => {
            if options.is_some_and(|options| !options.contains(&text)) {
                return Condition::Constant(!equal);
            }
            Condition::Atom(Atom::Is { about, text, holds: equal })
        }
        (TextSide::Read(left, _), TextSide::Read(right, _)) if left == right => Condition::Constant(equal),
        (TextSide::Read(left, Some(options)), TextSide::Read(right, others)) => {
            let is = |about: &str, text: &str, holds: bool| {
                Condition::Atom(Atom::Is { about: about.to_owned(), text: text.to_owned(), holds })
            };
            let each = options.iter().filter_map(|option| {
                let shared = others.as_ref().is_none_or(|others| others.contains(option));
                match (shared, equal) {
                    (true, _) => {
                        Some(Condition::All(vec![is(&left, option, true), is(&right, option, equal)]))
                    }
                    (false, true) => None,
                    (false, false) => Some(is(&left, option, true)),
                }
            });
            Condition::Any(each.collect())
        }
        (left @ TextSide::Read(_, None), right @ TextSide::Read(_, Some(_))) => {
            texts(right, left, equal, variables)
        }
        (TextSide::Read(left, None), TextSide::Read(right, None)) => {
            let (first, second) = if left <= right { (left, right) } else { (right, left) };
            let key = format!("{first} = {second}");
            variables.opaque.insert(key.clone());
            fact(key, equal)
        }
    }
}
