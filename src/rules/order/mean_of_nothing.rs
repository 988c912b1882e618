//! A mean, smallest, largest or range of the values of a group that may not be done at all.

use super::recording::{gap, is_known_of};
use crate::formula::{Expression, ExpressionKind, Formula, Function};
use crate::rules::conditions::input_bounds;
use crate::rules::formulas::{FormulaView, Target};
use crate::rules::{Findings, Outline};
use crate::value::Decimal;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if !outline.steps.iter().any(|view| view.step.repeat.is_some()) {
        return;
    }
    for view in &outline.formulas {
        let Some(formula) = view.sound() else { continue };
        each_aggregate(formula.expression(), &mut |function, whole, arguments| {
            let listed = |argument: &Expression| match &argument.kind {
                ExpressionKind::Name(name) => outline.target(view.site, name).filter(|target| target.many),
                _ => None,
            };
            let targets: Option<Vec<_>> = arguments.iter().map(listed).collect();
            let Some(targets) = targets else { return };
            if let Some(target) = targets.first()
                && targets.iter().all(|target| may_be_empty(outline, view, target, &whole.range))
            {
                let (step, name) = (target.step.map_or("", |step| &step.step.id), function.name());
                let message = format!("`{step}` may not be done at all, and there is no `{name}` of nothing");
                findings
                    .add(&view.spot_of(outline, whole.range.clone()), message)
                    .help("have at least one, or read it only where `count(…) > 0`");
            }
        });
    }
}

fn each_aggregate<'e>(
    expression: &'e Expression,
    found: &mut dyn FnMut(Function, &'e Expression, &'e [Expression]),
) {
    if let ExpressionKind::Call { function, arguments } = &expression.kind
        && matches!(function, Function::Mean | Function::Min | Function::Max | Function::Range)
    {
        found(*function, expression, arguments);
    }
    for child in expression.children() {
        each_aggregate(child, found);
    }
}

/// Whether there may be no value at all in the list that is read.
fn may_be_empty<'d>(
    outline: &Outline<'d>,
    view: &FormulaView<'d>,
    target: &Target<'_, 'd>,
    at: &std::ops::Range<usize>,
) -> bool {
    let never = target.step.and_then(|step| outline.steps.get(outline.repeated(step)?)).is_some_and(|group| {
        group.step.repeat.as_ref().is_some_and(|repeat| match &repeat.times {
            None => repeat.min == Some(0),
            Some(times) => may_be_zero(outline, times),
        })
    });
    (never || gap(outline, view, target, at).is_some()) && !is_known_of(outline, view, target, at)
}

/// Whether an input that says how often may be 0. A recorded count has a limit of its own to say so.
fn may_be_zero(outline: &Outline<'_>, times: &str) -> bool {
    let Ok(formula) = Formula::parse(times) else { return false };
    let ExpressionKind::Name(name) = &formula.expression().kind else { return false };
    let input = name.owner().filter(|owner| *owner == "input").and_then(|_| outline.document.inputs.get(name.field()));
    input.is_some_and(|field| input_bounds(field).0.is_none_or(|lowest| lowest <= Decimal::ZERO))
}
