//! Rework of a step that is only too late, without going back to where its time began.

use super::settings::settings;
use super::targets::target;
use crate::document::{Field, TimeLimit};
use crate::rules::{Findings, Outline, StepView};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for setting in settings(outline) {
        if setting.on_fail.rework.as_ref().is_none_or(|rework| rework.back_to.is_empty()) {
            continue;
        }
        let target = target(outline, setting);
        let hopeless = setting.governed().find_map(|failed| {
            let first = match target {
                Some(target) => target,
                None if setting.on_fail.rework.as_ref().is_some_and(|it| it.back_to == "self") => failed,
                None => return None,
            };
            Some((failed, only_late(outline, failed, first)?))
        });
        if let Some((failed, limit)) = hopeless {
            let message =
                format!("doing `{}` again only makes it later after `{}`", failed.step.id, limit.after);
            findings
                .add(&setting.spot().key("rework").key("back_to"), message)
                .help("go back to where the time begins, or take `rework` out")
                .related(&outline.spot(failed).key("time").at_key(), "the time limit");
        }
    }
}

/// A time limit of the step, where the step fails by nothing else than being late after what isn't done again.
fn only_late<'d>(
    outline: &Outline<'d>,
    failed: &StepView<'d>,
    first: &StepView<'d>,
) -> Option<&'d TimeLimit> {
    let step = failed.step;
    if !step.verify.is_empty() || step.record.values().any(Field::has_limit) {
        return None;
    }
    let counts = |limit: &&TimeLimit| limit.alert != Some(true) && limit.refuse != Some(true);
    let stays = |limit: &TimeLimit| {
        let owner = limit.after.split('.').next().unwrap_or_default();
        let event = outline.step(owner);
        let before = event.is_some_and(|event| event.end <= first.index);
        limit.at_most.is_some() && limit.at_least.is_none() && (before || matches!(owner, "start" | "input"))
    };
    let mut limits = step.time.iter().filter(counts);
    limits.clone().all(stays).then(|| limits.next()).flatten()
}
