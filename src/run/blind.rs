//! What must not be seen yet: the first reading of what can still be verified independently, and everything that is
//! computed or judged from it (rule 8).

use super::people;
use super::person::Person;
use super::state::{Attempt, State};
use super::verification::{CheckStanding, check_standing, is_blind, is_uncommitted};
use crate::document::How;
use crate::formula::{Formula, Name};
use crate::manual::Seen;
use crate::procedure::{Bound, Field, Kind, Limits, Verification};

/// Fields that are kept from one person, or from all who could still be the second one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Hidden {
    fields: Vec<(usize, String)>,
    nodes: Vec<usize>,
}

impl Hidden {
    /// What is kept from this person now.
    pub(super) fn from(state: &State, person: &Person) -> Hidden {
        Hidden::from_those(state, &|node, check| {
            let scope = state.layout.place(node).map_or(0, |place| place.scope);
            let holds = |role: &String| people::holds(state, scope, role, person);
            let third = check.on_disagree.as_ref().is_some_and(|(_, role)| holds(role));
            let performer = state.step(node).is_some_and(|own| own.performed_by(&person.id));
            !performer && (third || check.by.iter().any(holds))
        })
    }

    /// What is kept from anybody now.
    pub(super) fn from_anybody(state: &State) -> Hidden {
        Hidden::from_those(state, &|_, _| true)
    }

    /// What is kept from those who could sign a verification of a step.
    fn from_those(state: &State, could_sign: &dyn Fn(usize, &Verification) -> bool) -> Hidden {
        let mut hidden = Hidden::default();
        for node in state.layout.special().independent.iter().copied() {
            hidden.first_reading(state, node, could_sign);
        }
        if !hidden.is_empty() {
            hidden.computed_from(state);
        }
        hidden
    }

    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a formula of a node reads something that is kept.
    pub(super) fn is_read_by(&self, state: &State, node: usize, formula: &Formula) -> bool {
        !self.is_empty() && formula.names().any(|(name, _)| self.reads_hidden(state, node, name))
    }

    /// The fields of a node whose values are kept, whether or not there is one: that could tell something too.
    pub(super) fn fields_of(&self, node: usize) -> impl Iterator<Item = &String> {
        self.fields.iter().filter(move |(at, _)| *at == node).map(|(_, name)| name)
    }

    /// Whether a value of the performer is kept from the person.
    pub(super) fn hides(&self, node: usize, field: &str) -> bool {
        self.fields.iter().any(|(at, name)| *at == node && name == field)
    }

    /// Whether the person could still be the second one on a step, so that deviations of it are kept from them.
    pub(super) fn is_blind(&self, node: usize) -> bool {
        self.nodes.contains(&node)
    }

    fn first_reading(
        &mut self,
        state: &State,
        node: usize,
        could_sign: &dyn Fn(usize, &Verification) -> bool,
    ) {
        let Some((step, own)) = state.layout.step(node).zip(state.step(node)) else { return };
        if !is_uncommitted(state, node, step, own) {
            return;
        }
        // While a disagreement is open, both are still blind in everything.
        let settling = |attempt: &&Attempt| attempt.to_adjudicate.is_none();
        let missing = |index: usize, check: &Verification| match own.attempt().filter(settling) {
            Some(attempt) if is_blind(state, node, step, attempt) => {
                check_standing(state, node, attempt, index, check) == CheckStanding::Incomplete
            }
            _ => true,
        };
        for (index, check) in step.verifications().iter().enumerate() {
            if check.how != How::Independent || !missing(index, check) || !could_sign(node, check) {
                continue;
            }
            self.nodes.push(node);
            for name in step.made_of(&check.fields) {
                if !self.hides(node, name) {
                    self.fields.push((node, name.to_owned()));
                }
            }
        }
    }

    /// Everything that is computed or judged from what is hidden, step by step in the order of work.
    fn computed_from(&mut self, state: &State) {
        for node in state.layout.order().iter().copied() {
            if state.attempt(node).is_none() {
                continue;
            }
            let fields = state.layout.step(node).map(|step| step.fields());
            for (name, field) in fields.into_iter().flatten() {
                if !self.hides(node, name) && reads(field).any(|read| self.reads_hidden(state, node, read)) {
                    self.fields.push((node, name.clone()));
                }
            }
        }
    }

    fn reads_hidden(&self, state: &State, node: usize, name: &Name) -> bool {
        let scope = state.layout.place(node).map_or(0, |place| place.scope);
        match name.owner() {
            Some("input") => false,
            None => self.hides(node, name.field()),
            Some(step) => match state.layout.seen_from(node, scope, step) {
                Seen::One(other) => self.hides(other, name.field()),
                Seen::All(others) => others.iter().any(|other| self.hides(*other, name.field())),
            },
        }
    }
}

/// Every name that a field's value, limits or condition read.
fn reads(field: &Field) -> impl Iterator<Item = &Name> {
    let formulas = field.formula().into_iter().chain(field.condition()).chain(limits(field.kind()));
    formulas.flat_map(Formula::names).map(|(name, _)| name)
}

fn limits(kind: &Kind) -> Vec<&Formula> {
    fn of(limits: &Limits) -> impl Iterator<Item = &Formula> {
        let bounds = limits.lower.iter().chain(&limits.upper).map(|bound: &Bound| &bound.formula);
        bounds.chain(limits.target.as_ref().map(|(target, ..)| target))
    }
    match kind {
        Kind::Count(one) | Kind::Date(one) | Kind::Time(one) | Kind::DateTime(one) | Kind::Duration(one) => {
            of(one).collect()
        }
        Kind::Number(number) => {
            of(&number.limits).chain(of(&number.alert)).chain(of(&number.plausible)).collect()
        }
        Kind::Text { equals: Some(bound), .. } => vec![&bound.formula],
        _ => Vec::new(),
    }
}
