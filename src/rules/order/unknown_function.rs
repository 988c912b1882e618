//! A function that isn't there.

use super::formula_problems::report;
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    report(outline, findings, ProblemKind::UnknownFunction);
}
