//! A time for signing as a witness, where nobody is one.

use super::checks::only_for;
use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let help = "only a `witness` must sign soon after the act; for other limits use `time`";
    only_for(outline, findings, "within", How::Witness, |check| check.within.is_some(), help);
}
