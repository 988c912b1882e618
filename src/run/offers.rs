//! What one person may do now: the acts whose permits hold.

use super::act::ActKind;
use super::ask::{
    Scene, decision_allowed, may_adjudicate, may_ask_another, may_correct, may_decide, may_declare,
    may_interrupt, may_perform, may_release_hold_point, may_say, may_say_enough, may_verify, run_allows,
    verification_name,
};
use super::order::Flow;
use super::people;
use super::person::Person;
use super::refusal::Refusal;
use super::sheet::Offer;
use super::state::{Attempt, State};
use crate::document::Disposition;
use crate::manual::Kind;
use crate::procedure::{Step, Verification};
use crate::value::DateTime;

const DISPOSITIONS: [Disposition; 8] = [
    Disposition::UseAsIs,
    Disposition::Rework,
    Disposition::Repair,
    Disposition::Regrade,
    Disposition::Return,
    Disposition::Scrap,
    Disposition::Cancel,
    Disposition::EntryError,
];

/// What a person may do, by kind of act and then in the order of work.
pub(super) fn offers(state: &State, flow: &Flow, person: &Person, at: DateTime) -> Vec<Offer> {
    if super::ask::identity(&person.id, &person.name).is_err() {
        return Vec::new();
    }
    let scene = Scene { state, flow, at };
    let mut offers = Offers { scene, person, list: Vec::new() };
    offers.whole_run();
    // The state of the run allows all acts of work or none.
    if run_allows(state, ActKind::Perform, at).is_ok() {
        offers.inputs();
        for node in state.layout.order().iter().copied().skip(1) {
            offers.node(node);
        }
        offers.decisions();
    }
    offers.list.sort_by_key(|offer| offer.act);
    offers.list
}

/// Acts about the run as a whole.
const WHOLE: [ActKind; 8] = [
    ActKind::Note,
    ActKind::Pause,
    ActKind::Resume,
    ActKind::HandOver,
    ActKind::TakeOver,
    ActKind::Tick,
    ActKind::Release,
    ActKind::Abort,
];

struct Offers<'a> {
    scene: Scene<'a>,
    person: &'a Person,
    list: Vec<Offer>,
}

impl Offers<'_> {
    fn whole_run(&mut self) {
        for act in WHOLE {
            let allowed = run_allows(self.scene.state, act, self.scene.at).is_ok();
            if allowed && may_say(self.scene, act, self.person).is_ok() {
                self.list.push(Offer { act, step: None, of: None, deviation: None, disposition: None });
            }
        }
    }

    fn inputs(&mut self) {
        let any = !self.scene.state.inputs.is_empty();
        if any && may_correct(self.scene, None, None, self.person).is_ok() {
            let act = ActKind::Correct;
            self.list.push(Offer { act, step: None, of: None, deviation: None, disposition: None });
        }
    }

    fn decisions(&mut self) {
        let state = self.scene.state;
        for deviation in state.undecided() {
            for disposition in DISPOSITIONS {
                let may = may_decide(self.scene, deviation.number, Some(disposition), self.person).is_ok()
                    && decision_allowed(state, deviation.number, disposition).is_ok();
                if may {
                    let (deviation, disposition) = (Some(deviation.number), Some(disposition));
                    let act = ActKind::Decide;
                    self.list.push(Offer { act, step: None, of: None, deviation, disposition });
                }
            }
        }
    }

    /// Acts about one node. The permits judge; what can't be allowed is passed over before, because most is.
    fn node(&mut self, node: usize) {
        let (scene, person) = (self.scene, self.person);
        let state = scene.state;
        let Some(((place, step), own)) =
            state.layout.place(node).zip(state.layout.step(node)).zip(state.step(node))
        else {
            return;
        };
        if !state.is_wanted(node) {
            return;
        }
        let standing = scene.flow.standing(node);
        match (place.kind, own.attempt()) {
            (Kind::Step, Some(attempt)) => self.recorded_step(node, step, attempt, standing.closed),
            (Kind::Step, None) if standing.startable && self.holds(node, step.performers()) => {
                self.offer(ActKind::Perform, node, None, may_perform(scene, node, person, scene.at));
            }
            (Kind::Repeat, _) => {
                self.offer(ActKind::Another, node, None, may_ask_another(scene, node, person));
                self.offer(ActKind::Enough, node, None, may_say_enough(scene, node, person));
            }
            _ => {}
        }
        if place.has_hold_point && standing.holdable && standing.reached {
            let may = may_release_hold_point(scene, node, person);
            self.offer(ActKind::ReleaseHoldPoint, node, None, may);
        }
        if step.said().not_applicable.is_some() {
            self.offer(ActKind::NotApplicable, node, None, may_declare(scene, node, person));
        }
        self.offer(ActKind::Interrupt, node, None, may_interrupt(scene, node, person));
    }

    fn recorded_step(&mut self, node: usize, step: &Step, attempt: &Attempt, closed: bool) {
        let (scene, person) = (self.scene, self.person);
        let checks = step.verifications();
        for (index, check) in checks.iter().enumerate().filter(|_| !closed) {
            if self.holds(node, &check.by) {
                let may = may_verify(scene, node, index, person, scene.at);
                self.offer(ActKind::Verify, node, name(checks, check), may);
            }
        }
        if attempt.to_adjudicate.is_some() {
            self.offer(ActKind::Adjudicate, node, None, may_adjudicate(scene, node, person, scene.at));
        }
        if self.holds(node, step.performers()) {
            self.offer(ActKind::Correct, node, None, may_correct(scene, Some(node), None, person));
        }
        if attempt.checks.iter().any(|own| own.by.id == person.id && !own.values.is_empty()) {
            for (index, check) in checks.iter().enumerate() {
                let of = Some(verification_name(check).to_owned());
                let may = may_correct(scene, Some(node), Some(index), person);
                self.offer(ActKind::Correct, node, of, may);
            }
        }
    }

    /// Whether the person holds one of these roles of the procedure that a node belongs to.
    fn holds(&self, node: usize, roles: &[String]) -> bool {
        let state = self.scene.state;
        let scope = state.layout.place(node).map_or(0, |place| place.scope);
        roles.iter().any(|role| people::holds(state, scope, role, self.person))
    }

    fn offer<T>(&mut self, act: ActKind, node: usize, of: Option<String>, permit: Result<T, Refusal>) {
        if permit.is_ok() {
            let step = Some(self.scene.state.layout.path(node).to_owned());
            self.list.push(Offer { act, step, of, deviation: None, disposition: None });
        }
    }
}

/// A verification is named where a step has several.
fn name(checks: &[Verification], check: &Verification) -> Option<String> {
    if checks.len() > 1 { check.id.clone() } else { None }
}
