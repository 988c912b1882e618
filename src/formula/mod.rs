//! Conditions and formulas: short expressions such as `turkey.mass < 57 and input.order != '0'`.
//!
//! A formula is parsed ([`Formula::parse`]), its types and units are checked ([`type_of`]), and then it is worked
//! out ([`evaluate`]) as often as wanted. [`can_hold`] says whether a condition can ever be true or false. What a
//! name stands for comes in through the traits [`Names`], [`Values`] and [`Bounds`].
//!
//! ```
//! use countersign::formula::{Formula, Name, Values, evaluate};
//! use countersign::value::Value;
//!
//! struct Recorded;
//! impl Values for Recorded {
//!     fn value_of(&self, name: &Name) -> Option<Value> {
//!         match name.as_str() {
//!             "gross" => Some(Value::Number("57.0 g".parse().ok()?)),
//!             "tare" => Some(Value::Number("3.25 g".parse().ok()?)),
//!             _ => None,
//!         }
//!     }
//! }
//!
//! let net = Formula::parse("gross - tare").unwrap();
//! assert_eq!(evaluate(&net, &Recorded).unwrap().to_string(), "53.75 g");
//! let problem = Formula::parse("1 < gross < 9").unwrap_err();
//! assert_eq!(problem.help.as_deref(), Some("write `1 < gross and gross < 9`"));
//! ```
//!
//! Pure and total: no loops, no clock (`today` is a name like any other), no binary floats, bounded depth.
//! Deliberately not here: procedures, steps and fields, and the rules on which name can be read where.

mod arithmetic;
mod calls;
mod condition;
mod constraint;
mod evaluate;
mod expression;
mod linear;
mod parse;
mod parsed;
mod problem;
mod rational;
mod satisfiable;
mod token;
mod type_check;
mod type_operators;
mod types;
mod words;
mod write;

pub use self::evaluate::NotComputable;
pub use self::evaluate::Values;
pub use self::evaluate::evaluate;
pub use self::expression::Expression;
pub use self::expression::ExpressionKind;
pub use self::expression::Function;
pub use self::expression::Literal;
pub use self::expression::Name;
pub use self::expression::Operator;
pub use self::parsed::Formula;
pub use self::problem::FormulaProblem;
pub use self::problem::ProblemKind;
pub use self::satisfiable::Answer;
pub use self::satisfiable::Bounds;
pub use self::satisfiable::Domain;
pub use self::satisfiable::can_hold;
pub use self::type_check::TwoUnits;
pub use self::type_check::type_of;
pub use self::types::NameProblem;
pub use self::types::Names;
pub use self::types::Type;

#[cfg(test)]
mod tests;
