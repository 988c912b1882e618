//! What one person may do now: the acts whose permits hold.

use super::act::ActKind;
use super::ask::{
    Scene, decision_allowed, may_adjudicate, may_ask_another, may_correct, may_decide, may_declare,
    may_interrupt, may_perform, may_release_hold_point, may_say, may_say_enough, may_verify, run_allows,
    verification_name,
};
use super::layout::Kind;
use super::order::Flow;
use super::person::Person;
use super::refusal::Refusal;
use super::sheet::Offer;
use super::state::State;
use crate::document::Disposition;
use crate::procedure::Verification;
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

pub(super) fn offers(state: &State, flow: &Flow, person: &Person, at: DateTime) -> Vec<Offer> {
    if super::ask::identity(&person.id, &person.name).is_err() {
        return Vec::new();
    }
    let scene = Scene { state, flow, at };
    let mut offers = Offers { scene, person, list: Vec::new() };
    for kind in ActKind::ALL {
        if run_allows(state, kind, at).is_ok() {
            offers.of_kind(kind);
        }
    }
    offers.list
}

struct Offers<'a> {
    scene: Scene<'a>,
    person: &'a Person,
    list: Vec<Offer>,
}

impl Offers<'_> {
    fn of_kind(&mut self, kind: ActKind) {
        match kind {
            ActKind::Decide => self.decisions(),
            ActKind::Note
            | ActKind::Pause
            | ActKind::Resume
            | ActKind::HandOver
            | ActKind::TakeOver
            | ActKind::Tick
            | ActKind::Release
            | ActKind::Abort => {
                if may_say(self.scene, kind, self.person).is_ok() {
                    self.list.push(Offer {
                        act: kind,
                        step: None,
                        of: None,
                        deviation: None,
                        disposition: None,
                    });
                }
            }
            _ => self.steps(kind),
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

    fn steps(&mut self, kind: ActKind) {
        let (state, at) = (self.scene.state, self.scene.at);
        if kind == ActKind::Correct
            && !state.inputs.is_empty()
            && may_correct(self.scene, None, None, self.person).is_ok()
        {
            self.list.push(Offer { act: kind, step: None, of: None, deviation: None, disposition: None });
        }
        for node in state.layout.order().iter().copied().skip(1) {
            let Some(place) = state.layout.place(node) else { continue };
            if !state.is_wanted(node) {
                continue;
            }
            let checks = state.layout.step(node).map(|step| step.verifications()).unwrap_or_default();
            let checks = if place.kind == Kind::Step { checks } else { &[] };
            let (scene, person) = (self.scene, self.person);
            match kind {
                ActKind::Perform => self.offer(kind, node, None, may_perform(scene, node, person, at)),
                ActKind::Verify => {
                    for (index, check) in checks.iter().enumerate() {
                        let of = name(checks, check);
                        self.offer(kind, node, of, may_verify(scene, node, index, person, at));
                    }
                }
                ActKind::Adjudicate => self.offer(kind, node, None, may_adjudicate(scene, node, person, at)),
                ActKind::ReleaseHoldPoint => {
                    self.offer(kind, node, None, may_release_hold_point(scene, node, person))
                }
                ActKind::Correct => {
                    self.offer(kind, node, None, may_correct(scene, Some(node), None, person));
                    for (index, check) in checks.iter().enumerate() {
                        let of = Some(verification_name(check).to_owned());
                        self.offer(kind, node, of, may_correct(scene, Some(node), Some(index), person));
                    }
                }
                ActKind::NotApplicable => self.offer(kind, node, None, may_declare(scene, node, person)),
                ActKind::Another => self.offer(kind, node, None, may_ask_another(scene, node, person)),
                ActKind::Enough => self.offer(kind, node, None, may_say_enough(scene, node, person)),
                ActKind::Interrupt => self.offer(kind, node, None, may_interrupt(scene, node, person)),
                _ => {}
            }
        }
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
