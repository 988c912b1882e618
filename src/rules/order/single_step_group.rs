//! A group of one step that says nothing the step couldn't say.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.steps {
        let step = view.step;
        let [only] = step.steps.as_slice() else { continue };
        // A repeat needs a group, and an order has a finding of its own.
        if only.is_group() || step.repeat.is_some() || step.order.is_some() || step.uninterrupted.is_some() {
            continue;
        }
        let message = format!("the group `{}` has only one step", step.id);
        findings.add(&outline.id_spot(view), message).help(format!("write `{}` without a group around it", only.id));
    }
}
