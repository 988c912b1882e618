//! A condition or formula that reads what is not recorded on every path.

use super::recording::{Gap, Moment, gap, is_gap_around, is_same_source, moment};
use crate::rules::formulas::{FormulaView, Target};
use crate::rules::{Findings, Outline};
use std::ops::Range;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let Ok(formula) = &view.parsed else { continue };
        for (index, (name, range)) in formula.names().enumerate() {
            let Some(target) = outline.target(view.site, name) else { continue };
            let Some(gap) = judged(outline, view, &target, &range) else { continue };
            let earlier = |(name, range): (&_, Range<usize>)| {
                outline.target(view.site, name).is_some_and(|it| {
                    is_same_source(&it, &target) && judged(outline, view, &it, &range).is_some()
                })
            };
            if formula.names().take(index).any(earlier) {
                continue;
            }
            let (why, help, place) = match gap {
                Gap::Optional => {
                    let help = "make it required, or don't let anything depend on it".to_owned();
                    ("it is not required".to_owned(), help, None)
                }
                Gap::Declared(step) => {
                    let why = format!("the step `{}` may be declared not applicable", step.step.id);
                    let help = "record it in a step that is always done".to_owned();
                    (why, help, Some(outline.spot(step).key("not_applicable").at_key()))
                }
                Gap::Condition(condition) => {
                    let help = "let the same condition hold here, or record the value always".to_owned();
                    (format!("it is only when `{}`", condition.text), help, Some(condition.spot(outline)))
                }
            };
            let message = format!("`{name}` is not always recorded: {why}");
            let draft = findings.add(&view.spot_of(outline, range), message).help(help);
            if let Some(place) = place {
                draft.related(&place, "because of this");
            }
        }
    }
}

/// Why the value may not be there. A value of each instance of a repeated group is a list, which may be empty.
fn judged<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &'o FormulaView<'d>,
    target: &Target<'o, 'd>,
    range: &Range<usize>,
) -> Option<Gap<'o, 'd>> {
    if target.many || !matches!(moment(outline, view, target), Moment::AtStart | Moment::Before | Moment::Together) {
        return None;
    }
    let gap = gap(outline, view, target, range)?;
    (!is_gap_around(outline, view, target)).then_some(gap)
}
