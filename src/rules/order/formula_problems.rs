//! Problems that reading and typing a formula found, reported by their kind.

use crate::fix::Fix;
use crate::formula::{FormulaProblem, ProblemKind};
use crate::rules::formulas::FormulaView;
use crate::rules::{Findings, Outline};

/// Reports the problems of one kind.
pub(super) fn report(outline: &Outline<'_>, findings: &mut Findings<'_>, kind: ProblemKind) {
    for view in &outline.formulas {
        for problem in of(view).filter(|problem| problem.kind == kind) {
            report_one(outline, findings, view, problem);
        }
    }
}

pub(super) fn report_one(
    outline: &Outline<'_>,
    findings: &mut Findings<'_>,
    view: &FormulaView<'_>,
    problem: &FormulaProblem,
) {
    // Where something is missing at the end, there is no character to point at.
    let spot = match problem.range.is_empty() {
        true => view.spot(outline),
        false => view.spot_of(outline, problem.range.clone()),
    };
    let fix = problem.meant.clone().filter(|_| !problem.range.is_empty()).map(Fix::Value);
    let draft = findings.add(&spot, problem.message.as_str()).fix(fix);
    if let Some(help) = &problem.help {
        draft.help(help.as_str());
    }
}

/// Everything that is wrong with a formula in itself.
pub(super) fn of<'v>(view: &'v FormulaView<'_>) -> impl Iterator<Item = &'v FormulaProblem> {
    let typed = view.typed.as_ref().err().into_iter().flatten();
    view.parsed.as_ref().err().into_iter().chain(typed)
}
