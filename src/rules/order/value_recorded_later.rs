//! A condition or formula that reads what is recorded only later.

use super::recording::{Moment, is_same_source, moment};
use crate::rules::formulas::{FormulaView, Target, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let Ok(formula) = &view.parsed else { continue };
        for (index, (name, range)) in formula.names().enumerate() {
            let Some(target) = outline.target(view.site, name) else { continue };
            let Some(why) = reason(outline, view, &target) else { continue };
            let earlier = |(name, _): (&_, _)| {
                outline.target(view.site, name).is_some_and(|it| {
                    is_same_source(&it, &target) && reason(outline, view, &it).is_some()
                })
            };
            if formula.names().take(index).any(earlier) {
                continue;
            }
            let message = format!("`{name}` {why}");
            let draft = findings.add(&view.spot_of(outline, range), message);
            if let Some(recorder) = target.step {
                let place = outline.spot(recorder).key("record").key(target.name);
                draft.related(&place.at_key(), "recorded here");
            }
        }
    }
}

/// Why the value isn't there yet for certain; nothing where it is.
fn reason<'d>(outline: &Outline<'d>, view: &FormulaView<'d>, target: &Target<'_, 'd>) -> Option<String> {
    match moment(outline, view, target) {
        Moment::AtStart | Moment::Before => None,
        Moment::AnyOrder(group) => {
            Some(format!("may be recorded later: the steps of `{}` are done in any order", group.step.id))
        }
        Moment::Later => Some(match (view.site.step, target.step) {
            (None, _) => "is recorded in a step, and inputs are given at the start".to_owned(),
            (_, step) => format!("is recorded later, in the step `{}`", step.map_or("", |it| &it.step.id)),
        }),
        Moment::Together => match view.site.use_of {
            UseOf::StepCondition | UseOf::Times | UseOf::Argument(_) => {
                Some("is recorded in this step itself, which must have been decided by then".to_owned())
            }
            UseOf::FieldCondition(own) if !is_above(outline, view, target.name, own) => {
                Some(format!("is asked after `{own}`, which depends on it"))
            }
            _ => None,
        },
    }
}

/// Whether a field stands above another one.
fn is_above(outline: &Outline<'_>, view: &FormulaView<'_>, name: &str, other: &str) -> bool {
    let record = view.owner(outline).map_or(&outline.document.inputs, |step| &step.step.record);
    record.get_index_of(name) < record.get_index_of(other)
}
