//! The types of what formulas read and give, and how names get theirs.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::expression::Name;
use super::problem::ProblemKind;
use crate::value::Unit;
use crate::value::quoted;
use crate::value::{misspelt, nearest};

/// What kind of value something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// Yes or no.
    Truth,
    /// A number or a count.
    Number {
        /// Its unit; one without takes that of what it stands next to.
        unit: Option<Unit>,
    },
    /// Text.
    Text,
    /// One of these options.
    Choice(Vec<String>),
    /// Several of these options.
    Choices(Vec<String>),
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A point in time.
    DateTime,
    /// A length of time.
    Duration,
    /// Several values of one type.
    List(Box<Type>),
}

impl Type {
    /// A number without a unit.
    pub const PLAIN: Type = Type::Number { unit: None };
}

impl fmt::Display for Type {
    /// As a message says it: `a number in g`, `a list of dates`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Truth => formatter.write_str("yes or no"),
            Type::Number { unit: None } => formatter.write_str("a number"),
            Type::Number { unit: Some(unit) } => write!(formatter, "a number in `{unit}`"),
            Type::Text => formatter.write_str("text"),
            Type::Choice(_) => formatter.write_str("a choice"),
            Type::Choices(_) => formatter.write_str("several choices"),
            Type::Date => formatter.write_str("a date"),
            Type::Time => formatter.write_str("a time of day"),
            Type::DateTime => formatter.write_str("a date-time"),
            Type::Duration => formatter.write_str("a duration"),
            Type::List(_) => formatter.write_str("a list"),
        }
    }
}

/// Where a formula stands: which names can be read there, and what they are.
pub trait Names {
    /// The type of what a name stands for.
    ///
    /// # Errors
    /// Why it can't be read here.
    fn type_of(&self, name: &Name) -> Result<Type, NameProblem>;
}

/// Why a name can't be read where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameProblem {
    pub(super) kind: ProblemKind,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) meant: Option<String>,
}

impl NameProblem {
    /// There is nothing of this name; `known` are the names that could be meant.
    pub fn unknown<'a>(name: &Name, known: impl IntoIterator<Item = &'a str>) -> NameProblem {
        let known: Vec<&str> = known.into_iter().collect();
        let meant = misspelt(name.as_str(), known.iter().copied()).map(str::to_owned);
        let help = nearest(name.as_str(), known).map(|near| format!("did you mean `{near}`?"));
        NameProblem {
            kind: ProblemKind::UnknownName,
            message: format!("nothing is called {}", shown(name)),
            help,
            meant,
        }
    }

    /// It isn't recorded on every path to here.
    pub fn later(name: &Name) -> NameProblem {
        let message = format!("{} is not recorded on every path to here", shown(name));
        NameProblem { kind: ProblemKind::LaterName, message, help: None, meant: None }
    }

    /// It is a field with `also`, so its number can be in more than one unit.
    pub fn several_units(name: &Name) -> NameProblem {
        let message =
            format!("{} can be entered in more than one unit, so no formula can read it", shown(name));
        NameProblem { kind: ProblemKind::SeveralUnits, message, help: None, meant: None }
    }

    /// It is there, but never a value that a formula can use.
    pub fn unreadable(name: &Name, what_it_is: &str) -> NameProblem {
        let message = format!("{} is {what_it_is}, which no formula can read", shown(name));
        NameProblem { kind: ProblemKind::UnreadableName, message, help: None, meant: None }
    }

    /// The same, with how to put it right.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> NameProblem {
        NameProblem { help: Some(help.into()), ..self }
    }
}

fn shown(name: &Name) -> String {
    quoted(name.as_str())
}
