//! A formula that reads a field which can be entered in more than one unit.

use super::formula_problems::report;
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    report(outline, findings, ProblemKind::SeveralUnits);
}
