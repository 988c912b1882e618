//! Holds the rules on changes against a manual and the state it had before.

use std::collections::BTreeMap;

use semver::Version;

use super::edition::Edition;
use super::rules::{RULES, checks};
use super::{Change, Comparison, Site, VersionStep};
use crate::finding::{Finding, Place, Related, Severity};
use crate::rules::{Spot, applied};

/// What the rules on changes find.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Since {
    /// For each file as it is now, in the order they were given.
    pub after: Vec<Judgement>,
    /// For each file as it was: what is found about procedures that are gone, in the order they were given.
    pub before: Vec<Vec<Finding>>,
}

/// What the rules on changes find in one file, and what it asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The findings that a comment in the file allows.
    pub suppressed: Vec<Finding>,
    /// What changed; nothing for a procedure that is new, and where a file couldn't be read in full.
    pub comparison: Option<Comparison>,
    /// The version that the file should have, where it has another.
    pub version: Option<Version>,
}

/// Compares the files of a manual that differ from an earlier state with those of that state, matched by the ids of
/// procedures and not by the names of files. Files that are the same in both need not be given.
pub fn since(before: &[Edition<'_>], after: &[Edition<'_>]) -> Since {
    let versions = Versions::new(before, after);
    let mut found =
        Found { rule: "", severity: Severity::Error, after: BTreeMap::new(), before: BTreeMap::new() };
    for (rule, check) in checks() {
        (found.rule, found.severity) = (rule.name(), rule.severity());
        check(&versions, &mut found);
    }
    let mut answer = Since { after: vec![Judgement::default(); after.len()], before: Vec::new() };
    answer.before = vec![Vec::new(); before.len()];
    for ((file, _), finding) in found.before {
        if let Some(findings) = answer.before.get_mut(file) {
            findings.push(finding);
        }
    }
    for ((file, _), finding) in found.after {
        if let Some(judgement) = answer.after.get_mut(file) {
            judgement.findings.push(finding);
        }
    }
    for (edition, judgement) in after.iter().zip(&mut answer.after) {
        if !judgement.findings.is_empty() {
            let findings = std::mem::take(&mut judgement.findings);
            (judgement.findings, judgement.suppressed, _) =
                applied(edition.suppressions(), findings, is_firm);
        }
    }
    for pair in versions.pairs {
        if let Some(judgement) = answer.after.get_mut(pair.place) {
            judgement.version = pair.version_asked();
            judgement.comparison = Some(pair.comparison);
        }
    }
    answer
}

/// Whether findings of a rule on changes can't be allowed.
fn is_firm(name: &str) -> bool {
    RULES.iter().any(|rule| rule.name() == name && !rule.can_be_allowed())
}

/// The function of a rule on changes.
pub(super) type Check = fn(&Versions<'_>, &mut Found);

/// The files that differ, matched.
pub(super) struct Versions<'e> {
    pub(super) before: &'e [Edition<'e>],
    pub(super) after: &'e [Edition<'e>],
    /// Procedures that are in both and could be read in full.
    pub(super) pairs: Vec<Pair<'e>>,
}

/// One procedure before and after.
pub(super) struct Pair<'e> {
    /// Place of the new state among the files.
    pub(super) place: usize,
    pub(super) before: &'e Edition<'e>,
    pub(super) after: &'e Edition<'e>,
    pub(super) comparison: Comparison,
}

impl<'e> Versions<'e> {
    fn new(before: &'e [Edition<'e>], after: &'e [Edition<'e>]) -> Versions<'e> {
        let mut pairs = Vec::new();
        for (place, now) in after.iter().enumerate() {
            let Some(then) = earlier(before, now).filter(|then| then.is_sound() && now.is_sound()) else {
                continue;
            };
            pairs.push(Pair { place, before: then, after: now, comparison: Comparison::of(then, now) });
        }
        Versions { before, after, pairs }
    }
}

/// The earlier state of a file: that of the same procedure, and of an archived version that of the same version.
fn earlier<'e>(before: &'e [Edition<'e>], now: &Edition<'_>) -> Option<&'e Edition<'e>> {
    let of_id = || before.iter().filter(|then| then.id() == now.id());
    if now.is_archived() {
        let version = &now.document().version;
        let same = || of_id().filter(|then| then.document().version == *version);
        return same().find(|then| then.is_archived()).or_else(|| same().next());
    }
    of_id().find(|then| !then.is_archived())
}

impl Pair<'_> {
    /// Whether the content is another one: then its digest is another one too.
    pub(super) fn is_changed(&self) -> bool {
        !self.comparison.changes.is_empty()
    }

    /// Whether the version rose.
    pub(super) fn is_raised(&self) -> bool {
        self.after.document().version.cmp_precedence(&self.before.document().version).is_gt()
    }

    /// Whether both are the same version.
    pub(super) fn is_same_version(&self) -> bool {
        self.after.document().version == self.before.document().version
    }

    /// The changes that ask for the step, as places in the file, or in the state before for what is gone.
    pub(super) fn reasons(&self) -> Vec<Related> {
        const MOST: usize = 6;
        let asked = self.comparison.asked;
        let asking =
            self.comparison.changes.iter().filter(|it| it.step == asked && it.step > VersionStep::None);
        let related = |change: &Change| {
            let message = change.message.clone();
            match change.new.as_ref().and_then(Site::place) {
                Some(place) => Some(Related { file: None, place, message }),
                None => self.old_place(change.old.as_ref()?, message),
            }
        };
        asking.filter_map(related).take(MOST).collect()
    }

    /// A place in the state before.
    pub(super) fn old_place(&self, site: &Site, message: impl Into<String>) -> Option<Related> {
        let file = Some(self.before.file().to_owned());
        Some(Related { file, place: site.place()?, message: message.into() })
    }

    /// The least version the file may have, where it has a lesser one.
    pub(super) fn version_asked(&self) -> Option<Version> {
        let is_enough = self.is_raised() && self.comparison.is_enough();
        if !self.is_changed() || is_enough || self.after.is_archived() {
            return None;
        }
        let step = self.comparison.asked.max(VersionStep::Patch);
        Some(step.after(&self.before.document().version))
    }
}

/// What is found, by file.
pub(super) struct Found {
    rule: &'static str,
    severity: Severity,
    /// By file and in the order of finding.
    after: BTreeMap<(usize, usize), Finding>,
    before: BTreeMap<(usize, usize), Finding>,
}

impl Found {
    /// Adds a finding on the new state of a procedure.
    pub(super) fn add(
        &mut self,
        pair: &Pair<'_>,
        spot: &Spot<'_>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let finding = Finding::new(self.rule, self.severity, pair.after.place(spot), message);
        pushed(&mut self.after, pair.place, finding)
    }

    /// Adds a finding on a change, where it stands now.
    pub(super) fn add_at(&mut self, pair: &Pair<'_>, site: &Site, message: String) -> &mut Finding {
        let place = site.place().unwrap_or_else(|| pair.after.place(&Spot::default()));
        let finding = Finding::new(self.rule, self.severity, place, message);
        pushed(&mut self.after, pair.place, finding)
    }

    /// Adds a finding about a file that is gone; it has no place any more.
    pub(super) fn add_gone(&mut self, file: usize, message: impl Into<String>) -> &mut Finding {
        let start = crate::source::Position { line: 1, column: 1 };
        let place = Place { path: String::new(), span: crate::source::Span::default(), start, end: start };
        let finding = Finding::new(self.rule, self.severity, place, message);
        pushed(&mut self.before, file, finding)
    }
}

fn pushed(found: &mut BTreeMap<(usize, usize), Finding>, file: usize, finding: Finding) -> &mut Finding {
    found.entry((file, found.len())).or_insert(finding)
}

/// A place in the state before, with what is to be seen there.
pub(super) fn in_before(edition: &Edition<'_>, spot: &Spot<'_>, message: impl Into<String>) -> Related {
    Related { file: Some(edition.file().to_owned()), place: edition.place(spot), message: message.into() }
}
