//! What changed between two versions of a procedure, the version step it asks for, and what it weakens.
//!
//! Steps, fields, roles and the rest are matched by their names, so that what was moved or renumbered is a move and
//! not a removal and an addition. Where the digests of two versions differ, at least one change is named; where they
//! are the same, none is.
//!
//! A change *weakens* when something that was caught may now pass, or somebody may now do what was not theirs; it then
//! asks for a major step, whatever else it does. Whether a weakening is right is for the people who approve it.

mod version_step;
mod kind;
mod change;
mod pairs;
mod walk;
mod words;
mod hazards;
mod people;
mod head;
mod steps;
mod step;
mod time_limits;
mod verification;
mod failure;
mod edge;
mod limits;
mod field;
mod edition;
mod rules;
mod since;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use semver::Version;
use serde::Serialize;

pub use change::{Change, Site};
pub use edition::Edition;
pub use kind::{ChangeKind, Effect};
pub(crate) use rules::RULES;
pub use since::{Judgement, Since, since};
pub use version_step::VersionStep;

use crate::digest::digest;
use crate::document::Document;
use walk::Walk;

/// What changed between two versions of a procedure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Name of the procedure in the new version.
    pub id: String,
    /// The old version.
    #[schemars(with = "String")]
    pub old_version: Version,
    /// The new version.
    #[schemars(with = "String")]
    pub new_version: Version,
    /// The version step that was made.
    pub made: VersionStep,
    /// The least version step that the changes ask for.
    pub asked: VersionStep,
    /// The changes, in the order of a file.
    pub changes: Vec<Change>,
}

/// Compares two versions. Both should be without errors: what can't be read in full is compared as far as it goes.
///
/// ```
/// use countersign::compare::{VersionStep, compare};
/// use countersign::procedure::Procedure;
///
/// let text = "
/// countersign: 1
/// id: hand-washing
/// version: 1.0.0
/// title: Wash your hands
/// changes: [{version: 1.0.0, on: 2026-11-20, what: First issue.}]
/// roles: {cook: {title: Cook}, lead: {title: Shift lead}}
/// steps:
///   - id: wash
///     title: Wash for twenty seconds
///     by: cook
///     record: {washing: {type: number, unit: s, min: 20}}
///     on_fail: {decide: {cancel: lead}}
/// ";
/// let old = Procedure::parse(text).expect("no errors");
/// let new = Procedure::parse(&text.replace("min: 20", "min: 15")).expect("no errors");
/// let comparison = compare(old.document(), new.document());
/// assert_eq!(comparison.changes[0].kind.word(), "limit_widened");
/// assert!(comparison.changes[0].weakens());
/// assert_eq!(comparison.asked, VersionStep::Major);
/// assert!(!comparison.is_enough());
/// ```
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let mut walk = Walk { old, new, changes: BTreeMap::new() };
    walk.head();
    walk.roles();
    walk.inputs();
    walk.steps();
    debug_assert_eq!(walk.changes.is_empty(), digest(old) == digest(new), "{:?}", walk.changes);
    Comparison {
        id: new.id.clone(),
        old_version: old.version.clone(),
        new_version: new.version.clone(),
        made: VersionStep::between(&old.version, &new.version),
        asked: walk.changes.values().map(|change| change.step).max().unwrap_or_default(),
        changes: walk.changes.into_values().collect(),
    }
}

/// The JSON Schema of a comparison.
pub fn comparison_schema() -> serde_json::Value {
    schemars::schema_for!(Comparison).to_value()
}

impl Comparison {
    /// Whether the version rose as far as the changes ask.
    pub fn is_enough(&self) -> bool {
        self.made >= self.asked
    }

    /// The least version that is far enough from the old one.
    pub fn least_version(&self) -> Version {
        self.asked.after(&self.old_version)
    }

    /// The changes that weaken a control.
    pub fn weakened(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.weakens())
    }

    /// Compares two states of a file, and looks up where in them the changes stand.
    pub fn of(old: &Edition<'_>, new: &Edition<'_>) -> Comparison {
        let mut comparison = compare(old.document(), new.document());
        for change in &mut comparison.changes {
            change.old.iter_mut().for_each(|site| old.locate(site));
            change.new.iter_mut().for_each(|site| new.locate(site));
        }
        comparison
    }
}
