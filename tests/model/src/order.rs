//! Order (rule 1): what has its turn, what lets the next start, and where things stand.

use countersign::document::{Before, Block, How};
use countersign::procedure::{Instances, Verification};
use countersign::run::{Cause, RunStatus, StepStatus};

use super::blind;
use super::facts::{Attempt, Model};
use super::formulas::Seen;
use super::places::{Kind, Tree, around, hold_point, is_any_order, steps_in};

/// Whether a place is to be done, as far as is known: neither its own condition nor one around it came out false, and
/// nobody declared it not applicable.
pub fn is_wanted(model: &Model, tree: &Tree, at: usize) -> bool {
    let out = |at: usize| {
        let place = &tree[at];
        let known = model.of(&place.path);
        known.holds == Some(false) || known.declared
    };
    !out(at) && !around(tree, at).any(out)
}

/// Whether a place has a condition that has not come out.
pub fn is_undetermined(model: &Model, tree: &Tree, at: usize) -> bool {
    let place = &tree[at];
    let conditional =
        place.kind != Kind::Instance && place.step.is_some_and(|step| step.condition().is_some());
    conditional && model.of(&place.path).holds.is_none()
}

/// Whether the turn of a place has come: that of what is around it has, and all before it in there has passed.
pub fn is_reached(model: &Model, tree: &Tree, at: usize) -> bool {
    let Some(parent) = tree[at].parent else { return true };
    if !is_reached(model, tree, parent)
        || is_undetermined(model, tree, parent)
        || !is_wanted(model, tree, parent)
    {
        return false;
    }
    let before = tree[parent].children.iter().take_while(|it| **it != at);
    let turn = is_any_order(&tree[parent]) || before.into_iter().all(|it| has_passed(model, tree, *it));
    turn && !blind::waits(model, tree, at)
}

/// Whether a step can be done, as far as order goes.
pub fn is_open(model: &Model, tree: &Tree, at: usize) -> bool {
    let known = model.of(&tree[at].path);
    is_wanted(model, tree, at)
        && !is_undetermined(model, tree, at)
        && is_reached(model, tree, at)
        && known.standing().is_none()
}

/// Whether what comes after a place may start.
pub fn has_passed(model: &Model, tree: &Tree, at: usize) -> bool {
    let place = &tree[at];
    let known = model.of(&place.path);
    if !is_wanted(model, tree, at) {
        return true;
    }
    if is_undetermined(model, tree, at) {
        return false;
    }
    let released = hold_point(model, place).is_none() || known.released.is_some();
    released && is_over(model, tree, at)
}

/// Whether a place is done and verified as far as is due for the next to start, apart from its hold point.
pub fn is_over(model: &Model, tree: &Tree, at: usize) -> bool {
    let place = &tree[at];
    let known = model.of(&place.path);
    let children_passed = || place.children.iter().all(|child| has_passed(model, tree, *child));
    // Verifications that are due before a group ends, of the steps directly in it.
    let ends = || {
        place.children.iter().filter(|child| tree[**child].kind == Kind::Step).all(|child| {
            !is_wanted(model, tree, *child)
                || verified_before(model, tree, *child, &[Before::Next, Before::Group])
        })
    };
    let no_blocking = !model.open_deviations(&place.path).any(|it| it.block == Block::Run);
    no_blocking
        && match place.kind {
            Kind::Step => {
                known.standing().is_some_and(|it| it.disagreement.is_none() && !is_lacking(model, tree, at))
                    && verified_before(model, tree, at, &[Before::Next])
            }
            Kind::Whole | Kind::Group | Kind::Instance => children_passed() && ends(),
            Kind::Repeat => known.instances.is_some() && has_enough(model, tree, at) && children_passed(),
            // A procedure that is used is over when nothing is left to do in it, as if it ran by itself.
            Kind::Use => {
                let opened = known.inputs.as_ref().is_some_and(|it| it.iter().all(|it| it.value.is_some()));
                opened
                    && children_passed()
                    && ends()
                    && steps_in(tree, at).all(|step| is_closed(model, tree, step))
            }
        }
}

/// Whether all that stands before a hold point is closed: also what is verified before the group ends, and the hold
/// points inside.
pub fn is_holdable(model: &Model, tree: &Tree, at: usize) -> bool {
    let inside = tree[at].children.iter().filter(|it| is_wanted(model, tree, **it));
    let verified =
        tree[at].kind != Kind::Step || verified_before(model, tree, at, &[Before::Next, Before::Group]);
    verified
        && is_over(model, tree, at)
        && inside.into_iter().all(|it| has_passed(model, tree, *it) && is_holdable(model, tree, *it))
}

/// Whether nobody has to say any more how many instances there are.
pub fn has_enough(model: &Model, tree: &Tree, at: usize) -> bool {
    let known = model.of(&tree[at].path);
    match tree[at].step.and_then(|step| step.instances()) {
        Some(Instances::Open { most, .. }) => known.enough || (most.is_some() && known.instances == *most),
        _ => true,
    }
}

/// The verifications of a step that are due, by place.
pub fn due<'p>(model: &Model<'p>, tree: &Tree<'p>, at: usize) -> Vec<(usize, &'p Verification)> {
    let place = &tree[at];
    let known = model.of(&place.path);
    let (Some(step), Some(attempt)) = (place.step, known.standing()) else { return Vec::new() };
    if place.kind != Kind::Step {
        return Vec::new();
    }
    let seen = Seen { model, tree, at, own: &attempt.values, now: attempt.recorded_at };
    let all = step.verifications().iter().enumerate();
    all.filter(|(_, it)| it.condition.as_ref().is_none_or(|condition| seen.holds(condition) == Some(true)))
        .collect()
}

/// Whether as many people signed as are needed, and agree.
pub fn is_complete(attempt: &Attempt, index: usize, verification: &Verification) -> bool {
    let people = usize::try_from(verification.people).unwrap_or(usize::MAX);
    attempt.settled.contains(&index)
        || attempt.excused.contains(&index)
        || attempt.signatures_of(index).count() >= people
}

/// Whether the verifications that are due by one of these moments are complete.
fn verified_before(model: &Model, tree: &Tree, at: usize, moments: &[Before]) -> bool {
    let known = model.of(&tree[at].path);
    let Some(attempt) = known.standing() else { return false };
    let due = due(model, tree, at);
    due.iter().all(|(index, it)| !moments.contains(&it.before) || is_complete(attempt, *index, it))
}

/// Whether a blind verification of a step is due and not committed: nothing of it may leak.
pub fn is_blind(model: &Model, tree: &Tree, at: usize) -> bool {
    let known = model.of(&tree[at].path);
    let Some(attempt) = known.standing() else { return false };
    let due = due(model, tree, at);
    due.iter().any(|(index, it)| it.how == How::Independent && !is_complete(attempt, *index, it))
}

/// Whether nothing is left to do about a step.
pub fn is_closed(model: &Model, tree: &Tree, at: usize) -> bool {
    matches!(
        step_status(model, tree, at),
        StepStatus::Closed | StepStatus::NotApplicable | StepStatus::Superseded
    )
}

/// Where a step stands.
pub fn step_status(model: &Model, tree: &Tree, at: usize) -> StepStatus {
    let place = &tree[at];
    let known = model.of(&place.path);
    if !is_wanted(model, tree, at) {
        let done = known.attempts.last().is_some_and(|it| it.stands || it.superseded) || known.repeats();
        return if done { StepStatus::Superseded } else { StepStatus::NotApplicable };
    }
    let Some(attempt) = known.standing() else {
        return match () {
            () if model.ended.is_some() => StepStatus::NotPerformed,
            () if known.repeats() => StepStatus::Disagreed,
            () if is_open(model, tree, at) && !is_blocked(model, &place.path) => StepStatus::Open,
            () => StepStatus::Pending,
        };
    };
    let due = due(model, tree, at);
    match () {
        () if model.open_deviations(&place.path).next().is_some() => StepStatus::Failed,
        () if attempt.disagreement.is_some() => StepStatus::Disagreed,
        () if due.iter().any(|(index, it)| !is_complete(attempt, *index, it)) => {
            StepStatus::AwaitingVerification
        }
        () if hold_point(model, place).is_some() && known.released.is_none() => StepStatus::Recorded,
        () if is_lacking(model, tree, at) => StepStatus::Recorded,
        () => StepStatus::Closed,
    }
}

/// Whether everything is done that has to be before the run is closed (rule 9).
pub fn is_done(model: &Model, tree: &Tree) -> bool {
    is_over(model, tree, 0)
        && steps_in(tree, 0).all(|at| is_closed(model, tree, at))
        && model.deviations.iter().all(|it| it.decided.is_some())
}

/// Where the run stands.
pub fn run_status(model: &Model, tree: &Tree) -> RunStatus {
    match model.ended {
        Some(status) => status,
        None if model.paused => RunStatus::Paused,
        None if is_done(model, tree) => RunStatus::AwaitingRelease,
        None => RunStatus::Running,
    }
}

/// Whether a value that has to be there isn't, or can't be worked out, and nobody decided about that.
pub fn is_lacking(model: &Model, tree: &Tree, at: usize) -> bool {
    let place = &tree[at];
    let known = model.of(&place.path);
    let (Some(step), Some(attempt)) = (place.step, known.standing()) else { return false };
    let seen = Seen { model, tree, at, own: &attempt.values, now: attempt.performed_at };
    step.fields().values().any(|field| {
        let asked = field.condition().is_none_or(|condition| seen.holds(condition) == Some(true));
        let noted = attempt.values.iter().find(|it| it.field == field.name());
        let lacks = noted.is_none_or(|it| it.value.is_none() && it.given.is_none());
        let decided = model.deviations.iter().any(|it| {
            let same = |value: &super::facts::Noted| value.field == field.name() && value.value.is_none();
            it.path == place.path
                && it.attempt == known.attempts.len()
                && it.decided.is_some()
                && it.values.iter().any(same)
        });
        asked && (field.is_required() || field.formula().is_some()) && lacks && !decided
    })
}

/// Whether an undecided deviation keeps a step from starting; one that says it is overdue doesn't bar the step itself.
pub fn is_blocked(model: &Model, path: &str) -> bool {
    model.deviations.iter().any(|it| {
        let own = it.path == path && matches!(it.cause, Cause::Breached(_));
        it.decided.is_none() && it.block == Block::Run && !own
    })
}
