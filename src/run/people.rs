//! Who may act: roles, qualifications, separation, and being apart (rule 2).

use std::collections::BTreeMap;

use super::person::{Capacity, Person};
use super::refusal::{Code, Refusal, Stage};
use super::state::{State, StepState};
use crate::document::{Apart, ApartWord};
use crate::manual::Kind;
use crate::procedure::Step;
use crate::value::{Date, quoted};

/// The capacity in which a person may act in one of these roles of a procedure where it runs: the first role that
/// they hold, are qualified for on that day, and that nobody else must hold.
pub(super) fn capacity(
    state: &State,
    scope: usize,
    roles: &[String],
    person: &Person,
    on: Date,
) -> Result<Capacity, Refusal> {
    let mut nearest: Option<Refusal> = None;
    for role in roles {
        match in_role(state, scope, role, person, on) {
            Ok(capacity) => return Ok(capacity),
            Err(refusal) => {
                let further = nearest.as_ref().is_none_or(|it| it.code.stage() < refusal.code.stage());
                if further {
                    nearest = Some(refusal);
                }
            }
        }
    }
    let refusal = nearest.unwrap_or_else(|| Refusal::new(Code::WrongRole));
    if refusal.code.stage() == Stage::Role {
        let names: Vec<String> = roles.iter().map(|role| quoted(outermost(state, scope, role))).collect();
        return Err(Refusal::new(Code::WrongRole).detail(format!("it is for {}", names.join(" or "))));
    }
    Err(refusal)
}

/// The role of the main procedure that takes a role of a used one.
pub(super) fn outermost<'a>(state: &'a State, scope: usize, role: &'a str) -> &'a str {
    let Some(here) = state.layout.scope(scope) else { return role };
    match (here.used_at, here.roles.get(role)) {
        (Some((_, around)), Some(ours)) => outermost(state, around, ours),
        _ => role,
    }
}

/// Whether a person holds a role of a procedure where it runs.
pub(super) fn holds(state: &State, scope: usize, role: &str, person: &Person) -> bool {
    let role = outermost(state, scope, role);
    person.roles.iter().any(|held| held == role)
}

fn in_role(state: &State, scope: usize, role: &str, person: &Person, on: Date) -> Result<Capacity, Refusal> {
    let mut capacity = Capacity { roles: Vec::new(), qualifications: BTreeMap::new() };
    let mut levels = Vec::new();
    let (mut scope, mut role) = (scope, role);
    while let Some(here) = state.layout.scope(scope) {
        levels.push((scope, role));
        capacity.roles.insert(0, role.to_owned());
        let Some((_, around)) = here.used_at else { break };
        let Some(ours) = here.roles.get(role) else { return Err(Refusal::new(Code::WrongRole)) };
        (scope, role) = (around, ours);
    }
    if !person.roles.iter().any(|held| held == role) {
        return Err(Refusal::new(Code::WrongRole));
    }
    for (scope, role) in &levels {
        let needs = state.layout.scope(*scope).and_then(|it| it.procedure.document().roles.get(*role));
        for needed in needs.into_iter().flat_map(|role| &role.needs) {
            match person.qualifications.get(needed) {
                Some(until) if *until >= on => {
                    capacity.qualifications.insert(needed.clone(), *until);
                }
                Some(until) => {
                    let detail = format!("`{needed}` held until {until}");
                    return Err(Refusal::new(Code::NotQualified).detail(detail));
                }
                None => return Err(Refusal::new(Code::NotQualified).detail(format!("`{needed}`"))),
            }
        }
    }
    for (scope, role) in levels {
        separate(state, scope, role, person)?;
    }
    Ok(capacity)
}

/// Roles that are held by different people (rule 2).
fn separate(state: &State, scope: usize, role: &str, person: &Person) -> Result<(), Refusal> {
    let Some(here) = state.layout.scope(scope) else { return Ok(()) };
    let sets = &here.procedure.document().separate;
    for set in sets.iter().filter(|set| set.iter().any(|other| other == role)) {
        let taken = state.roles.iter().find(|taken| {
            taken.scope == scope
                && taken.person == person.id
                && taken.role != role
                && set.contains(&taken.role)
        });
        if let Some(taken) = taken {
            let detail = format!("`{}` and `{role}` are different people", taken.role);
            return Err(Refusal::new(Code::NotSeparate).detail(detail));
        }
    }
    Ok(())
}

/// Acts about the run as a whole are for everybody who holds any role of the main procedure.
pub(super) fn any_role(state: &State, person: &Person) -> Result<Capacity, Refusal> {
    let roles = state.plan.main().document().roles.keys();
    any_of(roles, person)
}

/// The first of these roles that the person holds, as it is.
pub(super) fn any_of<'a>(
    mut roles: impl Iterator<Item = &'a String>,
    person: &Person,
) -> Result<Capacity, Refusal> {
    let held = roles.find(|role| person.roles.contains(role));
    let role = held.ok_or_else(|| {
        Refusal::new(Code::WrongRole).detail("it is for people with a role of the procedure")
    })?;
    Ok(Capacity { roles: vec![role.clone()], qualifications: BTreeMap::new() })
}

/// The roles that do a node: a step's own; for a group, its own or else those of the steps in it.
pub(super) fn performers(state: &State, node: usize) -> Vec<String> {
    let own = state.layout.step(node).map(Step::performers).unwrap_or_default();
    if !own.is_empty() {
        return own.to_vec();
    }
    let scope = state.layout.place(node).map(|place| place.scope);
    let mut roles: Vec<String> = Vec::new();
    for inner in state.layout.within(node) {
        if state.layout.place(*inner).map(|place| place.scope) == scope {
            let here = state.layout.step(*inner).map(Step::performers).unwrap_or_default();
            roles.extend(here.iter().filter(|role| !roles.contains(role)).cloned().collect::<Vec<_>>());
        }
    }
    roles
}

/// As what a person is about to act on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Performer,
    /// By the verification's place.
    Verifier(usize),
    Releaser,
}

/// Refuses who took part in steps that the act is kept apart from, in both directions (DESIGN 3.6).
pub(super) fn apart(state: &State, node: usize, part: Part, person: &Person) -> Result<(), Refusal> {
    let involved = |step: &StepState| step.performed_by(&person.id) || step.verified_by(&person.id);
    for holder in state.layout.special().kept_apart.iter().copied() {
        for rule in rules_of(state, holder) {
            let mine = match (rule.part, part) {
                (Part::Performer, Part::Performer) => state.layout.is_within(node, holder),
                (rule, part) => holder == node && rule == part,
            };
            let inside = |other: usize| rule.covers(state, other);
            if mine {
                let mut others = state.layout.order().iter().copied();
                let met = others.find(|other| {
                    state.step(*other).is_some_and(involved)
                        && inside(*other)
                        && (rule.part == Part::Releaser || !state.layout.same_step(*other, node))
                });
                if let Some(met) = met {
                    let path = state.layout.path(met);
                    return Err(Refusal::new(Code::NotApart).detail(format!("took part in `{path}`")));
                }
            }
            let same = rule.part != Part::Releaser && state.layout.same_step(holder, node);
            if part != Part::Releaser && inside(node) && !same && rule.is_held_by(state, &person.id) {
                let path = state.layout.path(holder);
                return Err(Refusal::new(Code::NotApart).detail(format!("`{path}` is kept apart from it")));
            }
        }
    }
    Ok(())
}

struct Rule<'a> {
    holder: usize,
    part: Part,
    from: &'a Apart,
}

fn rules_of(state: &State, holder: usize) -> impl Iterator<Item = Rule<'_>> {
    let kind = state.layout.place(holder).map(|place| place.kind);
    let step = state.layout.step(holder).filter(|_| !matches!(kind, Some(Kind::Instance(_))));
    let said = step.map(Step::said);
    let own = said.and_then(|said| said.apart_from.as_ref());
    let hold = said.and_then(|said| said.hold_point.as_ref()).and_then(|hold| hold.apart_from.as_ref());
    let used = state.layout.used(holder).map(|(_, scope)| scope.procedure.document());
    let release = used.and_then(|it| it.release.as_ref()).and_then(|it| it.apart_from.as_ref());
    let checks = step.map(Step::verifications).unwrap_or_default().iter().enumerate();
    let checks =
        checks.filter_map(|(index, check)| Some((Part::Verifier(index), check.apart_from.as_ref()?)));
    let own = own.map(|from| (Part::Performer, from));
    let hold = hold.or(release).map(|from| (Part::Releaser, from));
    own.into_iter().chain(checks).chain(hold).map(move |(part, from)| Rule { holder, part, from })
}

impl Rule<'_> {
    /// Whether the people of a node are kept apart.
    fn covers(&self, state: &State, node: usize) -> bool {
        let layout = &state.layout;
        let is_group = layout.place(self.holder).is_some_and(|place| place.kind != Kind::Step);
        if is_group && self.part == Part::Performer && layout.is_within(node, self.holder) {
            return false;
        }
        match self.from {
            Apart::Whole(ApartWord::Run) => layout.is_within(node, self.run_of(state)),
            Apart::Whole(ApartWord::Group) if is_group && self.part == Part::Releaser => {
                layout.is_within(node, self.holder)
            }
            Apart::Whole(ApartWord::Group) => {
                let mut around = layout.ancestors(self.holder);
                let instance = |node: &usize| {
                    layout.place(*node).is_some_and(|place| matches!(place.kind, Kind::Instance(_)))
                };
                around.find(|node| !instance(node)).is_some_and(|group| layout.is_within(node, group))
            }
            Apart::Steps(ids) => {
                let scope = layout.place(self.holder).map_or(0, |place| place.scope);
                let mut named = ids.iter().flat_map(|id| layout.nodes_of(scope, id));
                named.any(|named| layout.is_within(node, *named))
            }
        }
    }

    /// The node that stands for the run of the procedure that the rule belongs to.
    fn run_of(&self, state: &State) -> usize {
        if self.part == Part::Releaser && state.layout.used(self.holder).is_some() {
            return self.holder;
        }
        let scope = state.layout.place(self.holder).and_then(|place| state.layout.scope(place.scope));
        scope.and_then(|scope| scope.used_at).map_or(0, |(node, _)| node)
    }

    /// Whether a person already acted as the one who is kept apart.
    fn is_held_by(&self, state: &State, person: &str) -> bool {
        match self.part {
            Part::Performer => {
                let within = state.layout.within(self.holder).iter();
                within.filter_map(|node| state.step(*node)).any(|step| step.performed_by(person))
            }
            Part::Verifier(index) => {
                let Ok(index) = u32::try_from(index) else { return false };
                state.step(self.holder).is_some_and(|step| {
                    let mut checks = step.attempts.iter().flat_map(|attempt| attempt.checks_of(index));
                    checks.any(|check| check.by.id == person)
                })
            }
            Part::Releaser => {
                let released = state.step(self.holder).and_then(|step| step.released.as_ref());
                released.is_some_and(|signature| signature.by.id == person)
            }
        }
    }
}

/// Refuses whoever took part in the run of the main procedure, where its release asks for it (rule 9).
pub(super) fn apart_from_run(state: &State, from: Option<&Apart>, person: &Person) -> Result<(), Refusal> {
    let covered = |node: usize| match from {
        None => false,
        Some(Apart::Whole(_)) => true,
        Some(Apart::Steps(ids)) => {
            let mut named = ids.iter().flat_map(|id| state.layout.nodes_of(0, id));
            named.any(|named| state.layout.is_within(node, *named))
        }
    };
    let took_part = |node: &usize| {
        state.step(*node).is_some_and(|it| it.performed_by(&person.id) || it.verified_by(&person.id))
    };
    match state.layout.order().iter().copied().find(|node| took_part(node) && covered(*node)) {
        Some(met) => {
            Err(Refusal::new(Code::NotApart).detail(format!("took part in `{}`", state.layout.path(met))))
        }
        None => Ok(()),
    }
}
