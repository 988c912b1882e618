//! Where the steps stand on paper: repeated groups as copies, used procedures in place, everything with its number.

use super::model::Wording;
use super::tongue::{Tongue, in_words};
use crate::manual::Plan;
use crate::procedure::{Procedure, Step};
use crate::run::Capacity;

/// The deepest use of a procedure in a procedure that is printed; a plan has no rings, so this is never reached.
const DEEPEST: usize = 32;

/// The most copies of one group on a print; further ones are written on copies of the pages.
const MOST_COPIES: u32 = 200;

/// One thing among the steps, in the order of work.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) kind: Kind,
    /// The path in a run.
    pub(super) path: String,
    pub(super) number: String,
    pub(super) depth: u32,
    pub(super) scope: Scope<'a>,
    pub(super) step: &'a Step,
    /// How many places of the list it and what lies in it take.
    pub(super) span: usize,
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Step,
    Group,
    Use,
    /// A repeated group, with how many copies follow.
    Repeat(u32),
    /// One copy of a repeated group.
    Copy(u32),
    /// The hold point at the end of a group.
    Hold,
}

/// A procedure where it is done: the main one, or one used, with the roles that take its roles.
#[derive(Debug, Clone)]
pub(super) struct Scope<'a> {
    pub(super) procedure: &'a Procedure,
    /// What stands before the numbers of its steps.
    number: String,
    /// For each of its roles, the role of the main procedure.
    roles: Vec<(&'a str, &'a str)>,
    main: &'a Procedure,
}

impl<'a> Scope<'a> {
    /// The main procedure of a plan.
    pub(super) fn of(main: &'a Procedure) -> Scope<'a> {
        Scope { procedure: main, number: String::new(), roles: Vec::new(), main }
    }

    /// The number of one of its steps.
    pub(super) fn number(&self, step: &Step) -> String {
        format!("{}{}", self.number, step.number())
    }

    /// What a role is called: where its procedure is used in another, as that one calls the role that takes it.
    pub(super) fn role(&self, name: &str, tongue: Tongue<'_>) -> Wording {
        let taken = self.roles.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| ours);
        let own = tongue.within(self.main.language());
        match self.main.document().roles.get(taken) {
            Some(role) => own.text(&role.title),
            None => in_words(taken).into(),
        }
    }

    /// In which role of the main procedure somebody acted.
    pub(super) fn capacity(&self, capacity: &Capacity, tongue: Tongue<'_>) -> String {
        let own = tongue.within(self.main.language());
        let known = &self.main.document().roles;
        let title =
            |name: &String| known.get(name).map_or_else(|| in_words(name), |role| own.line(&role.title));
        capacity.roles.first().map(title).unwrap_or_default()
    }

    /// Several roles, any of which will do.
    pub(super) fn roles<'b>(
        &self,
        names: impl IntoIterator<Item = &'b String>,
        tongue: Tongue<'_>,
    ) -> Wording {
        let mut all = Wording::default();
        for name in names {
            let role = self.role(name, tongue);
            if !all.text.is_empty() {
                all.text.push_str(&format!(" {} ", tongue.labels.or));
            }
            all.text.push_str(&role.text);
            all.language = all.language.or(role.language);
        }
        all
    }
}

/// All places of a plan. `copies` says how many copies of a repeated group there are, by its path.
pub(super) fn places<'a>(plan: &'a Plan, copies: &dyn Fn(&str, &Step) -> u32) -> Vec<Place<'a>> {
    let mut walk = Walk { plan, copies, places: Vec::new() };
    walk.steps(&Scope::of(plan.main()), None, "", 1);
    walk.places
}

struct Walk<'a, 'b> {
    plan: &'a Plan,
    copies: &'b dyn Fn(&str, &Step) -> u32,
    places: Vec<Place<'a>>,
}

impl<'a> Walk<'a, '_> {
    /// The steps directly in a group, or of the procedure as a whole.
    fn steps(&mut self, scope: &Scope<'a>, group: Option<usize>, prefix: &str, depth: u32) {
        let steps = scope.procedure.steps();
        let mut next = group.map_or(0, |group| group.saturating_add(1));
        let end = group.and_then(|group| steps.get(group)).map_or(steps.len(), Step::end);
        while let Some(step) = steps.get(next).filter(|_| next < end) {
            self.step(scope, step, prefix, depth);
            next = step.end().max(next.saturating_add(1));
        }
    }

    fn step(&mut self, scope: &Scope<'a>, step: &'a Step, prefix: &str, depth: u32) {
        let path = format!("{prefix}{}", step.id());
        let number = scope.number(step);
        let at = self.places.len();
        let mut push = |kind: Kind, path: &str, depth: u32| {
            let (path, number, scope) = (path.to_owned(), number.clone(), scope.clone());
            self.places.push(Place { kind, path, number, depth, scope, step, span: 1 });
            self.places.len().saturating_sub(1)
        };
        let is_heading = step.is_group() || step.used().is_some();
        if step.used().is_some() {
            push(Kind::Use, &path, depth);
            self.used(scope, step, &path, &number, depth);
        } else if step.instances().is_some() {
            let copies = (self.copies)(&path, step).min(MOST_COPIES);
            push(Kind::Repeat(copies), &path, depth);
            for copy in 1..=copies {
                let path = format!("{path}[{copy}]");
                let scope_here = scope.clone();
                let (number, first) = (number.clone(), self.places.len());
                let kind = Kind::Copy(copy);
                self.places.push(Place {
                    kind,
                    path: path.clone(),
                    number,
                    depth: depth.saturating_add(1),
                    scope: scope_here,
                    step,
                    span: 1,
                });
                self.steps(scope, Some(step.index()), &format!("{path}."), depth.saturating_add(2));
                self.close(first);
            }
        } else if step.is_group() {
            push(Kind::Group, &path, depth);
            self.steps(scope, Some(step.index()), prefix, depth.saturating_add(1));
        } else {
            push(Kind::Step, &path, depth);
        }
        let held = is_heading && (step.said().hold_point.is_some() || self.releases(scope, step));
        if held {
            let (path, number, scope) = (path.clone(), number.clone(), scope.clone());
            self.places.push(Place { kind: Kind::Hold, path, number, depth, scope, step, span: 1 });
        }
        self.close(at);
    }

    /// Whether the procedure used here has a release, which is a hold point here.
    fn releases(&self, scope: &Scope<'a>, step: &Step) -> bool {
        self.plan.used_by(scope.procedure, step).is_some_and(|used| used.document().release.is_some())
    }

    fn used(&mut self, scope: &Scope<'a>, step: &'a Step, path: &str, number: &str, depth: u32) {
        let Some((procedure, used)) = self.plan.used_by(scope.procedure, step).zip(step.used()) else {
            return;
        };
        if path.matches('/').count() >= DEEPEST {
            return;
        }
        let ours = |name: &'a str| {
            scope.roles.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| *ours)
        };
        let inner = Scope {
            procedure,
            number: format!("{number}."),
            roles: used.roles.iter().map(|(theirs, here)| (theirs.as_str(), ours(here))).collect(),
            main: scope.main,
        };
        self.steps(&inner, None, &format!("{path}/"), depth.saturating_add(1));
    }

    /// Notes how far a place reaches, once everything in it is there.
    fn close(&mut self, at: usize) {
        let span = self.places.len().saturating_sub(at);
        if let Some(place) = self.places.get_mut(at) {
            place.span = span;
        }
    }
}
