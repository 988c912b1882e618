//! A condition or formula that can't be read.

use super::formula_problems::{of, report_one};
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let unreadable = |kind| matches!(kind, ProblemKind::Syntax | ProblemKind::TooLong | ProblemKind::TooDeep);
        for problem in of(view).filter(|problem| unreadable(problem.kind)) {
            report_one(outline, findings, view, problem);
        }
    }
}
