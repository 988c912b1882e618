//! A history whose versions or dates don't fall.

use std::cmp::Ordering;

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let changes = &outline.document.changes;
    for (at, (newer, older)) in changes.iter().zip(changes.iter().skip(1)).enumerate() {
        let spot = |at: usize, key: &'static str| Spot::top("changes").item(at).key(key);
        let (message, place) = match newer.version.cmp(&older.version) {
            Ordering::Less => {
                (format!("`{}` stands below the older `{}`", older.version, newer.version), spot(at + 1, "version"))
            }
            Ordering::Equal => (format!("`{}` has two entries", older.version), spot(at + 1, "version")),
            Ordering::Greater if newer.on < older.on => {
                (format!("`{}` is dated before the older `{}`", newer.version, older.version), spot(at, "on"))
            }
            Ordering::Greater => continue,
        };
        findings.add(&place, message).help("the newest change stands first, and each version once");
    }
}
