//! Asking: the model as it would be afterwards, or every refusal of the earliest stage that applies.

use std::rc::Rc;

use countersign::run::{Act, ActKind, Code, Person, Stage};
use countersign::value::DateTime;

use super::facts::{Accepted, Deviation, Known, Model};
use super::order;
use super::places::{self, Tree};

/// The model afterwards, or why not: refusals of one stage, any of which is a right answer.
pub type Answer<'p> = Result<Model<'p>, Vec<Code>>;

/// An act with who asks for it and when.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The act.
    pub act: &'a Act,
    /// Who asks.
    pub person: &'a Person,
    /// When.
    pub now: DateTime,
}

/// Refusals of all stages, as they are found.
#[derive(Debug, Default)]
pub struct Refusals(Vec<Code>);

impl Refusals {
    /// Notes a refusal where something is so.
    pub fn when(&mut self, so: bool, code: Code) {
        if so {
            self.0.push(code);
        }
    }

    /// Notes several.
    pub fn all(&mut self, codes: impl IntoIterator<Item = Code>) {
        self.0.extend(codes);
    }

    /// Those of the earliest stage; fine where there are none.
    pub fn first(self) -> Result<(), Vec<Code>> {
        let first: Option<Stage> = self.0.iter().map(|code| code.stage()).min();
        match first {
            None => Ok(()),
            Some(stage) => Err(self.0.into_iter().filter(|code| code.stage() == stage).collect()),
        }
    }
}

impl<'p> Model<'p> {
    /// What would become of an act. A key that was accepted before changes nothing.
    pub fn ask(&self, asked: Asked) -> Answer<'p> {
        let Asked { act, person, now } = asked;
        if let Some(key) = &act.key
            && let Some(before) = self.accepted.iter().find(|it| it.act.key.as_ref() == Some(key))
        {
            let same = before.act == *act && before.person == person.id;
            return if same { Ok(self.clone()) } else { Err(vec![Code::KeyReused]) };
        }
        if self.is_stale(act) {
            return Err(vec![Code::Stale]);
        }
        if self.ended.is_some() {
            return Err(vec![Code::RunEnded]);
        }
        if now < self.at {
            return Err(vec![Code::ClockWentBack]);
        }
        let mut then = self.clone();
        then.at = now;
        then.tick(now);
        let tree = places::tree(&then);
        then.run_allows(&tree, act.act)?;
        match act.act {
            ActKind::Perform => then.perform(&tree, asked)?,
            ActKind::Verify => then.verify(&tree, asked)?,
            ActKind::Adjudicate => then.adjudicate(&tree, asked)?,
            ActKind::ReleaseHoldPoint => then.release_hold_point(&tree, asked)?,
            ActKind::Decide => then.decide(&tree, asked)?,
            ActKind::Correct => then.correct(&tree, asked)?,
            ActKind::NotApplicable => then.not_applicable(&tree, asked)?,
            ActKind::Another | ActKind::Enough => then.instances(&tree, asked)?,
            ActKind::Interrupt => then.interrupt(&tree, asked)?,
            _ => then.whole(&tree, asked)?,
        }
        if then.ended.is_none() {
            then.settle(now);
        }
        Ok(then)
    }

    /// Keeps what was accepted, with the number of the last event afterwards.
    pub fn keep(mut self, act: &Act, person: &Person, seq: u64) -> Model<'p> {
        let (known, deviations) = (self.known.clone(), self.deviations.clone());
        let (mut act, person) = (act.clone(), person.id.clone());
        // What made no event, as when the clock is looked at, leaves nothing behind that could keep a key.
        if self.accepted.last().is_some_and(|it| it.seq == seq) {
            act.key = None;
        }
        self.accepted.push(Rc::new(Accepted { person, act, seq, known, deviations }));
        self
    }

    /// Whether the step of an act has changed since it was seen (rule 10).
    fn is_stale(&self, act: &Act) -> bool {
        let Some(seen) = act.seen else { return false };
        let Some(last) = self.accepted.last() else { return false };
        if seen >= last.seq {
            return seen > last.seq;
        }
        let Some(then) = self.accepted.iter().rev().find(|it| it.seq <= seen) else { return true };
        let named = act.step.clone().or_else(|| self.deviation(act.deviation?).map(|it| it.path.clone()));
        match named {
            // About the whole run only its end depends on all that was seen, and a correction on what is corrected.
            None if act.act == ActKind::Correct => then.known.get("") != self.known.get(""),
            None => act.act == ActKind::Release,
            Some(path) => {
                let tree = places::tree(self);
                let Some(at) = places::find(&tree, &path) else { return false };
                let of = |deviations: &[Deviation], path: &str| -> Vec<Deviation> {
                    deviations.iter().filter(|it| it.path == path).cloned().collect()
                };
                tree.iter().enumerate().filter(|(it, _)| places::is_within(&tree, *it, at)).any(
                    |(_, place)| {
                        seen_as(then.known.get(&place.path)) != seen_as(self.known.get(&place.path))
                            || of(&then.deviations, &place.path) != of(&self.deviations, &place.path)
                    },
                )
            }
        }
    }

    /// Whether the state of the run allows a kind of act.
    fn run_allows(&self, tree: &Tree, kind: ActKind) -> Result<(), Vec<Code>> {
        let mut refusals = Refusals::default();
        let always = matches!(kind, ActKind::Tick | ActKind::Abort | ActKind::Note);
        let shift = matches!(kind, ActKind::HandOver | ActKind::TakeOver);
        refusals.when(self.paused && !always && !shift && kind != ActKind::Resume, Code::Paused);
        refusals.when(!self.paused && kind == ActKind::Resume, Code::NotPaused);
        let handed = self.handed_over.is_some();
        refusals.when(handed && !always && kind != ActKind::TakeOver, Code::HandedOver);
        refusals.when(!handed && kind == ActKind::TakeOver, Code::NotHandedOver);
        let release = self.plan.main().document().release.is_some();
        refusals.when(kind == ActKind::Release && release && !order::is_done(self, tree), Code::NotReady);
        refusals.first()
    }
}

/// What is known of a place, as far as it shows: that a condition came out true changes nothing.
fn seen_as(known: Option<&Known>) -> Known {
    let known = known.cloned().unwrap_or_default();
    Known { holds: known.holds.filter(|holds| !holds), ..known }
}
