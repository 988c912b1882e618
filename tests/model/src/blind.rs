//! Blindness (rule 8): first readings that no second person has committed yet, and all that is computed or judged from
//! them. Nothing follows from them: what would, waits.

use std::collections::BTreeSet;

use countersign::document::How;
use countersign::formula::{Formula, Name};
use countersign::procedure::{Field, Instances, Kind as FieldKind, Limits, Verification};
use countersign::run::Person;

use super::facts::Model;
use super::order;
use super::people;
use super::places::{Kind, Tree, around, steps_in};
use super::reading::made_of;

/// Fields that nobody may draw anything from yet: place and field.
pub type Hidden = BTreeSet<(usize, String)>;

/// All first readings that are not committed, and what is computed or judged from them.
pub fn hidden(model: &Model, tree: &Tree) -> Hidden {
    hidden_from(model, tree, &|_, _| true)
}

/// What is kept from one person, who could still sign or settle.
pub fn hidden_from_person(model: &Model, tree: &Tree, person: &Person) -> Hidden {
    hidden_from(model, tree, &|at, verification| {
        let third = verification.on_disagree.iter().map(|(_, role)| role);
        let holds = |role: &String| {
            let chain = people::chain(tree, &tree[at].user, role);
            chain.last().is_some_and(|(_, role)| person.roles.contains(role))
        };
        let performer = model.of(&tree[at].path).performers().contains(person.id.as_str());
        !performer && verification.by.iter().chain(third).any(holds)
    })
}

fn hidden_from(model: &Model, tree: &Tree, could_sign: &dyn Fn(usize, &Verification) -> bool) -> Hidden {
    let mut hidden = Hidden::new();
    for at in steps_in(tree, 0) {
        let Some(step) = tree[at].step else { continue };
        let known = model.of(&tree[at].path);
        let settling = known.repeats() || known.standing().is_some_and(|it| it.disagreement.is_some());
        if !settling && !order::is_blind(model, tree, at) {
            continue;
        }
        for (index, verification) in step.verifications().iter().enumerate() {
            let due = order::due(model, tree, at).iter().any(|(it, _)| *it == index);
            let missing =
                known.standing().is_some_and(|it| due && !order::is_complete(it, index, verification));
            if verification.how == How::Independent && (settling || missing) && could_sign(at, verification) {
                let fields = made_of(step.fields(), step.fields(), &verification.fields);
                hidden.extend(fields.into_iter().map(|field| (at, field.name().to_owned())));
            }
        }
    }
    if !hidden.is_empty() {
        for at in steps_in(tree, 0).filter(|at| model.of(&tree[*at].path).standing().is_some()) {
            for field in tree[at].step.into_iter().flat_map(|step| step.fields().values()) {
                let formulas = formulas(field);
                if formulas.into_iter().any(|formula| reads(tree, at, formula, &hidden)) {
                    hidden.insert((at, field.name().to_owned()));
                }
            }
        }
    }
    hidden
}

/// Whether it can't be said yet whether, how often or with what inputs a place is to be done.
pub fn waits(model: &Model, tree: &Tree, at: usize) -> bool {
    let place = &tree[at];
    let Some(step) = place.step.filter(|_| place.kind != Kind::Instance) else { return false };
    let times = match step.instances() {
        Some(Instances::Computed { times, .. }) => Some(times),
        _ => None,
    };
    let arguments = step.used().into_iter().flat_map(|used| &used.arguments).map(|it| &it.formula);
    let formulas: Vec<&Formula> = step.condition().into_iter().chain(times).chain(arguments).collect();
    if formulas.is_empty() {
        return false;
    }
    let hidden = hidden(model, tree);
    formulas.into_iter().any(|formula| reads(tree, at, formula, &hidden))
}

/// Whether a formula at a place reads something that is hidden.
pub fn reads(tree: &Tree, at: usize, formula: &Formula, hidden: &Hidden) -> bool {
    !hidden.is_empty() && formula.names().any(|(name, _)| is_hidden(tree, at, name, hidden))
}

fn is_hidden(tree: &Tree, at: usize, name: &Name, hidden: &Hidden) -> bool {
    let field = name.field().to_owned();
    match name.owner() {
        Some("input") => false,
        None => hidden.contains(&(at, field)),
        Some(owner) => {
            let same = |it: &usize| {
                tree[*it].user == tree[at].user && tree[*it].step.is_some_and(|step| step.id() == owner)
            };
            let outer = around(tree, at).find(|outer| steps_in(tree, *outer).any(|it| same(&it)));
            let found = outer.into_iter().flat_map(|outer| steps_in(tree, outer)).filter(same);
            found.into_iter().any(|it| hidden.contains(&(it, field.clone())))
        }
    }
}

/// Everything that a field's value, limits or condition come from.
fn formulas(field: &Field) -> Vec<&Formula> {
    fn of(limits: &Limits) -> impl Iterator<Item = &Formula> {
        let bounds = limits.lower.iter().chain(&limits.upper).map(|it| &it.formula);
        bounds.chain(limits.target.iter().map(|(target, ..)| target))
    }
    let mut all: Vec<&Formula> = field.formula().into_iter().chain(field.condition()).collect();
    match field.kind() {
        FieldKind::Count(one)
        | FieldKind::Date(one)
        | FieldKind::Time(one)
        | FieldKind::DateTime(one)
        | FieldKind::Duration(one) => all.extend(of(one)),
        FieldKind::Number(number) => {
            all.extend(of(&number.limits).chain(of(&number.alert)).chain(of(&number.plausible)));
        }
        FieldKind::Text { equals: Some(bound), .. } => all.push(&bound.formula),
        _ => {}
    }
    all
}
