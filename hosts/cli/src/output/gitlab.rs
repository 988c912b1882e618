//! Findings as GitLab's code quality report, which merge requests show.
//!
//! The format is a part of the Code Climate specification: an array of issues, each with a fingerprint of its own that
//! stays the same while lines move.

use std::io::{self, Write};

use countersign::finding::Severity;
use serde_json::json;

use super::fingerprints::Distinct;
use super::{Output, told};
use crate::read::Checked;
use crate::totals::Totals;

/// Writes issues as they come.
#[derive(Debug, Default)]
pub(crate) struct Gitlab {
    distinct: Distinct,
    has_issues: bool,
}

impl Output for Gitlab {
    fn file(&mut self, checked: &Checked, sink: &mut dyn Write) -> io::Result<()> {
        if checked.report.is_empty() {
            return Ok(());
        }
        let fingerprints = checked.fingerprints();
        for finding in checked.report.findings() {
            let (digest, number) = self.distinct.of(finding, &fingerprints);
            let fingerprint = countersign::procedure::Digest::of(format!("{digest}:{number}").as_bytes());
            let fingerprint = fingerprint.to_string();
            let issue = json!({
                "description": told(finding),
                "check_name": finding.rule,
                "fingerprint": fingerprint.trim_start_matches("sha256:"),
                "severity": level(finding.severity),
                "location": {
                    "path": checked.report.file(),
                    "lines": {"begin": finding.place.start.line, "end": finding.place.end.line},
                },
            });
            write!(sink, "{}{issue}", if self.has_issues { ",\n" } else { "[\n" })?;
            self.has_issues = true;
        }
        Ok(())
    }

    fn finish(&mut self, _totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        writeln!(sink, "{}", if self.has_issues { "\n]" } else { "[]" })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
