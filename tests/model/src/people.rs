//! Who (rule 2): roles, qualifications, and who is kept apart from whom.

use std::collections::BTreeSet;

use countersign::document::{Apart, ApartWord};
use countersign::procedure::Procedure;
use countersign::run::{Code, Person};
use countersign::value::Date;

use super::facts::Model;
use super::places::{Kind, Tree, around, everything, find, hold_point, is_within, steps_in};

/// In which roles somebody acts: path of the use and role, from the inside out.
pub type Capacity = Vec<(String, String)>;

/// What keeps a person from acting in any of these roles: the furthest that one of the roles gets.
pub fn capacity(
    model: &Model,
    tree: &Tree,
    user: &str,
    by: &[String],
    person: &Person,
    day: Date,
) -> Result<Capacity, Code> {
    let chains: Vec<Capacity> = by.iter().map(|role| chain(tree, user, role)).collect();
    let held: Vec<&Capacity> = chains
        .iter()
        .filter(|chain| chain.last().is_some_and(|(_, role)| person.roles.contains(role)))
        .collect();
    let qualified: Vec<&Capacity> = held
        .iter()
        .copied()
        .filter(|chain| {
            chain.iter().all(|(user, role)| {
                let needs = procedure(model, tree, user).document().roles.get(role).map(|role| &role.needs);
                let holds =
                    |needed: &String| person.qualifications.get(needed).is_some_and(|until| day <= *until);
                needs.is_none_or(|needs| needs.iter().all(holds))
            })
        })
        .collect();
    let separate = qualified.iter().find(|chain| is_separate(model, tree, chain, person));
    match separate {
        Some(chain) => Ok((*chain).clone()),
        None if held.is_empty() => Err(Code::WrongRole),
        None if qualified.is_empty() => Err(Code::NotQualified),
        None => Err(Code::NotSeparate),
    }
}

/// A role of a used procedure with the roles that take it, out to the main procedure.
pub fn chain(tree: &Tree, user: &str, role: &str) -> Capacity {
    let mut chain = vec![(user.to_owned(), role.to_owned())];
    let (mut user, mut role) = (user.to_owned(), role.to_owned());
    while let Some(place) = find(tree, &user) {
        let Some(used) = tree[place].step.and_then(|step| step.used()) else { break };
        role = used.roles.get(&role).cloned().unwrap_or_default();
        user = tree[place].user.clone();
        chain.push((user.clone(), role.clone()));
    }
    chain
}

/// The procedure that a use means; the main one for the run itself.
pub fn procedure<'p>(model: &Model<'p>, tree: &Tree<'p>, user: &str) -> &'p Procedure {
    let used = find(tree, user).and_then(|at| model.plan.used_by(tree[at].procedure, tree[at].step?));
    used.unwrap_or(model.plan.main())
}

/// Whether a person has not acted in a role that other people hold.
fn is_separate(model: &Model, tree: &Tree, chain: &Capacity, person: &Person) -> bool {
    chain.iter().all(|(user, role)| {
        let sets = &procedure(model, tree, user).document().separate;
        sets.iter()
            .filter(|set| set.contains(role))
            .flatten()
            .filter(|other| *other != role)
            .all(|other| !model.acted.contains(&(person.id.clone(), user.clone(), other.clone())))
    })
}

/// Whose people an act at a place is kept apart from: the steps that are meant.
fn apart_steps(tree: &Tree, at: usize, user: &str, apart: &Apart, itself_too: bool) -> Vec<usize> {
    let here = &tree[at];
    let own = |other: usize| {
        // Not this same step, in none of its instances.
        let other = &tree[other];
        let inside = here
            .step
            .zip(other.step)
            .is_some_and(|(step, other)| step.index() <= other.index() && other.index() < step.end());
        !itself_too && other.user == here.user && inside
    };
    let all = steps_in(tree, 0).filter(|other| !own(*other));
    match apart {
        Apart::Whole(ApartWord::Run) => {
            let run = find(tree, user).unwrap_or(0);
            all.filter(|other| is_within(tree, *other, run)).collect()
        }
        Apart::Whole(ApartWord::Group) => {
            let group = match here.kind {
                Kind::Group | Kind::Repeat | Kind::Use if itself_too => at,
                _ => around(tree, at).find(|it| tree[*it].kind != Kind::Instance).unwrap_or(0),
            };
            all.filter(|other| is_within(tree, *other, group)).collect()
        }
        Apart::Steps(ids) => all
            .filter(|other| {
                std::iter::once(*other).chain(around(tree, *other)).any(|it| {
                    let place = &tree[it];
                    place.user == user && place.step.is_some_and(|step| ids.iter().any(|id| id == step.id()))
                })
            })
            .collect(),
    }
}

/// Everyone who performed or verified these steps, in any attempt.
fn took_part(model: &Model, tree: &Tree, steps: &[usize]) -> BTreeSet<String> {
    let known = steps.iter().map(|at| model.of(&tree[*at].path));
    known
        .flat_map(|known| &known.attempts)
        .flat_map(|it| {
            it.people.iter().chain(&it.third).chain(it.signatures.iter().map(|signature| &signature.by))
        })
        .cloned()
        .collect()
}

/// Everyone who took part in what an act at a place is kept apart from.
pub fn kept_apart(model: &Model, path: &str, user: &str, apart: Option<&Apart>) -> BTreeSet<String> {
    let tree = everything(model);
    let at = find(&tree, path).unwrap_or(0);
    let steps = apart.map(|apart| apart_steps(&tree, at, user, apart, true)).unwrap_or_default();
    took_part(model, &tree, &steps)
}

/// Whether a person who performs or verifies a step is kept apart by it, or by what they did elsewhere.
pub fn is_apart(model: &Model, path: &str, person: &str, verification: Option<usize>) -> bool {
    let tree = &everything(model);
    let at = find(tree, path).unwrap_or(0);
    let there = match verification {
        None => performing_apart(tree, at),
        Some(index) => verification_apart(tree, at, index),
    };
    if there.is_some_and(|steps| took_part(model, tree, &steps).contains(person)) {
        return false;
    }
    // It holds both ways: who did what is kept apart from this step doesn't do this step.
    steps_in(tree, 0).filter(|other| *other != at).all(|other| {
        let known = model.of(&tree[other].path);
        let performed = known.performers().contains(person)
            && performing_apart(tree, other).is_some_and(|steps| steps.contains(&at));
        let verified = known.attempts.iter().flat_map(|it| &it.signatures).any(|it| {
            // A signature that no longer counts keeps nobody from anything.
            it.by == person
                && it.valid
                && verification_apart(tree, other, it.verification).is_some_and(|steps| steps.contains(&at))
        });
        !performed && !verified
    }) && !has_released(model, tree, at, person)
}

/// Whether a person released a hold point that is kept apart from a step.
fn has_released(model: &Model, tree: &Tree, at: usize, person: &str) -> bool {
    (1..tree.len()).any(|holder| {
        let released = model.of(&tree[holder].path).released.as_ref().is_some_and(|(by, _)| by == person);
        let apart = hold_point(model, &tree[holder]).and_then(|hold| Some((hold.apart?, hold.user)));
        released
            && apart.is_some_and(|(apart, user)| apart_steps(tree, holder, &user, apart, true).contains(&at))
    })
}

fn performing_apart(tree: &Tree, at: usize) -> Option<Vec<usize>> {
    let mut steps = Vec::new();
    let mut any = false;
    for place in std::iter::once(at).chain(around(tree, at)).filter(|it| tree[*it].kind != Kind::Instance) {
        if let Some(apart) = tree[place].step.and_then(|step| step.said().apart_from.as_ref()) {
            steps.extend(apart_steps(tree, place, &tree[place].user, apart, false));
            any = true;
        }
    }
    any.then_some(steps)
}

fn verification_apart(tree: &Tree, at: usize, index: usize) -> Option<Vec<usize>> {
    let apart = tree[at].step?.verifications().get(index)?.apart_from.as_ref()?;
    Some(apart_steps(tree, at, &tree[at].user, apart, false))
}
