//! A digest that doesn't have the form of one.

use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (at, approval) in outline.document.approvals.iter().enumerate() {
        if let Some(digest) = approval.digest.as_deref().filter(|digest| !is_digest(digest)) {
            findings
                .add(&Spot::top("approvals").item(at).key("digest"), format!("{} is not a digest", quoted(digest)))
                .help("a digest is `sha256:` and 64 characters of `0` to `9` and `a` to `f`");
        }
    }
}

fn is_digest(text: &str) -> bool {
    let digits = |digits: &str| {
        digits.len() == 64 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    text.strip_prefix("sha256:").is_some_and(digits)
}
