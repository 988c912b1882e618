//! A difference allowed between two results where there is only one.

use super::checks::only_for;
use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let help = "only with `how: independent` there are two results to compare";
    only_for(outline, findings, "agree", How::Independent, |check| !check.agree.is_empty(), help);
}
