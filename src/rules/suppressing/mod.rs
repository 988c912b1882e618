//! Comments that allow findings: that each names a rule, gives a reason, and allows something.

mod judgement;

use crate::rules::rules;

pub(super) use judgement::{Heard, about};

rules! {
    "malformed-suppression", Error, firm;
    "suppression-without-reason", Error, firm;
    "unknown-rule-in-suppression", Error, firm;
    "suppression-of-firm-rule", Error, firm;
    "unused-suppression", Warning, firm, fixable;
    "expired-suppression", Warning, firm;
    "unneeded-baseline-entry", Warning;
}
