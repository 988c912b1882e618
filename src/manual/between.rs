//! Holds the rules between files against the signatures of a manual.

use std::collections::BTreeMap;

use semver::VersionReq;

use super::rules::checks;
use super::signature::{Signature, UseSite};
use crate::finding::{Finding, Place, Related, Severity};
use crate::rules::applied;

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
/// `read` gives the text of a file again, by its name. It is asked only in the rare case that a signature says too little: where few
/// people hold a role that takes part in a used procedure. Without a text that one question stays open.
pub fn between(signatures: &[Signature], read: &dyn Fn(&str) -> Option<String>) -> Vec<Between> {
    let mut shelf = Shelf { signatures, by_id: BTreeMap::new(), read };
    for (index, signature) in signatures.iter().enumerate() {
        shelf.by_id.entry(&signature.id).or_default().push(index);
    }
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
        (answer.findings, answer.suppressed, _) = applied(signature.suppressions.clone(), findings);
    }
    answers
}

/// The function of a rule between files.
pub(super) type Check = fn(&Shelf<'_>, &mut Found);

/// The signatures of a manual, by id.
pub(super) struct Shelf<'s> {
    pub(super) signatures: &'s [Signature],
    by_id: BTreeMap<&'s str, Vec<usize>>,
    read: &'s dyn Fn(&str) -> Option<String>,
}

impl<'s> Shelf<'s> {
    /// The text of a file, read again.
    pub(super) fn text(&self, file: &str) -> Option<String> {
        (self.read)(file)
    }

    /// Every use of another procedure, with the place of its file among the signatures.
    pub(super) fn uses(&self) -> impl Iterator<Item = (usize, &'s Signature, &'s UseSite)> {
        let signatures = self.signatures.iter().enumerate();
        signatures
            .flat_map(|(index, signature)| signature.uses.iter().map(move |site| (index, signature, site)))
    }

    /// All files of an id.
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
    pub(super) fn meant_in_full(&self, site: &UseSite) -> Option<&'s Signature> {
        self.meant(site).map(|(_, signature)| signature).filter(|signature| signature.sound)
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
