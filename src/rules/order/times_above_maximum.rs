//! A repeated group whose number comes from an input that may be above the group's largest number.

use super::repeats::repeats;
use crate::formula::ExpressionKind;
use crate::rules::conditions::input_bounds;
use crate::rules::formulas::{FormulaView, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if repeats(outline).next().is_none() {
        return;
    }
    for view in outline.formulas.iter().filter(|view| view.site.use_of == UseOf::Times) {
        let Some((input, highest)) = highest_input(outline, view) else { continue };
        let Some(group) = view.owner(outline) else { continue };
        let Some(most) = group.step.repeat.as_ref().and_then(|repeat| repeat.max) else { continue };
        if highest.is_some_and(|highest| highest <= most.into()) {
            continue;
        }
        let allowed = match highest {
            Some(highest) => format!("up to {highest}"),
            None => "of any size".to_owned(),
        };
        let message = format!("`input.{input}` is allowed {allowed}, and `{}` is repeated {most} times at most", group.step.id);
        findings
            .add(&view.spot(outline), message)
            .help(format!("add `max: {most}` to the input, so that a run that can't be finished doesn't start"))
            .related(&crate::rules::Spot::top("inputs").key(input), "the input");
    }
}

/// The input that says how often, and the largest number it can have.
fn highest_input<'d>(
    outline: &Outline<'d>,
    view: &FormulaView<'d>,
) -> Option<(&'d str, Option<crate::value::Decimal>)> {
    let ExpressionKind::Name(name) = &view.sound()?.expression().kind else { return None };
    let target = outline.target(view.site, name).filter(|target| target.step.is_none())?;
    Some((target.name, input_bounds(target.field).1))
}
