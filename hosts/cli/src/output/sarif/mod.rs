//! Findings as SARIF 2.1.0 (OASIS), for code scanning and for whoever keeps results over time.
//!
//! Findings that are allowed stay in it, marked as suppressed: left out, they would seem mended, and come back as new.
//! Each rule that found something comes with its page.

mod format;

use std::collections::BTreeMap;
use std::io::{self, Write};

use countersign::catalog;
use countersign::finding::{Finding, Place, Severity};
use countersign::fingerprint::Fingerprints;
use countersign::rules::Rule;

use super::fingerprints::Distinct;
use super::{Output, told};
use crate::exit::Exit;
use crate::read::{Allowance, Checked};
use crate::totals::Totals;
use format::Text;

/// Where the schema of the format is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name that stands for the folder in which the command runs.
const ROOT: &str = "%SRCROOT%";

/// Collects results.
#[derive(Debug, Default)]
pub(crate) struct Sarif {
    rules: Vec<&'static str>,
    results: Vec<format::Result>,
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
        let rules = self.rules.iter().filter_map(|name| catalog::rule(name).ok()).map(described).collect();
        let unread = totals.unread.iter().map(|it| format::Notification {
            level: "error",
            message: text(format!("can't check `{}`: {}", it.name, it.message)),
        });
        let driver = format::Driver {
            name: "countersign",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules,
        };
        let invocation = format::Invocation {
            execution_successful: totals.exit(Severity::Error) <= Exit::Found,
            tool_execution_notifications: unread.collect(),
        };
        let run = format::Run {
            tool: format::Tool { driver },
            invocations: [invocation],
            column_kind: "unicodeCodePoints",
            results: &self.results,
        };
        serde_json::to_writer(&mut *sink, &format::Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
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
        let (digest, number) = self.distinct.of(finding, fingerprints);
        let related = finding.related.iter().enumerate().map(|(id, it)| format::Location {
            id: Some(id),
            message: Some(text(it.message.clone())),
            ..location(it.file.as_deref().unwrap_or(file), &it.place)
        });
        let suppression = allowance.map(|allowance| match allowance {
            Allowance::Comment => ("inSource", checked.reason(finding).map(str::to_owned)),
            Allowance::Baseline => ("external", None),
        });
        let result = format::Result {
            rule_id: finding.rule,
            rule_index: self.index_of(finding.rule),
            level: finding.severity.word(),
            message: text(told(finding)),
            locations: [location(file, &finding.place)],
            partial_fingerprints: BTreeMap::from([
                // The name by which GitHub knows results again, and the whole digest for everybody else.
                ("primaryLocationLineHash", format!("{}:{number}", digest.short())),
                ("countersign/v1", format!("{digest}:{number}")),
            ]),
            related_locations: related.collect(),
            suppressions: suppression.map(|(kind, justification)| {
                [format::Suppression { kind, status: "accepted", justification }]
            }),
            baseline_state: (allowance == Some(Allowance::Baseline)).then_some("unchanged"),
        };
        self.results.push(result);
    }

    /// The place of a rule among those that found something.
    fn index_of(&mut self, rule: &'static str) -> usize {
        self.rules.iter().position(|name| *name == rule).unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

fn location(file: &str, place: &Place) -> format::Location {
    let uri_base_id = (!is_absolute(file)).then_some(ROOT);
    let names = (!place.path.is_empty())
        .then(|| format::LogicalLocation { fully_qualified_name: place.path.clone() });
    format::Location {
        id: None,
        message: None,
        physical_location: format::PhysicalLocation {
            artifact_location: format::ArtifactLocation { uri: uri(file), uri_base_id },
            region: format::Region {
                start_line: place.start.line,
                start_column: place.start.column,
                end_line: place.end.line,
                end_column: place.end.column,
            },
        },
        logical_locations: names.into_iter().collect(),
    }
}

fn described(rule: &Rule) -> format::Rule {
    format::Rule {
        id: rule.name(),
        short_description: text(rule.summary().to_owned()),
        help: format::Help { text: rule.page(), markdown: rule.page() },
        default_configuration: format::Configuration { level: rule.severity().word() },
        properties: format::Properties { can_be_allowed: rule.can_be_allowed(), fixable: rule.is_fixable() },
    }
}

fn text(text: String) -> Text {
    Text { text }
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
