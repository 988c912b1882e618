//! Where the verifications of a step stand: not due, incomplete, or complete.

use super::departure::Cause;
use super::names::Reader;
use super::state::{Attempt, Deviation, State, StepState};
use crate::document::{Disposition, How};
use crate::procedure::{Step, Verification};

/// One verification of a step as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CheckStanding {
    /// Its condition doesn't hold.
    NotDue,
    /// Signatures are missing.
    Incomplete,
    /// All signatures are there, or it was settled otherwise.
    Complete,
}

/// Where a verification of the attempt that counts stands.
pub(super) fn check_standing(
    state: &State,
    node: usize,
    attempt: &Attempt,
    index: usize,
    check: &Verification,
) -> CheckStanding {
    let Ok(number) = u32::try_from(index) else { return CheckStanding::Incomplete };
    if attempt.adjudicated.contains(&number) || attempt.excused.contains(&number) {
        return CheckStanding::Complete;
    }
    if check.condition.is_some() && !is_due(state, node, attempt, check) {
        return CheckStanding::NotDue;
    }
    let signed = u32::try_from(attempt.checks_of(number).count()).unwrap_or(u32::MAX);
    if signed >= check.people { CheckStanding::Complete } else { CheckStanding::Incomplete }
}

/// Whether the condition of a verification holds.
fn is_due(state: &State, node: usize, attempt: &Attempt, check: &Verification) -> bool {
    let scope = state.layout.place(node).map_or(0, |place| place.scope);
    let (own, today) = (attempt.values.as_slice(), attempt.performed_at.date());
    let reader = Reader { state: Some(state), scope, node, inputs: None, own, under: &[], today };
    reader.holds(check.condition.as_ref())
}

/// The verifications of the attempt that counts that still need signatures.
pub(super) fn incomplete<'a>(
    state: &'a State,
    node: usize,
    step: &'a Step,
    attempt: &'a Attempt,
) -> impl Iterator<Item = (usize, &'a Verification)> {
    step.verifications().iter().enumerate().filter(move |(index, check)| {
        check_standing(state, node, attempt, *index, check) == CheckStanding::Incomplete
    })
}

/// Whether an independent verification of the attempt that counts still has to be committed: until then, nothing of
/// the first reading may show (rule 8).
pub(super) fn is_blind(state: &State, node: usize, step: &Step, attempt: &Attempt) -> bool {
    incomplete(state, node, step, attempt).any(|(_, check)| check.how == How::Independent)
}

/// The first verification in which performer and verifier disagree and about which nothing happened yet.
pub(super) fn disagreement(state: &State, own: &StepState, attempt: &Attempt) -> Option<u32> {
    let differing = attempt.checks.iter().filter(|check| !check.differs.is_empty());
    let mut open = differing.map(|check| check.verification).filter(|verification| {
        let known = |it: &Deviation| {
            it.attempt == attempt.number
                && it.cause == Cause::Disagreed(*verification)
                && it.decided.as_ref().is_none_or(|it| it.disposition != Disposition::EntryError)
        };
        !attempt.adjudicated.contains(verification) && !state.deviations_of(own).any(known)
    });
    open.next()
}

/// Whether nothing may follow yet from what was recorded in a step: an independent verification of it is missing, or
/// performer and verifier disagree and nobody has settled that yet.
pub(super) fn is_uncommitted(state: &State, node: usize, step: &Step, own: &StepState) -> bool {
    own.repeats()
        || own.attempt().is_some_and(|attempt| {
            attempt.to_adjudicate.is_some()
                || is_blind(state, node, step, attempt)
                || disagreement(state, own, attempt).is_some()
        })
}
