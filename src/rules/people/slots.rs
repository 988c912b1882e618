//! Every act of a run for which a person must be found, with the roles that may do it.

use super::assignment::Assignment;
use super::scope::{Act, all};
use super::self_check::is_self_check;
use crate::document::{Apart, ApartWord, Disposition};
use crate::rules::formulas::{FormulaView, UseOf};
use crate::rules::{Outline, Spot, StepView};

/// One act that one person does.
#[derive(Clone, Copy)]
pub(super) struct Slot<'o, 'd> {
    /// The step; none for the release of the run.
    pub(super) step: Option<&'o StepView<'d>>,
    pub(super) act: Act,
    pub(super) roles: &'d [String],
}

/// More people than this are not looked for in one verification.
const MOST: u32 = 40;

/// The acts of a run, or of a part of it, and who may do them.
pub(super) struct Slots<'o, 'd> {
    outline: &'o Outline<'d>,
    pub(super) slots: Vec<Slot<'o, 'd>>,
    pub(super) assignment: Assignment,
    /// For each role of the file, its number among those whose holders are known; the last number is for roles that
    /// are not defined.
    numbers: Vec<usize>,
    undefined: usize,
}

impl<'o, 'd> Slots<'o, 'd> {
    fn new(outline: &'o Outline<'d>) -> Self {
        let roles = &outline.document.roles;
        // Nobody holding a role is a finding of its own.
        let holders = roles.values().map(|role| role.people.filter(|people| *people > 0)).collect();
        Slots::held_by(outline, (0..roles.len()).collect(), holders)
    }

    fn held_by(outline: &'o Outline<'d>, numbers: Vec<usize>, mut holders: Vec<Option<u32>>) -> Self {
        let undefined = holders.len();
        holders.push(None);
        Slots { outline, slots: Vec::new(), assignment: Assignment::new(holders), numbers, undefined }
    }

    /// What is done at one step: performing, verifying, adjudicating, deciding.
    pub(super) fn of_step(outline: &'o Outline<'d>, view: &'o StepView<'d>) -> Self {
        let mut slots = Slots::new(outline);
        slots.add_step(view);
        slots
    }

    /// What is done in a whole run.
    pub(super) fn of_run(outline: &'o Outline<'d>) -> Self {
        Slots::new(outline).with_run()
    }

    /// What is done in a whole run in which each role is taken by another one: `taken[role]` is its number among the
    /// `holders`.
    pub(super) fn of_run_taken(outline: &'o Outline<'d>, taken: &[usize], holders: &[Option<u32>]) -> Self {
        Slots::held_by(outline, taken.to_vec(), holders.to_vec()).with_run()
    }

    fn with_run(mut self) -> Self {
        let outline = self.outline;
        // The acts at each step that count for `apart_from`: performing and verifying.
        let mut done: Vec<Vec<usize>> = vec![Vec::new(); outline.steps.len()];
        for view in &outline.steps {
            let from = self.slots.len();
            if !view.step.is_group() {
                self.add_step(view);
            }
            if let Some(hold) = &view.step.hold_point {
                self.add(Slot { step: Some(view), act: Act::ReleasesHold, roles: &hold.by });
            }
            if let Some(done) = done.get_mut(view.index) {
                let counts = |at: &usize| {
                    self.slots.get(*at).is_some_and(|it| matches!(it.act, Act::Performs | Act::Verifies(_)))
                };
                done.extend((from..self.slots.len()).filter(counts));
            }
        }
        if let Some(release) = &outline.document.release {
            self.add(Slot { step: None, act: Act::ReleasesRun, roles: &release.by });
        }
        if !self.assignment.is_too_large() {
            self.keep_apart(&done);
        }
        self
    }

    fn keep_apart(&mut self, done: &[Vec<usize>]) {
        for apartness in all(self.outline) {
            let on_group = apartness.step.is_some_and(|view| view.step.is_group());
            // What `group` means on a group's own steps is not said for certain.
            let word = matches!(apartness.apart, Apart::Whole(ApartWord::Group));
            if on_group && apartness.act == Act::Performs && word {
                continue;
            }
            let own = apartness
                .step
                .map_or(&[][..], |view| self.outline.steps.get(view.index..view.end).unwrap_or_default());
            let is_own = |slot: &Slot<'_, '_>| match (apartness.step, slot.step) {
                (None, None) => true,
                (Some(_), Some(step)) => own.iter().any(|view| view.index == step.index),
                _ => false,
            };
            let acting: Vec<usize> = (0..self.slots.len())
                .filter(|at| self.slots.get(*at).is_some_and(|it| it.act == apartness.act && is_own(it)))
                .filter(|act| self.assignment.is_bounded(*act))
                .collect();
            if acting.is_empty() {
                continue;
            }
            for step in apartness.steps(self.outline) {
                for other in done.get(step.index).into_iter().flatten() {
                    for act in &acting {
                        self.assignment.keep_apart(*act, *other);
                    }
                }
            }
        }
    }

    fn add_step(&mut self, view: &'o StepView<'d>) {
        if view.step.used.is_some() {
            return;
        }
        let performer = self.add(Slot { step: Some(view), act: Act::Performs, roles: view.performers });
        let mut verifiers: Vec<usize> = Vec::new();
        for (at, check) in view.step.verify.iter().enumerate() {
            if is_self_check(self.outline, view, check) {
                continue;
            }
            let from = verifiers.len();
            for _ in 0..check.people().min(MOST) {
                let slot = self.add(Slot { step: Some(view), act: Act::Verifies(at), roles: &check.by });
                self.apart_from_all(slot, &verifiers);
                self.assignment.keep_apart(slot, performer);
                verifiers.push(slot);
            }
            if let Some(disagree) = &check.on_disagree {
                let roles = std::slice::from_ref(&disagree.then);
                let third = self.add(Slot { step: Some(view), act: Act::Adjudicates(at), roles });
                self.assignment.keep_apart(third, performer);
                self.apart_from_all(third, verifiers.get(from..).unwrap_or_default());
            }
        }
        for (disposition, roles) in view.on_fail.iter().flat_map(|on_fail| &on_fail.decide) {
            if *disposition != Disposition::Rework && self.outline.can_fail(view) {
                let act = Act::Decides(*disposition);
                let decider = self.add(Slot { step: Some(view), act, roles });
                self.assignment.keep_apart(decider, performer);
            }
        }
    }

    fn add(&mut self, slot: Slot<'o, 'd>) -> usize {
        let roles = &self.outline.document.roles;
        let number = |role: &String| Some(*self.numbers.get(roles.get_index_of(role)?)?);
        let mut numbers: Vec<usize> =
            slot.roles.iter().map(|role| number(role).unwrap_or(self.undefined)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            numbers.push(self.undefined);
        }
        self.slots.push(slot);
        self.assignment.add(numbers)
    }

    fn apart_from_all(&mut self, slot: usize, others: &[usize]) {
        for other in others {
            self.assignment.keep_apart(slot, *other);
        }
    }

    /// Acts for which no people can be found; nothing where people can be found, or where nobody can tell.
    pub(super) fn contradiction(&self) -> Option<Contradiction<'o, 'd>> {
        let mut order: Vec<usize> = (0..self.slots.len()).collect();
        order.sort_by_key(|at| self.slots.get(*at).map(|slot| slot.weight(self.outline)));
        let acts = self.assignment.contradiction(&order)?;
        let all_apart = self.assignment.all_apart(&acts);
        let slots = acts.into_iter().filter_map(|at| self.slots.get(at).copied()).collect();
        Some(Contradiction { slots, all_apart })
    }
}

/// Acts for which no people can be found, and of which none could be left out.
pub(super) struct Contradiction<'o, 'd> {
    pub(super) slots: Vec<Slot<'o, 'd>>,
    /// Whether each of them needs another person than each of the others.
    pub(super) all_apart: bool,
}

impl<'o, 'd> Slot<'o, 'd> {
    /// How telling an act is in a contradiction: what is done in every run before what is done sometimes.
    fn weight(&self, outline: &Outline<'d>) -> usize {
        let always = self.conditions(outline).is_empty();
        let rank = match self.act {
            Act::Performs => 3,
            Act::Verifies(_) => 2,
            Act::ReleasesHold | Act::ReleasesRun => 1,
            Act::Adjudicates(_) | Act::Decides(_) => 0,
        };
        if always { rank + 4 } else { rank }
    }

    /// The conditions under which it is done.
    pub(super) fn conditions(&self, outline: &'o Outline<'d>) -> Vec<&'o FormulaView<'d>> {
        let Some(view) = self.step else { return Vec::new() };
        let mut conditions: Vec<_> = outline.own_condition(view).into_iter().collect();
        conditions.extend(outline.group_conditions(view));
        if let Act::Verifies(at) | Act::Adjudicates(at) = self.act
            && view.step.verify.get(at).is_some_and(|check| check.when.is_some())
        {
            conditions.extend(outline.formulas.iter().filter(|it| {
                it.site.step == Some(view.index) && it.site.use_of == UseOf::VerificationCondition(at)
            }));
        }
        conditions
    }

    /// The act in words.
    pub(super) fn words(&self) -> String {
        let id = self.step.map_or("", |view| view.step.id.as_str());
        match self.act {
            Act::Performs => format!("`{id}`"),
            Act::Verifies(_) => format!("the verification of `{id}`"),
            Act::Adjudicates(_) => format!("the third person for `{id}`"),
            Act::Decides(disposition) => format!("the decision `{}` on `{id}`", disposition.word()),
            Act::ReleasesHold => format!("the release of the hold point after `{id}`"),
            Act::ReleasesRun => "the release of the run".to_owned(),
        }
    }

    /// Where it is said who does it.
    pub(super) fn spot(&self, outline: &Outline<'d>) -> Spot<'d> {
        let Some(view) = self.step else { return Spot::top("release").key("by") };
        let spot = outline.spot(view);
        match self.act {
            Act::Performs if view.step.by.is_empty() => outline.id_spot(view),
            Act::Performs | Act::ReleasesRun => spot.key("by"),
            Act::Verifies(at) => outline.verification_spot(view, at).key("by"),
            Act::Adjudicates(at) => outline.verification_spot(view, at).key("on_disagree").key("then"),
            Act::ReleasesHold => spot.key("hold_point").key("by"),
            Act::Decides(disposition) => {
                let own = if view.step.on_fail.is_some() { spot } else { Spot::top("defaults") };
                own.key("on_fail").key("decide").key(disposition.word())
            }
        }
    }
}
