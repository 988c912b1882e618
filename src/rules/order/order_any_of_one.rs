//! An order for the steps of a group that has only one.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in outline.steps.iter().filter(|view| view.step.order.is_some() && view.step.steps.len() == 1) {
        let message = format!("`{}` has only one step, so there is no order", view.step.id);
        findings.add(&outline.spot(view).key("order").at_key(), message).help("delete `order`");
    }
}
