//! A difference allowed that is less than nothing.

use crate::document::How;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Independent) {
        for (name, most) in check.agree.iter().filter(|(_, most)| most.is_negative()) {
            let message = format!("no two values of `{name}` differ by {most} or less");
            findings
                .add(&outline.verification_spot(view, at).key("agree").key(name), message)
                .help("give the largest difference, without a sign");
        }
    }
}
