//! What one person must not see yet: the first reading of what they could still verify (rule 8).

use super::layout::Seen;
use super::order::{incomplete, is_blind};
use super::people;
use super::person::Person;
use super::recording;
use super::state::State;
use crate::document::How;
use crate::formula::{Formula, Name};
use crate::procedure::{Bound, Field, Kind, Limits};

/// Fields that are kept from one person.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    fields: Vec<(usize, String)>,
    nodes: Vec<usize>,
}

impl Hidden {
    /// What is kept from this person now.
    pub(super) fn from(state: &State, person: &Person) -> Hidden {
        let mut hidden = Hidden::default();
        for node in state.layout.order().iter().copied() {
            hidden.first_reading(state, node, person);
        }
        if !hidden.fields.is_empty() {
            hidden.computed_from(state);
        }
        hidden
    }

    /// Whether a value of the performer is kept from the person.
    pub(super) fn hides(&self, node: usize, field: &str) -> bool {
        self.fields.iter().any(|(at, name)| *at == node && name == field)
    }

    /// Whether the person could still be the second one on a step, so that deviations of it are kept from them.
    pub(super) fn is_blind(&self, node: usize) -> bool {
        self.nodes.contains(&node)
    }

    fn first_reading(&mut self, state: &State, node: usize, person: &Person) {
        let Some((step, attempt)) = state.layout.step(node).zip(state.attempt(node)) else { return };
        if step.verifications().is_empty() || state.step(node).is_some_and(|own| own.performed_by(&person.id))
        {
            return;
        }
        let waits = attempt.to_adjudicate.is_some();
        if !waits && !is_blind(state, node, step, attempt) {
            return;
        }
        let scope = state.layout.place(node).map_or(0, |place| place.scope);
        let holds = |role: &String| {
            let role = people::outermost(state, scope, role);
            person.roles.iter().any(|held| held == role)
        };
        let open: Vec<usize> = incomplete(state, node, step, attempt).map(|(index, _)| index).collect();
        for (index, check) in step.verifications().iter().enumerate() {
            let waits = waits || open.contains(&index);
            let third = check.on_disagree.as_ref().is_some_and(|(_, role)| holds(role));
            if check.how != How::Independent || !waits || !(third || check.by.iter().any(holds)) {
                continue;
            }
            self.nodes.push(node);
            for name in recording::made_of(step.fields(), &check.fields) {
                self.fields.push((node, name.to_owned()));
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
