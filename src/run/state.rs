//! What is known of a run: the result of folding its events. Cheap to clone, because its parts are shared: a copy costs
//! a pointer for each step, and what is changed afterwards is copied then.

use std::sync::Arc;

use super::departure::{Cause, TimedBy};
use super::event::Pinned;
use super::person::Signer;
use super::recorded::{Recorded, Verdict};
use super::status::RunStatus;
use crate::document::{Block, Disposition};
use crate::manual::{Kind, Layout, Plan};
use crate::value::DateTime;

/// Everything known of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    pub(super) plan: Plan,
    /// The steps of the plan, with the instances of repeated groups.
    pub(super) layout: Arc<Layout>,
    /// Number of the last event.
    pub(super) seq: u64,
    /// When the last event was recorded.
    pub(super) at: DateTime,
    pub(super) started: Arc<Beginning>,
    pub(super) inputs: Arc<Vec<Recorded>>,
    pub(super) inputs_changed: u64,
    /// One for each node.
    pub(super) steps: Vec<Arc<StepState>>,
    pub(super) deviations: Arc<Vec<Arc<Deviation>>>,
    pub(super) breaches: Arc<Vec<Breach>>,
    pub(super) roles: Arc<Vec<Arc<RoleTaken>>>,
    pub(super) notes: Arc<Vec<Arc<NoteKept>>>,
    pub(super) paused: bool,
    /// Who handed over, until somebody takes over.
    pub(super) handed_over: Option<Signer>,
    pub(super) ended: Option<RunStatus>,
}

/// How a run began.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beginning {
    pub(super) run: String,
    pub(super) trial: bool,
    pub(super) at: DateTime,
    pub(super) procedures: Vec<Pinned>,
}

/// What is known of one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct StepState {
    /// Its condition came out false.
    pub(super) not_applicable_by_rule: bool,
    /// Why a person declared it not applicable.
    pub(super) declared_not_applicable: Option<String>,
    /// How many instances of a repeated group are to be done; nothing until it is reached.
    pub(super) instances: Option<u32>,
    /// Somebody said that there are enough instances.
    pub(super) enough: bool,
    /// Inputs of a used procedure; nothing until it is reached.
    pub(super) inputs: Option<Vec<Recorded>>,
    pub(super) attempts: Vec<Attempt>,
    /// Who released its hold point.
    pub(super) released: Option<Signature>,
    /// The numbers of its deviations.
    pub(super) deviations: Vec<u32>,
    /// Everyone who did, recorded or corrected it, in any attempt.
    pub(super) performers: Vec<Signer>,
    /// Everyone who verified or adjudicated it, in any attempt.
    pub(super) verifiers: Vec<Signer>,
    /// When it had to start again.
    pub(super) restarted: Option<DateTime>,
    /// The run ended before it was done.
    pub(super) not_performed: bool,
    /// Number of the last event that changed it.
    pub(super) changed: u64,
}

/// One performance of a step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attempt {
    pub(super) number: u32,
    /// Number of the last event that changed what was recorded.
    pub(super) content: u64,
    pub(super) performed_at: DateTime,
    pub(super) recorded_at: DateTime,
    pub(super) by: Signer,
    pub(super) performed_by: Option<Signer>,
    pub(super) late: Option<String>,
    pub(super) values: Vec<Recorded>,
    pub(super) checks: Vec<Check>,
    /// Verifications settled by a third person.
    pub(super) adjudicated: Vec<u32>,
    /// Verifications that a decision about a deviation made needless.
    pub(super) excused: Vec<u32>,
    /// The verification whose disagreement waits for a third person.
    pub(super) to_adjudicate: Option<u32>,
    /// Fields that were corrected, or came out differently after a correction elsewhere.
    pub(super) corrected: Vec<String>,
    /// The ids of everyone whose corrections those were.
    pub(super) correctors: Vec<String>,
    pub(super) ended: Option<AttemptEnd>,
}

/// Why an attempt no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttemptEnd {
    /// Done again after a decision.
    Reworked,
    /// Interrupted.
    Interrupted,
    /// Performer and verifier disagreed, and both repeat.
    Disagreed,
    /// Its condition no longer holds.
    Superseded,
}

/// A second person's signature.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Check {
    pub(super) verification: u32,
    pub(super) by: Signer,
    pub(super) performed_at: DateTime,
    pub(super) rejected: Option<String>,
    pub(super) values: Vec<Recorded>,
    pub(super) differs: Vec<String>,
}

/// Somebody's signature with its time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Signature {
    pub(super) by: Signer,
    pub(super) at: DateTime,
}

/// A departure from the procedure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deviation {
    pub(super) number: u32,
    pub(super) node: usize,
    pub(super) attempt: u32,
    pub(super) cause: Cause,
    pub(super) values: Vec<Recorded>,
    pub(super) block: Block,
    pub(super) critical: bool,
    pub(super) happened: DateTime,
    /// The step has started again since.
    pub(super) overtaken: bool,
    pub(super) decided: Option<Decision>,
}

/// What was decided about a deviation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decision {
    pub(super) disposition: Disposition,
    pub(super) reason: String,
    pub(super) by: Signer,
    pub(super) at: DateTime,
}

/// A time limit that was passed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Breach {
    pub(super) node: usize,
    pub(super) limit: TimedBy,
    pub(super) happened: DateTime,
    pub(super) alert: bool,
    pub(super) in_time: bool,
}

/// A person acted in a role of one of the procedures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RoleTaken {
    pub(super) scope: usize,
    pub(super) role: String,
    pub(super) person: String,
}

/// A remark that was kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NoteKept {
    pub(super) node: Option<usize>,
    pub(super) by: Signer,
    pub(super) at: DateTime,
    pub(super) text: String,
}

impl State {
    pub(super) fn step(&self, node: usize) -> Option<&StepState> {
        self.steps.get(node).map(Arc::as_ref)
    }

    /// The attempt that counts.
    pub(super) fn attempt(&self, node: usize) -> Option<&Attempt> {
        self.step(node)?.attempt()
    }

    /// The deviations of a node.
    pub(super) fn deviations_of<'a>(&'a self, own: &'a StepState) -> impl Iterator<Item = &'a Deviation> {
        own.deviations.iter().filter_map(|number| self.deviation(*number))
    }

    pub(super) fn deviation(&self, number: u32) -> Option<&Deviation> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.deviations.get(index).map(Arc::as_ref)
    }

    /// Deviations that nobody has decided about.
    pub(super) fn undecided(&self) -> impl Iterator<Item = &Deviation> {
        self.deviations.iter().map(Arc::as_ref).filter(|deviation| deviation.decided.is_none())
    }

    /// The inputs of a procedure where it runs.
    pub(super) fn inputs_of(&self, scope: usize) -> &[Recorded] {
        match self.layout.scope(scope).and_then(|scope| scope.used_at) {
            None => &self.inputs,
            Some((node, _)) => self.step(node).and_then(|step| step.inputs.as_deref()).unwrap_or_default(),
        }
    }

    /// Whether a node or a group around it is not to be done.
    pub(super) fn is_not_applicable(&self, node: usize) -> bool {
        let own = |node: usize| self.step(node).is_some_and(StepState::is_not_applicable);
        own(node) || self.layout.ancestors(node).any(own)
    }

    /// Whether a node belongs to an instance that is wanted.
    pub(super) fn is_wanted(&self, node: usize) -> bool {
        let wanted = |node: usize| {
            let Some(place) = self.layout.place(node) else { return false };
            match (place.kind, place.parent) {
                (Kind::Instance(number), Some(group)) => {
                    self.step(group).and_then(|group| group.instances).is_some_and(|count| number <= count)
                }
                _ => true,
            }
        };
        wanted(node) && self.layout.ancestors(node).all(wanted)
    }
}

impl StepState {
    pub(super) fn attempt(&self) -> Option<&Attempt> {
        self.attempts.last().filter(|attempt| attempt.ended.is_none())
    }

    pub(super) fn is_not_applicable(&self) -> bool {
        self.not_applicable_by_rule || self.declared_not_applicable.is_some()
    }

    pub(super) fn performed_by(&self, person: &str) -> bool {
        self.performers.iter().any(|performer| performer.id == person)
    }

    pub(super) fn verified_by(&self, person: &str) -> bool {
        self.verifiers.iter().any(|verifier| verifier.id == person)
    }

    /// Performances in a row that ended in a disagreement, the one that counts included.
    pub(super) fn rounds(&self) -> u32 {
        let repeats = self.attempts.iter().rev().skip(usize::from(self.attempt().is_some()));
        let repeats = repeats.take_while(|attempt| attempt.ended == Some(AttemptEnd::Disagreed)).count();
        u32::try_from(repeats).unwrap_or(u32::MAX).saturating_add(u32::from(self.attempt().is_some()))
    }

    /// Whether performer and verifier repeat.
    pub(super) fn repeats(&self) -> bool {
        self.attempts.last().is_some_and(|attempt| attempt.ended == Some(AttemptEnd::Disagreed))
    }

    /// Performances that count against the bound of rework: repeats after a disagreement and interruptions don't.
    pub(super) fn performances(&self) -> u32 {
        let counted = self.attempts.iter().filter(|attempt| {
            !matches!(attempt.ended, Some(AttemptEnd::Disagreed | AttemptEnd::Interrupted))
        });
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    }
}

impl Attempt {
    /// One value.
    pub(super) fn value(&self, field: &str) -> Option<&Recorded> {
        self.values.iter().find(|recorded| recorded.field == field)
    }

    /// The signatures of one verification.
    pub(super) fn checks_of(&self, verification: u32) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.verification == verification)
    }
}

impl Recorded {
    /// Whether nothing stands there although something must.
    pub(super) fn is_incomplete(&self) -> bool {
        self.value.is_none() && self.evidence.is_empty() && self.not_computable.is_some()
    }

    pub(super) fn is_nonconforming(&self) -> bool {
        self.verdict == Verdict::Nonconforming
    }
}
