//! What one person may see and do in a run at a moment. Blind values are not in it (rule 8).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::act::ActKind;
use super::blind::Hidden;
use super::departure::{Cause, TimedBy};
use super::offers;
use super::order::Flow;
use super::person::{Person, Signer};
use super::recorded::Recorded;
use super::state::{Breach, Check, Deviation, State};
use super::status::{RunStatus, StepStatus};
use super::time;
use crate::document::{Block, Disposition, How};
use crate::manual::Kind;
use crate::value::DateTime;

/// What one person may see and do in a run at a moment.
///
/// What it offers is exactly what [`Run::ask`](super::Run::ask) accepts from this person at this moment, as far as
/// role and state go; what is entered may still be refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The run's id.
    pub run: String,
    /// Whether it is a trial; say so wherever the sheet is shown.
    pub trial: bool,
    /// Where the run stands.
    pub status: RunStatus,
    /// The moment at which it was judged.
    pub at: DateTime,
    /// Number of the last event, for [`Act::seen`](super::Act::seen).
    pub seq: u64,
    /// For whom it is.
    pub person: Signer,
    /// The inputs of the run.
    pub inputs: Vec<Recorded>,
    /// Every step, group and instance in the order of work.
    pub steps: Vec<StepEntry>,
    /// The deviations that this person may know of.
    pub deviations: Vec<DeviationEntry>,
    /// Time limits that have passed.
    pub breaches: Vec<BreachEntry>,
    /// Remarks, without those on a step whose first reading this person must not know.
    pub notes: Vec<NoteEntry>,
    /// Who handed over, until somebody takes over.
    pub handed_over_by: Option<Signer>,
    /// The next moment at which a time limit passes.
    pub next_due: Option<DateTime>,
    /// What this person may do now.
    pub offers: Vec<Offer>,
}

/// One step, group or instance on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// Its path.
    pub step: String,
    /// Where it stands.
    pub status: StepStatus,
    /// How often it was done.
    pub attempts: u32,
    /// When it was done.
    pub performed_at: Option<DateTime>,
    /// Why it was entered late, where it was.
    pub late: Option<String>,
    /// Everyone who did, recorded or corrected it.
    pub performers: Vec<Signer>,
    /// The values that this person may see.
    pub values: Vec<Recorded>,
    /// The fields whose values are kept from this person, who could still be the second one; also those without one.
    pub hidden: Vec<String>,
    /// The signatures of second persons.
    pub verifications: Vec<VerificationEntry>,
    /// Who released its hold point.
    pub released_by: Option<Signer>,
}

/// One signature of a second person on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationEntry {
    /// Which verification, from 0 in the order written.
    pub verification: u32,
    /// What the signature means.
    pub how: How,
    /// Who signed.
    pub by: Signer,
    /// When it was done.
    pub performed_at: DateTime,
    /// Why it was rejected, where it was and the person may know.
    pub rejected: Option<String>,
    /// The verifier's own values, where this person may see them.
    pub values: Vec<Recorded>,
    /// The fields in which performer and verifier disagree, where this person may know.
    pub differs: Vec<String>,
}

/// One deviation on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviationEntry {
    /// Its number.
    pub deviation: u32,
    /// The step that failed.
    pub step: String,
    /// In which attempt.
    pub attempt: u32,
    /// Why it failed.
    pub cause: Cause,
    /// The values that don't conform, as far as this person may see them.
    pub values: Vec<Recorded>,
    /// When it happened.
    pub happened: DateTime,
    /// Whether the step is critical.
    pub critical: bool,
    /// What waits for the decision.
    pub block: Block,
    /// What was decided.
    pub disposition: Option<Disposition>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<Signer>,
    /// When.
    pub decided_at: Option<DateTime>,
}

/// A time limit that has passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreachEntry {
    /// The step.
    pub step: String,
    /// Which limit.
    pub limit: TimedBy,
    /// When it was breached.
    pub happened: DateTime,
    /// Whether it is only marked.
    pub alert: bool,
    /// Whether work that was entered later turned out to have been done in time.
    pub done_in_time: bool,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteEntry {
    /// The step that it is about, if any.
    pub step: Option<String>,
    /// Who remarked it.
    pub by: Signer,
    /// When.
    pub at: DateTime,
    /// What.
    pub text: String,
}

/// Something that a person may do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The kind of act.
    pub act: ActKind,
    /// The step, where the act is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Which verification, where the step has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The deviation that may be decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<u32>,
    /// What may be decided about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
}

impl fmt::Display for Offer {
    /// In words, such as `verify label of:second` or `decide #1 rework`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.act.word())?;
        if let Some(step) = &self.step {
            write!(formatter, " {step}")?;
        }
        if let Some(of) = &self.of {
            write!(formatter, " of:{of}")?;
        }
        if let Some(deviation) = self.deviation {
            write!(formatter, " #{deviation}")?;
        }
        if let Some(disposition) = self.disposition {
            write!(formatter, " {}", disposition.word())?;
        }
        Ok(())
    }
}

/// The sheet of a person; `state` has been ticked at `at`.
pub(super) fn sheet(
    state: &State,
    flow: &Flow,
    known_seq: u64,
    person: &Person,
    at: DateTime,
    in_time: bool,
) -> Sheet {
    let hidden = Hidden::from(state, person);
    let wanted = state.layout.order().iter().copied().skip(1).filter(|node| state.is_wanted(*node));
    let offers = if in_time { offers::offers(state, flow, person, at) } else { Vec::new() };
    Sheet {
        run: state.started.run.clone(),
        trial: state.started.trial,
        status: flow.run_status(state),
        at,
        seq: known_seq,
        person: person.signer(),
        inputs: state.inputs.as_ref().clone(),
        steps: wanted.map(|node| step_entry(state, flow, &hidden, person, node)).collect(),
        deviations: state
            .deviations
            .iter()
            .filter(|it| {
                !hidden.is_blind(it.node) || !matches!(it.cause, Cause::Values | Cause::Disagreed(_))
            })
            .map(|it| deviation_entry(state, it, &hidden))
            .collect(),
        breaches: state.breaches.iter().map(|breach| breach_entry(state, breach)).collect(),
        notes: state
            .notes
            .iter()
            .filter(|note| note.node.is_none_or(|node| !hidden.is_blind(node)))
            .map(|note| NoteEntry {
                step: note.node.map(|node| state.layout.path(node).to_owned()),
                by: note.by.clone(),
                at: note.at,
                text: note.text.clone(),
            })
            .collect(),
        handed_over_by: state.handed_over.clone(),
        next_due: if state.ended.is_none() { time::next_due(state, flow, at) } else { None },
        offers,
    }
}

fn step_entry(state: &State, flow: &Flow, hidden: &Hidden, person: &Person, node: usize) -> StepEntry {
    let path = state.layout.path(node).to_owned();
    let status = flow.standing(node).status;
    let is_instance = state.layout.place(node).is_some_and(|place| matches!(place.kind, Kind::Instance(_)));
    let Some(own) = state.step(node).filter(|_| !is_instance) else {
        return StepEntry { step: path, status, ..StepEntry::default() };
    };
    let attempt =
        own.attempts.last().filter(|attempt| attempt.ended != Some(super::state::AttemptEnd::Disagreed));
    let shown = |value: &&Recorded| !hidden.hides(node, &value.field);
    let values = attempt.map(|attempt| attempt.values.as_slice()).unwrap_or_default();
    let checks = attempt.map(|attempt| attempt.checks.as_slice()).unwrap_or_default();
    StepEntry {
        step: path,
        status,
        attempts: u32::try_from(own.attempts.len()).unwrap_or(u32::MAX),
        performed_at: attempt.map(|attempt| attempt.performed_at),
        late: attempt.and_then(|attempt| attempt.late.clone()),
        performers: own.performers.clone(),
        values: values.iter().filter(shown).cloned().collect(),
        hidden: hidden.fields_of(node).cloned().collect(),
        verifications: checks.iter().map(|check| verification_entry(state, person, node, check)).collect(),
        released_by: own.released.as_ref().map(|signature| signature.by.clone()),
    }
}

/// A verifier's values are for the verifier alone until the verification is committed.
fn verification_entry(state: &State, person: &Person, node: usize, check: &Check) -> VerificationEntry {
    let step = state.layout.step(node);
    let index = usize::try_from(check.verification).unwrap_or(usize::MAX);
    let how = step.and_then(|step| step.verifications().get(index)).map_or(How::Review, |check| check.how);
    let committed = step.zip(state.attempt(node)).is_none_or(|(step, attempt)| {
        attempt.to_adjudicate.is_none() && !super::verification::is_blind(state, node, step, attempt)
    });
    let shown = committed || check.by.id == person.id || how != How::Independent;
    VerificationEntry {
        verification: check.verification,
        how,
        by: check.by.clone(),
        performed_at: check.performed_at,
        rejected: check.rejected.clone().filter(|_| shown),
        values: if shown { check.values.clone() } else { Vec::new() },
        differs: if committed { check.differs.clone() } else { Vec::new() },
    }
}

impl Default for StepEntry {
    fn default() -> StepEntry {
        StepEntry {
            step: String::new(),
            status: StepStatus::Pending,
            attempts: 0,
            performed_at: None,
            late: None,
            performers: Vec::new(),
            values: Vec::new(),
            hidden: Vec::new(),
            verifications: Vec::new(),
            released_by: None,
        }
    }
}

pub(super) fn deviation_entry(state: &State, deviation: &Deviation, hidden: &Hidden) -> DeviationEntry {
    let shown = |value: &&Recorded| !hidden.hides(deviation.node, &value.field);
    let decided = deviation.decided.as_ref();
    DeviationEntry {
        deviation: deviation.number,
        step: state.layout.path(deviation.node).to_owned(),
        attempt: deviation.attempt,
        cause: deviation.cause.clone(),
        values: deviation.values.iter().filter(shown).cloned().collect(),
        happened: deviation.happened,
        critical: deviation.critical,
        block: deviation.block,
        disposition: decided.map(|decision| decision.disposition),
        reason: decided.map(|decision| decision.reason.clone()),
        decided_by: decided.map(|decision| decision.by.clone()),
        decided_at: decided.map(|decision| decision.at),
    }
}

pub(super) fn breach_entry(state: &State, breach: &Breach) -> BreachEntry {
    BreachEntry {
        step: state.layout.path(breach.node).to_owned(),
        limit: breach.limit,
        happened: breach.happened,
        alert: breach.alert,
        done_in_time: breach.in_time,
    }
}
