//! Holds the rules between files against the signatures of a manual.

use std::collections::{BTreeMap, BTreeSet};

use semver::VersionReq;

use super::rules::{RULES, checks};
use super::signature::{Signature, UseSite, in_full};
use crate::finding::{Finding, Place, Related, Severity};
use crate::rules::applied;
use crate::source::Source;

/// What the rules between files find in one of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Between {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The findings that a comment in the file allows, with a reason.
    pub suppressed: Vec<Finding>,
}

/// Holds every rule between files against a manual; the answer has one entry for each signature, in their order.
///
/// `read` gives the text of a file again, by its name: signatures are small, so files that others use are read once more.
/// Without a text, what a use must fit isn't judged.
pub fn between(signatures: &[Signature], read: &dyn Fn(&str) -> Option<String>) -> Vec<Between> {
    let mut shelf = Shelf { signatures, by_id: BTreeMap::new(), used: BTreeMap::new(), read };
    for (index, signature) in signatures.iter().enumerate().filter(|(_, it)| !it.is_archived()) {
        shelf.by_id.entry(&signature.id).or_default().push(index);
    }
    shelf.read_used();
    let mut found = Found { rule: "", severity: Severity::Error, findings: BTreeMap::new() };
    for (rule, check) in checks() {
        (found.rule, found.severity) = (rule.name(), rule.severity());
        check(&shelf, &mut found);
    }
    let mut answers = vec![Between::default(); signatures.len()];
    for ((index, _), finding) in found.findings {
        if let Some(answer) = answers.get_mut(index) {
            answer.findings.push(finding);
        }
    }
    for (signature, answer) in
        signatures.iter().zip(&mut answers).filter(|(_, answer)| !answer.findings.is_empty())
    {
        let findings = std::mem::take(&mut answer.findings);
        (answer.findings, answer.suppressed, _) = applied(signature.suppressions.clone(), findings, is_firm);
    }
    answers
}

/// Whether findings of a rule between files can't be allowed.
fn is_firm(name: &str) -> bool {
    RULES.iter().any(|rule| rule.name() == name && !rule.can_be_allowed())
}

/// The function of a rule between files.
pub(super) type Check = fn(&Shelf<'_>, &mut Found);

/// The signatures of a manual, by id.
pub(super) struct Shelf<'s> {
    pub(super) signatures: &'s [Signature],
    by_id: BTreeMap<&'s str, Vec<usize>>,
    /// The files that others use, in full.
    used: BTreeMap<usize, Signature>,
    read: &'s dyn Fn(&str) -> Option<String>,
}

impl<'s> Shelf<'s> {
    /// The text of a file, read again.
    pub(super) fn text(&self, file: &str) -> Option<String> {
        (self.read)(file)
    }

    /// Every use of another procedure in the current manual, with the place of its file among the signatures. What an
    /// older version uses is no longer the manual's business.
    pub(super) fn uses(&self) -> impl Iterator<Item = (usize, &'s Signature, &'s UseSite)> {
        let signatures = self.signatures.iter().enumerate().filter(|(_, signature)| !signature.is_archived());
        signatures
            .flat_map(|(index, signature)| signature.uses.iter().map(move |site| (index, signature, site)))
    }

    /// All files of an id in the current manual.
    pub(super) fn of_id(&self, id: &str) -> impl Iterator<Item = (usize, &'s Signature)> {
        let indices = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| Some((*index, self.signatures.get(*index)?)))
    }

    /// All ids with their files.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&'s str, &[usize])> {
        self.by_id.iter().map(|(id, indices)| (*id, indices.as_slice()))
    }

    /// The file that a use means: the newest version that will do.
    pub(super) fn meant(&self, site: &UseSite) -> Option<(usize, &'s Signature)> {
        let any = VersionReq::STAR;
        let requirement = site.requirement.as_ref().unwrap_or(&any);
        let fitting = self.of_id(&site.procedure).filter(|(_, it)| requirement.matches(&it.version));
        fitting.max_by(|(_, a), (_, b)| a.version.cmp(&b.version))
    }

    /// The same, where its inputs and roles could be read in full.
    pub(super) fn meant_in_full(&self, site: &UseSite) -> Option<&Signature> {
        let (index, _) = self.meant(site)?;
        self.used.get(&index).filter(|signature| signature.sound)
    }

    /// Reads the files that others use once more.
    fn read_used(&mut self) {
        let meant: BTreeSet<usize> =
            self.uses().filter_map(|(_, _, site)| Some(self.meant(site)?.0)).collect();
        for index in meant {
            let Some(file) = self.signatures.get(index).map(|signature| signature.file.as_str()) else {
                continue;
            };
            let text = self.text(file);
            if let Some(signature) = text.and_then(|text| in_full(Source::new(file, &text))) {
                self.used.insert(index, signature);
            }
        }
    }
}

/// What is found, by file and in the order of finding.
pub(super) struct Found {
    rule: &'static str,
    severity: Severity,
    findings: BTreeMap<(usize, usize), Finding>,
}

impl Found {
    /// Adds a finding of the rule that runs now, to which more can be said.
    pub(super) fn add(&mut self, file: usize, place: &Place, message: impl Into<String>) -> &mut Finding {
        let finding = Finding::new(self.rule, self.severity, place.clone(), message);
        self.findings.entry((file, self.findings.len())).or_insert(finding)
    }
}

/// A place in another file that a finding speaks of.
pub(super) fn in_file(signature: &Signature, place: &Place, message: impl Into<String>) -> Related {
    Related { file: Some(signature.file.clone()), place: place.clone(), message: message.into() }
}
