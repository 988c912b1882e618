//! Whether a condition can ever be true, and whether it can ever be false.
//!
//! Decided for `and`, `or`, `not` over comparisons of sums (numbers, dates, times, durations, with constant factors)
//! and over choices, texts and truths. Products, functions and lists are taken as values about which little is
//! known. A condition in many parts is given up on rather than worked through for long.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::condition::Atom;
use super::condition::Condition;
use super::condition::condition;
use super::constraint::Constraint;
use super::constraint::Possible;
use super::constraint::feasible;
use super::expression::Name;
use super::linear::Variables;
use super::parsed::Formula;
use crate::value::Decimal;
use crate::value::Value;

/// More combinations than this are not worked through.
const MOST: usize = 256;

/// What can be said about a condition, whatever is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is true whenever it can be computed.
    Always,
    /// It is false whenever it can be computed.
    Never,
    /// There are values for which it is true, and values for which it is false.
    Sometimes,
    /// None of these is certain.
    Unknown,
}

/// What a name can stand for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Domain {
    /// Yes or no.
    Truth,
    /// A number within limits that no recorded value can lie outside of; a conformity limit is none of them.
    Number {
        /// The smallest there can be.
        at_least: Option<Decimal>,
        /// The largest there can be.
        at_most: Option<Decimal>,
        /// Whether only whole numbers can be.
        whole: bool,
    },
    /// One of these options.
    Choice(Vec<String>),
    /// Any of these options.
    Choices(Vec<String>),
    /// Any text.
    Text,
    /// Any date.
    Date,
    /// Any time of day.
    Time,
    /// Any point in time.
    DateTime,
    /// Any duration.
    Duration,
    /// This value and no other.
    Fixed(Value),
    /// Nobody knows.
    Unknown,
}

impl Domain {
    /// Any number at all.
    pub const ANY_NUMBER: Domain = Domain::Number { at_least: None, at_most: None, whole: false };

    /// A count: whole and not below zero.
    pub const COUNT: Domain = Domain::Number { at_least: Some(Decimal::ZERO), at_most: None, whole: true };
}

/// What is known of the names a condition reads, whatever is recorded.
pub trait Bounds {
    /// What a name can stand for.
    fn domain_of(&self, name: &Name) -> Domain;
}

/// Whether a condition can be true and can be false.
///
/// `Always` and `Never` are certain for every record whose sums and products have at most 28 digits, as all but
/// made-up ones have. `Sometimes` is certain as well. A condition that can't be computed is neither true nor false.
pub fn can_hold(formula: &Formula, bounds: &dyn Bounds) -> Answer {
    let possible = |wanted: bool| {
        let mut variables = Variables::new(bounds);
        let condition = condition(formula.expression(), wanted, &mut variables);
        match combinations(&condition) {
            Some(cases) => any_possible(&cases, &variables),
            None => Possible::Unknown,
        }
    };
    match (possible(true), possible(false)) {
        (Possible::Yes, Possible::Yes) => Answer::Sometimes,
        (Possible::No, Possible::Yes | Possible::Unknown) => Answer::Never,
        (Possible::Yes | Possible::Unknown, Possible::No) => Answer::Always,
        _ => Answer::Unknown,
    }
}

/// The ways in which a condition can hold, each a list of facts that must all hold; nothing if there are too many.
fn combinations(condition: &Condition) -> Option<Vec<Vec<&Atom>>> {
    match condition {
        Condition::Constant(true) => Some(vec![Vec::new()]),
        Condition::Constant(false) => Some(Vec::new()),
        Condition::Atom(atom) => Some(vec![vec![atom]]),
        Condition::Any(conditions) => {
            let mut cases = Vec::new();
            for condition in conditions {
                cases.extend(combinations(condition)?);
                if cases.len() > MOST {
                    return None;
                }
            }
            Some(cases)
        }
        Condition::All(conditions) => {
            let mut cases: Vec<Vec<&Atom>> = vec![Vec::new()];
            for condition in conditions {
                let more = combinations(condition)?;
                let mut joined = Vec::new();
                for case in &cases {
                    for other in &more {
                        joined.extend(both(case, other));
                        if joined.len() > MOST {
                            return None;
                        }
                    }
                }
                cases = joined;
            }
            Some(cases)
        }
    }
}

/// Two lists of facts as one without repeats; nothing if they contradict each other plainly.
fn both<'a>(first: &[&'a Atom], second: &[&'a Atom]) -> Option<Vec<&'a Atom>> {
    let mut joined = first.to_vec();
    for &atom in second {
        if joined.iter().any(|known| known.contradicts(atom)) {
            return None;
        }
        if !joined.contains(&atom) {
            joined.push(atom);
        }
    }
    Some(joined)
}

fn any_possible(cases: &[Vec<&Atom>], variables: &Variables<'_>) -> Possible {
    let mut answer = Possible::No;
    for case in cases {
        match case_possible(case, variables) {
            Possible::Yes => return Possible::Yes,
            Possible::Unknown => answer = Possible::Unknown,
            Possible::No => {}
        }
    }
    answer
}

/// Whether all facts can hold at once.
fn case_possible(case: &[&Atom], variables: &Variables<'_>) -> Possible {
    let mut facts: BTreeMap<&str, bool> = BTreeMap::new();
    let mut texts: BTreeMap<&str, TextFacts<'_>> = BTreeMap::new();
    let mut constraints: Vec<Constraint> = Vec::new();
    for atom in case {
        match atom {
            Atom::Fact { about, holds } => {
                if facts.insert(about, *holds).is_some_and(|before| before != *holds) {
                    return Possible::No;
                }
            }
            Atom::Is { about, text, holds } => texts.entry(about).or_default().add(text, *holds),
            Atom::Linear(constraint) => constraints.push(constraint.clone()),
        }
    }
    for (about, known) in &texts {
        if !known.possible(&variables.bounds.domain_of(&Name::new(about))) {
            return Possible::No;
        }
    }
    let read: BTreeSet<String> =
        constraints.iter().flat_map(|constraint| constraint.linear.terms.keys().cloned()).collect();
    let limits = read.iter().filter_map(|name| variables.limits.get(name)).flatten().cloned();
    constraints.extend(limits);
    let opaque = read
        .iter()
        .map(String::as_str)
        .chain(facts.keys().copied())
        .any(|name| variables.opaque.contains(name));
    match feasible(constraints, &variables.steps) {
        Possible::Yes if opaque => Possible::Unknown,
        found => found,
    }
}

/// What a text must and must not be.
#[derive(Default)]
struct TextFacts<'a> {
    is: BTreeSet<&'a str>,
    is_not: BTreeSet<&'a str>,
}

impl<'a> TextFacts<'a> {
    fn add(&mut self, text: &'a str, holds: bool) {
        if holds {
            self.is.insert(text)
        } else {
            self.is_not.insert(text)
        };
    }

    fn possible(&self, domain: &Domain) -> bool {
        if self.is.len() > 1 || self.is.intersection(&self.is_not).next().is_some() {
            return false;
        }
        match domain {
            Domain::Choice(options) => options.iter().any(|option| {
                let option = option.as_str();
                !self.is_not.contains(option) && (self.is.is_empty() || self.is.contains(option))
            }),
            _ => true,
        }
    }
}
