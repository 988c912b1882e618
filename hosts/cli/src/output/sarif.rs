//! Findings as SARIF 2.1.0 (OASIS), for code scanning and for whoever keeps results over time.
//!
//! Findings that are allowed stay in it, marked as suppressed: left out, they would seem mended, and come back as new.
//! Each rule that found something comes with its page.

use std::io::{self, Write};

use countersign::catalog;
use countersign::finding::{Finding, Place, Severity};
use countersign::fingerprint::Fingerprints;
use countersign::rules::Rule;
use serde_json::{Value, json};

use super::fingerprints::Distinct;
use super::{Output, told};
use crate::exit::Exit;
use crate::read::{Allowance, Checked};
use crate::totals::Totals;

/// Where the schema of the format is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name that stands for the folder in which the command runs.
const ROOT: &str = "%SRCROOT%";

/// Collects results.
#[derive(Debug, Default)]
pub(crate) struct Sarif {
    rules: Vec<&'static str>,
    results: Vec<Value>,
    distinct: Distinct,
}

impl Output for Sarif {
    fn file(&mut self, checked: &Checked, _sink: &mut dyn Write) -> io::Result<()> {
        if checked.report.is_empty() && checked.allowed().next().is_none() {
            return Ok(());
        }
        let fingerprints = checked.fingerprints();
        for finding in checked.report.findings() {
            self.add(checked, finding, None, &fingerprints);
        }
        for (finding, allowance) in checked.allowed() {
            self.add(checked, finding, Some(allowance), &fingerprints);
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> =
            self.rules.iter().filter_map(|name| catalog::rule(name).ok()).map(described).collect();
        let unread: Vec<Value> = totals
            .unread
            .iter()
            .map(|it| json!({"level": "error", "message": {"text": format!("can't check `{}`: {}", it.name, it.message)}}))
            .collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "countersign",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "invocations": [{
                    "executionSuccessful": totals.exit(Severity::Error) <= Exit::Found,
                    "toolExecutionNotifications": unread,
                }],
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        serde_json::to_writer(&mut *sink, &log)?;
        writeln!(sink)
    }
}

impl Sarif {
    fn add(
        &mut self,
        checked: &Checked,
        finding: &Finding,
        allowance: Option<Allowance>,
        fingerprints: &Fingerprints<'_>,
    ) {
        let file = checked.report.file();
        let rule = self.rules.iter().position(|name| *name == finding.rule).unwrap_or_else(|| {
            self.rules.push(finding.rule);
            self.rules.len() - 1
        });
        let (digest, number) = self.distinct.of(finding, fingerprints);
        let related: Vec<Value> = finding
            .related
            .iter()
            .enumerate()
            .map(|(id, it)| {
                let mut location = location(it.file.as_deref().unwrap_or(file), &it.place);
                location["id"] = json!(id);
                location["message"] = json!({"text": it.message});
                location
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.rule,
            "ruleIndex": rule,
            "level": finding.severity.word(),
            "message": {"text": told(finding)},
            "locations": [location(file, &finding.place)],
            "partialFingerprints": {
                // The name by which GitHub knows results again, and the whole digest for everybody else.
                "primaryLocationLineHash": format!("{}:{number}", digest.short()),
                "countersign/v1": format!("{digest}:{number}"),
            },
        });
        if !related.is_empty() {
            result["relatedLocations"] = json!(related);
        }
        match allowance {
            Some(Allowance::Comment) => {
                let mut suppression = json!({"kind": "inSource", "status": "accepted"});
                if let Some(reason) = checked.reason(finding) {
                    suppression["justification"] = json!(reason);
                }
                result["suppressions"] = json!([suppression]);
            }
            Some(Allowance::Baseline) => {
                result["suppressions"] = json!([{"kind": "external", "status": "accepted"}]);
                result["baselineState"] = json!("unchanged");
            }
            None => {}
        }
        self.results.push(result);
    }
}

fn location(file: &str, place: &Place) -> Value {
    let mut artifact = json!({"uri": uri(file)});
    if !is_absolute(file) {
        artifact["uriBaseId"] = json!(ROOT);
    }
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact,
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            },
        },
    });
    if !place.path.is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": place.path}]);
    }
    location
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.name(),
        "shortDescription": {"text": rule.summary()},
        "help": {"text": rule.page(), "markdown": rule.page()},
        "defaultConfiguration": {"level": rule.severity().word()},
        "properties": {"canBeAllowed": rule.can_be_allowed(), "fixable": rule.is_fixable()},
    })
}

fn is_absolute(file: &str) -> bool {
    file.starts_with('/') || file.get(1..3) == Some(":/")
}

/// A file's name as a relative reference, or as a `file` URI (RFC 3986).
fn uri(file: &str) -> String {
    let mut uri = String::new();
    if is_absolute(file) {
        uri.push_str(if file.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_uris() {
        let check = |file: &str, expected: &str| assert_eq!(uri(file), expected);
        check("procedures/a b.yaml", "procedures/a%20b.yaml");
        check("/tmp/é.yaml", "file:///tmp/%C3%A9.yaml");
        check("C:/a.yaml", "file:///C%3A/a.yaml");
        check("<stdin>", "%3Cstdin%3E");
    }
}
