//! Values that don't go together, such as text and a number.

use super::formula_problems::report;
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    report(outline, findings, ProblemKind::Types);
}
