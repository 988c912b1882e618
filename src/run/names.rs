//! What the names in a formula stand for at one place of a run.

use super::recorded::Recorded;
use super::state::State;
use crate::formula::{Formula, Name, NotComputable, Values, evaluate};
use crate::manual::Seen;
use crate::value::{Date, Value};

/// A place from which formulas read: a step of a procedure, with the values that are being recorded there.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// Nothing while a run starts.
    pub(super) state: Option<&'a State>,
    pub(super) scope: usize,
    pub(super) node: usize,
    /// The inputs where there is no state yet, or where they are being recorded.
    pub(super) inputs: Option<&'a [Recorded]>,
    /// Values of the same step, read first.
    pub(super) own: &'a [Recorded],
    /// Values of the same step, read where `own` has none.
    pub(super) under: &'a [Recorded],
    /// The date of the act.
    pub(super) today: Date,
}

impl Reader<'_> {
    pub(super) fn evaluate(&self, formula: &Formula) -> Result<Value, NotComputable> {
        evaluate(formula, self)
    }

    /// Whether a condition holds; one that can't be computed holds, so that nothing is left out because of it.
    pub(super) fn holds(&self, condition: Option<&Formula>) -> bool {
        condition.is_none_or(|condition| {
            self.evaluate(condition).ok().and_then(|value| value.as_truth()).unwrap_or(true)
        })
    }

    fn input(&self, name: &str) -> Option<Value> {
        let inputs = match (self.inputs, self.state) {
            (Some(inputs), _) => inputs,
            (None, Some(state)) => state.inputs_of(self.scope),
            (None, None) => &[],
        };
        value_in(inputs, name)
    }

    fn of_node(&self, node: usize, field: &str) -> Option<Value> {
        let state = self.state?;
        if state.is_not_applicable(node) {
            return None;
        }
        value_in(&state.attempt(node)?.values, field)
    }

    fn of_step(&self, id: &str, field: &str) -> Option<Value> {
        let state = self.state?;
        match state.layout.seen_from(self.node, self.scope, id) {
            Seen::One(node) if node == self.node => {
                value_in(self.own, field).or_else(|| value_in(self.under, field))
            }
            Seen::One(node) => self.of_node(node, field),
            Seen::All(nodes) => {
                let wanted = nodes.iter().copied().filter(|node| state.is_wanted(*node));
                let due = wanted.filter(|node| !state.is_not_applicable(*node));
                let mut all = Vec::new();
                for node in due {
                    match self.of_node(node, field)? {
                        Value::List(values) => all.extend(values),
                        value => all.push(value),
                    }
                }
                Some(Value::List(all))
            }
        }
    }
}

impl Values for Reader<'_> {
    fn value_of(&self, name: &Name) -> Option<Value> {
        match name.owner() {
            Some("input") => self.input(name.field()),
            Some(step) => self.of_step(step, name.field()),
            None => {
                let own = value_in(self.own, name.field()).or_else(|| value_in(self.under, name.field()));
                own.or_else(|| (name.as_str() == "today").then_some(Value::Date(self.today)))
            }
        }
    }
}

fn value_in(values: &[Recorded], field: &str) -> Option<Value> {
    values.iter().find(|recorded| recorded.field == field)?.value.clone()
}
