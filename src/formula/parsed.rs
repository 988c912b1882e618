//! A formula that has been read.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Name;
use super::parse;
use super::problem::FormulaProblem;

/// A formula that has the form of one. Whether its names and types are right is for [`type_of`](super::type_of).
///
/// Two formulas are equal if they say the same, whatever their spaces and needless parentheses. `Display` gives the
/// one canonical text.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Expression,
}

impl Formula {
    /// Reads a formula of at most 4096 bytes and 64 levels.
    ///
    /// # Errors
    /// The first problem, with its place in `text`.
    pub fn parse(text: &str) -> Result<Formula, FormulaProblem> {
        Ok(Formula { root: parse::parse(text)? })
    }

    /// The tree.
    pub fn expression(&self) -> &Expression {
        &self.root
    }

    /// Every name that is read, as often as it is read and in the order written, with its place.
    pub fn names(&self) -> impl Iterator<Item = (&Name, Range<usize>)> {
        let mut waiting = vec![&self.root];
        std::iter::from_fn(move || {
            while let Some(expression) = waiting.pop() {
                if let ExpressionKind::Name(name) = &expression.kind {
                    return Some((name, expression.range.clone()));
                }
                waiting.extend(expression.children().rev());
            }
            None
        })
    }
}

impl FromStr for Formula {
    type Err = FormulaProblem;

    fn from_str(text: &str) -> Result<Formula, FormulaProblem> {
        Formula::parse(text)
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}
