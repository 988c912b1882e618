//! A signature that is dated after today.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let Some(today) = outline.as_of else { return };
    for (at, approval) in outline.document.approvals.iter().enumerate() {
        if approval.on > today {
            let message = format!("the signature of `{}` is dated `{}`, after today", approval.name, approval.on);
            findings
                .add(&Spot::top("approvals").item(at).key("on"), message)
                .help("a signature is dated on the day it is given");
        }
    }
}
