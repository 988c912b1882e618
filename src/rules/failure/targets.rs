//! Where rework goes back to, seen from the step that failed.

use super::settings::Setting;
use crate::document::Order;
use crate::rules::{Outline, StepView};

/// Why rework can't go back to a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trouble<'o, 'd> {
    /// It comes after the failed step.
    Later,
    /// Both stand in a group of any order, where rework restarts only the named step.
    AnyOrder(&'o StepView<'d>),
    /// It stands in a repeated group in which the failed step doesn't.
    OtherRepeat(&'o StepView<'d>),
}

/// The step that a setting names, the first step for which it can't go back to there, and why.
pub(super) fn trouble<'o, 'd>(
    outline: &'o Outline<'d>,
    setting: Setting<'o, 'd>,
) -> Option<(&'o StepView<'d>, &'o StepView<'d>, Trouble<'o, 'd>)> {
    let target = target(outline, setting)?;
    setting.governed().find_map(|failed| Some((target, failed, seen_from(outline, failed, target)?)))
}

/// The step that a setting names; nothing for `self` and for a step that isn't there.
pub(super) fn target<'o, 'd>(outline: &'o Outline<'d>, setting: Setting<'o, 'd>) -> Option<&'o StepView<'d>> {
    let back_to = &setting.on_fail.rework.as_ref()?.back_to;
    outline.step(back_to).filter(|_| back_to != "self")
}

fn seen_from<'o, 'd>(
    outline: &'o Outline<'d>,
    failed: &'o StepView<'d>,
    target: &'o StepView<'d>,
) -> Option<Trouble<'o, 'd>> {
    if target.index == failed.index || holds(target, failed) || holds(failed, target) {
        return None;
    }
    let common = outline.ancestors(failed).find(|group| holds(group, target));
    if let Some(group) = common.filter(|group| group.step.order == Some(Order::Any)) {
        return Some(Trouble::AnyOrder(group));
    }
    if target.index > failed.index {
        return Some(Trouble::Later);
    }
    let mut groups = outline.ancestors(target);
    groups.find(|group| group.step.repeat.is_some() && !holds(group, failed)).map(Trouble::OtherRepeat)
}

/// Whether a step stands in a group, at whatever depth.
fn holds(group: &StepView<'_>, step: &StepView<'_>) -> bool {
    group.index < step.index && step.index < group.end
}
