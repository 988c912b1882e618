//! A formula that reads what is never a value, such as a photo.

use super::formula_problems::report;
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    report(outline, findings, ProblemKind::UnreadableName);
}
