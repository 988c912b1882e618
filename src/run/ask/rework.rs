//! Where rework starts again, and what has to be done again because of it (rule 5).

use crate::manual::Seen;
use crate::run::state::{State, StepState};

/// The step at which rework of a failed step starts again.
pub(super) fn target(state: &State, failed: usize) -> Option<usize> {
    let step = state.layout.step(failed)?;
    let back_to = &step.on_fail()?.rework.as_ref()?.back_to;
    if back_to == "self" || back_to == step.id() {
        return Some(failed);
    }
    let scope = state.layout.place(failed)?.scope;
    match state.layout.seen_from(failed, scope, back_to) {
        Seen::One(node) => Some(node),
        Seen::All(nodes) => nodes.iter().copied().find(|node| state.is_wanted(*node)),
    }
}

/// Everything from `from` on that has begun, and the failed step itself. In a group of order `any`, what stands
/// beside the named step stays.
pub(super) fn restarted(state: &State, from: usize, failed: usize) -> Vec<usize> {
    let layout = &state.layout;
    let Some(first) = layout.place(from).map(|place| place.rank) else { return Vec::new() };
    let beside = |node: usize| {
        let mut loose = layout.ancestors(from).filter(|group| layout.any_order(*group));
        loose.any(|group| {
            let branch = layout.place(group).map(|place| place.children.as_slice()).unwrap_or_default();
            let own = branch.iter().find(|child| layout.is_within(from, **child));
            layout.is_within(node, group) && own.is_some_and(|own| !layout.is_within(node, *own))
        })
    };
    let again = |node: usize| {
        let after = layout.place(node).is_some_and(|place| place.rank >= first);
        (after && !beside(node)) || layout.is_within(node, failed)
    };
    let begun = |node: &usize| state.step(*node).is_some_and(has_begun);
    layout.order().iter().copied().skip(1).filter(|node| again(*node)).filter(begun).collect()
}

/// Whether there is anything to take back.
pub(super) fn has_begun(step: &StepState) -> bool {
    step.attempt().is_some()
        || step.repeats()
        || step.is_not_applicable()
        || step.instances.is_some()
        || step.inputs.is_some()
        || step.enough
        || step.released.is_some()
}
