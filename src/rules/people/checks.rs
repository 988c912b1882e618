//! The keys of verifications that go with one kind of them only.

use crate::document::{How, Verification};
use crate::rules::{Findings, Outline};

/// Reports a key on every verification of another kind than the one it goes with.
pub(super) fn only_for(
    outline: &Outline<'_>,
    findings: &mut Findings<'_>,
    key: &'static str,
    how: How,
    is_there: fn(&Verification) -> bool,
    help: &str,
) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how != how) {
        if is_there(check) {
            let message = format!("`{key}` has no effect on a verification by `{}`", check.how.word());
            findings.add(&outline.verification_spot(view, at).key(key).at_key(), message).help(help);
        }
    }
}
