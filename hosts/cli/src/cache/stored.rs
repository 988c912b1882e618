//! A finding as the cache keeps it: the same, with the rule as a text.

use std::borrow::Cow;

use countersign::catalog;
use countersign::finding::{Finding, Place, Related, Severity};
use countersign::fix::Fix;
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredFinding {
    rule: Cow<'static, str>,
    severity: Severity,
    place: Place,
    message: String,
    help: Option<String>,
    related: Vec<Related>,
    fix: Option<Fix>,
}

pub(super) fn write(findings: &[Finding]) -> Vec<StoredFinding> {
    let stored = |finding: &Finding| {
        let Finding { rule, severity, place, message, help, related, fix, .. } = finding.clone();
        StoredFinding { rule: Cow::Borrowed(rule), severity, place, message, help, related, fix }
    };
    findings.iter().map(stored).collect()
}

/// The findings again; none where a rule isn't known any more.
pub(super) fn read(stored: &[StoredFinding]) -> Option<Vec<Finding>> {
    let finding = |stored: &StoredFinding| {
        let StoredFinding { rule, severity, place, message, help, related, fix } = stored.clone();
        let rule = catalog::rule(&rule).ok()?.name();
        let mut finding = Finding::new(rule, severity, place, message);
        (finding.help, finding.related, finding.fix) = (help, related, fix);
        Some(finding)
    };
    stored.iter().map(finding).collect()
}
