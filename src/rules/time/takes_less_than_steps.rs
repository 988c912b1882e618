//! A group that is expected to take less time than its steps.

use crate::document::Order;
use crate::rules::{Findings, Outline, StepView};
use crate::value::Duration;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.is_group() && view.step.repeat.is_none()) {
        let Some(takes) = view.step.takes else { continue };
        let steps = of_steps(outline, view);
        if steps > takes {
            let message = format!("`{}` is expected to take `{takes}`, its steps `{steps}`", view.step.id);
            findings
                .add(&outline.spot(view).key("takes"), message)
                .help("correct the time of the group or of its steps");
        }
    }
}

/// What the steps of a group take at least: one after the other, or as long as the longest where any order will do.
fn of_steps(outline: &Outline<'_>, group: &StepView<'_>) -> Duration {
    let (mut total, mut next) = (Duration::ZERO, group.index + 1);
    while next < group.end
        && let Some(view) = outline.steps.get(next)
    {
        next = view.end;
        let step = view.step;
        if step.when.is_some() || step.not_applicable.is_some() || step.repeat.is_some() {
            continue;
        }
        let takes = step.takes.unwrap_or_else(|| of_steps(outline, view));
        total = match group.step.order {
            Some(Order::Any) => total.max(takes),
            _ => total.checked_add(takes).unwrap_or(Duration::LONGEST),
        };
    }
    total
}
