//! The start, and acts about the whole run: remarks, pauses, shifts, the clock, release, abort.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use countersign::manual::Plan;
use countersign::run::{ActKind, Code, Person, RunStatus, Start};
use countersign::value::DateTime;

use super::facts::{Accepted, Model};
use super::people;
use super::places::{self, Tree};
use super::reading::is_in_place;
use super::refusals::{Asked, Refusals};

impl<'p> Model<'p> {
    /// A run that was started, with the number of its last event.
    pub fn start(plan: &'p Plan, start: &Start, person: &Person, now: DateTime, seq: u64) -> Model<'p> {
        let mut model = Model {
            plan,
            started: now,
            at: now,
            known: BTreeMap::new(),
            deviations: Vec::new(),
            breaches: Vec::new(),
            acted: BTreeSet::new(),
            paused: false,
            handed_over: None,
            ended: None,
            accepted: Vec::new(),
        };
        let tree = places::tree(&model);
        model.of_mut("").inputs = Some(model.inputs(&tree, &start.inputs, now));
        model.settle(now);
        let (known, deviations) = (model.known.clone(), model.deviations.clone());
        let act = countersign::run::Act::tick();
        let person = person.id.clone();
        model.accepted.push(Rc::new(Accepted { person, act, seq, known, deviations }));
        model
    }

    pub(crate) fn whole(&mut self, tree: &Tree<'p>, asked: Asked) -> Result<(), Vec<Code>> {
        let Asked { act, person, now } = asked;
        let mut refusals = Refusals::default();
        let reason = matches!(
            act.act,
            ActKind::Note | ActKind::Pause | ActKind::Resume | ActKind::HandOver | ActKind::Abort
        );
        let release = self.plan.main().document().release.as_ref();
        let mut by = super::steps::any_role(self, person);
        if act.act == ActKind::Release {
            by = release.map(|it| it.by.0.clone()).unwrap_or_default();
            let apart = release.and_then(|it| it.apart_from.as_ref());
            refusals.when(people::kept_apart(self, "", "", apart).contains(&person.id), Code::NotApart);
        }
        if act.act == ActKind::Note && act.step.is_some() {
            self.place(tree, act)?;
        }
        let capacity = people::capacity(self, tree, "", &by, person, now.date());
        match act.act {
            ActKind::Tick => {}
            ActKind::Release if release.is_none() => refusals.when(true, Code::NotForThisStep),
            ActKind::Release => {
                refusals.when(person.device, Code::Device);
                refusals.all(capacity.as_ref().err().copied());
            }
            // What is said about the run is for everybody with any role.
            _ => refusals.when(by.is_empty(), Code::WrongRole),
        }
        let own = act.act == ActKind::TakeOver && self.handed_over.as_ref() == Some(&person.id);
        refusals.when(own, Code::SelfTakeOver);
        let allowed: &[&str] = match act.act {
            ActKind::Note => &["step", "reason"],
            _ if reason || act.act == ActKind::TakeOver => &["reason"],
            _ => &[],
        };
        refusals.when(!is_in_place(act, allowed), Code::OutOfPlace);
        refusals.when(reason && act.reason.is_none(), Code::MissingReason);
        refusals.first()?;
        match act.act {
            ActKind::Pause => self.paused = true,
            ActKind::Resume => self.paused = false,
            ActKind::HandOver => self.handed_over = Some(person.id.clone()),
            ActKind::TakeOver => self.handed_over = None,
            ActKind::Release => self.ended = Some(self.end_status()),
            ActKind::Abort => self.ended = Some(RunStatus::Aborted),
            _ => {}
        }
        if act.act == ActKind::Release {
            self.acts_as(&person.id, capacity.ok());
        }
        Ok(())
    }
}
