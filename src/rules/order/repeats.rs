//! The repeated groups of a file.

use crate::document::Repeat;
use crate::rules::{Outline, StepView};

/// Every `repeat` of a group with its step; one on a plain step has a finding of its own.
pub(super) fn repeats<'o, 'd>(
    outline: &'o Outline<'d>,
) -> impl Iterator<Item = (&'o StepView<'d>, &'d Repeat)> {
    let groups = outline.steps.iter().filter(|view| view.step.is_group());
    groups.filter_map(|view| Some((view, view.step.repeat.as_ref()?)))
}
