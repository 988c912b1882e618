//! Mends a file: makes the fixes of its findings, checks it again, and goes on until nothing is left to mend.
//!
//! Every fix is made whole or not at all, and of two that change the same bytes the first is made; the other has its
//! turn in the next round. A round that would make two keys of a map the same isn't made. What is approved isn't
//! touched here without being asked: an effective procedure changes by a new version, not in place.

use crate::document::{self, Status};
use crate::edit::{Edit, apply};
use crate::finding::{Finding, Report};
use crate::yaml;

/// After so many rounds mending ends, whatever is left.
const MOST_ROUNDS: usize = 10;

/// A text that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The text now.
    pub text: String,
    /// The findings that were mended, in the order in which that was done.
    pub fixed: Vec<Finding>,
}

/// Mends a text. `report` is what was found in it, and `check` says what is found in it next; a finding without a fix
/// stays. The answer is none where there is nothing to mend.
pub fn mend(text: &str, report: &Report, check: &dyn Fn(&str) -> Report) -> Option<Mended> {
    let mut mended = Mended { text: text.to_owned(), fixed: Vec::new() };
    let mut report = report.clone();
    for _ in 0..MOST_ROUNDS {
        let (edits, fixed) = chosen(&report, &mended.text);
        // Edits of one list don't overlap and fit the text they were made for.
        let Some(next) = apply(&mended.text, &edits).ok().filter(|next| *next != mended.text) else { break };
        let found = check(&next);
        if repeated_keys(&found) > repeated_keys(&report) {
            break;
        }
        report = found;
        mended.text = next;
        mended.fixed.extend(fixed);
    }
    (mended.text != text).then_some(mended)
}

/// Whether a text is that of a procedure in force, or one that was: such a text changes by a new version only.
pub fn is_protected(text: &str) -> bool {
    match yaml::read(text).0 {
        Some(tree) => document::read(&tree, &mut Vec::new()).status() != Status::Draft,
        // What can't be read in full may still say so.
        None => text.lines().any(|line| {
            let status = line.strip_prefix("status:").map(str::trim_start);
            status.is_some_and(|status| status.starts_with("effective") || status.starts_with("retired"))
        }),
    }
}

/// How many keys stand twice: a key that is corrected must not become one of them.
fn repeated_keys(report: &Report) -> usize {
    report.findings().iter().filter(|finding| finding.rule == "duplicate-key").count()
}

/// The edits of this round, and the findings that they mend.
fn chosen(report: &Report, text: &str) -> (Vec<Edit>, Vec<Finding>) {
    let (mut edits, mut fixed): (Vec<Edit>, Vec<Finding>) = (Vec::new(), Vec::new());
    for finding in report.findings() {
        let Some(fix) = &finding.fix else { continue };
        let made = fix.edits(finding.place.span, text);
        let is_free = made.iter().all(|edit| edits.iter().all(|other| !touches(edit, other)));
        if is_free && !made.is_empty() {
            edits.extend(made);
            fixed.push(finding.clone());
        }
    }
    (edits, fixed)
}

/// Whether two edits can't both be made, or would be made in the same place.
fn touches(edit: &Edit, other: &Edit) -> bool {
    edit.overlaps(other) || edit.span == other.span
}
