//! What a formula reads where it stands.

use countersign::formula::{Formula, Name, Values, evaluate};
use countersign::procedure::Step;
use countersign::value::{DateTime, Value};

use super::facts::{Model, Noted};
use super::order;
use super::places::{Kind, Place, Tree, around, is_within, steps_in};

/// What can be read at a place.
#[derive(Debug)]
pub struct Seen<'m, 'p> {
    /// The run.
    pub model: &'m Model<'p>,
    /// Its places.
    pub tree: &'m Tree<'p>,
    /// Where the formula stands.
    pub at: usize,
    /// The fields of the same step, so far.
    pub own: &'m [Noted],
    /// The moment of the act, for `today`.
    pub now: DateTime,
}

impl Seen<'_, '_> {
    /// What a formula gives here, if that can be worked out.
    pub fn value(&self, formula: &Formula) -> Option<Value> {
        evaluate(formula, self).ok()
    }

    /// Whether a condition holds here, if that can be worked out.
    pub fn holds(&self, condition: &Formula) -> Option<bool> {
        self.value(condition)?.as_truth()
    }
}

impl Values for Seen<'_, '_> {
    fn value_of(&self, name: &Name) -> Option<Value> {
        let here = &self.tree[self.at];
        match name.owner() {
            None if name.as_str() == "today" => Some(Value::Date(self.now.date())),
            None => noted(self.own, name.field()),
            Some("input") => {
                let user = if here.kind == Kind::Whole { "" } else { here.user.as_str() };
                noted(&self.model.known.get(user)?.inputs.clone()?, name.field())
            }
            Some(owner) => self.elsewhere(here, owner, name.field()),
        }
    }
}

impl Seen<'_, '_> {
    fn elsewhere(&self, here: &Place, owner: &str, field: &str) -> Option<Value> {
        let target = here.procedure.step(owner)?;
        // The smallest surrounding in which that step stands.
        let same = |at: &usize| {
            let place = &self.tree[*at];
            place.user == here.user && place.step.is_some_and(|step| step.id() == owner)
        };
        let outer = around(self.tree, self.at)
            .find(|outer| steps_in(self.tree, *outer).any(|at| same(&at)))
            .unwrap_or(0);
        let found: Vec<usize> = steps_in(self.tree, outer).filter(same).collect();
        let own_groups = groups(here, here.step);
        let repeated = groups(here, Some(target))
            .into_iter()
            .any(|group| group.instances().is_some() && !own_groups.iter().any(|it| it.id() == group.id()));
        let value = |at: usize| {
            let place = &self.tree[at];
            let known = self.model.known.get(&place.path)?;
            noted(&known.standing()?.values, field)
        };
        if !repeated {
            return found.first().and_then(|at| value(*at));
        }
        let whole = here.procedure.steps().iter().filter(|group| group.instances().is_some());
        let groups_known = whole
            .filter(|group| group.index() < target.index() && target.index() < group.end())
            .all(|group| {
                let mut places = self.tree.iter().enumerate().filter(|(at, place)| {
                    place.kind == Kind::Repeat
                        && place.user == here.user
                        && place.step.is_some_and(|step| step.id() == group.id())
                        && (is_within(self.tree, *at, outer) || is_within(self.tree, outer, *at))
                });
                places.all(|(_, place)| self.model.of(&place.path).instances.is_some())
            });
        if !groups_known {
            return None;
        }
        let wanted = found.into_iter().filter(|at| order::is_wanted(self.model, self.tree, *at));
        wanted.map(value).collect::<Option<Vec<Value>>>().map(Value::List)
    }
}

/// The groups around a step in its procedure, itself included.
fn groups<'p>(here: &Place<'p>, step: Option<&'p Step>) -> Vec<&'p Step> {
    std::iter::successors(step, |step| here.procedure.steps().get(step.parent()?)).collect()
}

/// The value of a field among several.
pub fn noted(values: &[Noted], field: &str) -> Option<Value> {
    values.iter().find(|it| it.field == field).and_then(|it| it.value.clone())
}
