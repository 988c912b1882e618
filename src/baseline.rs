//! A baseline: findings that are known and don't count, so that a manual can be mended step by step.
//!
//! An entry is a [`Fingerprint`], and each allows one finding. So a finding that replaces another is new, even where
//! their number stays the same, and an entry whose finding is gone is said to be no longer needed. Findings of rules
//! that no comment may allow are in no baseline either: a record that can't be trusted isn't made good by a list.
//! Reading and writing the file is for hosts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog;
use crate::finding::{Finding, Place, Severity};
use crate::fingerprint::Fingerprint;
use crate::source::{Lines, Span};

/// The version of the format.
const FORMAT: u32 = 1;

/// The rule that speaks of entries that are no longer needed.
const UNNEEDED: &str = "unneeded-baseline-entry";

/// Findings that are known, and how many of each fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    entries: BTreeMap<Fingerprint, Entry>,
}

/// How often a fingerprint is known, and how often it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Entry {
    known: usize,
    met: usize,
}

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It isn't JSON, or lacks what a baseline has.
    #[error("line {line} is not as a baseline has it: {message}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// It is of a version that isn't known here.
    #[error("format `{0}` of a baseline is not known: the one described here is `{FORMAT}`")]
    UnknownFormat(u32),
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    baseline: u32,
    findings: Vec<Line>,
}

/// One entry as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    procedure: String,
    path: String,
    rule: String,
    content: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

impl Baseline {
    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    ///
    /// When the text is no baseline, or one of another version.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let malformed = |error: serde_json::Error| BaselineError::Malformed {
            line: error.line().max(1),
            message: error.to_string(),
        };
        let file: File = serde_json::from_str(text).map_err(malformed)?;
        if file.baseline != FORMAT {
            return Err(BaselineError::UnknownFormat(file.baseline));
        }
        let mut baseline = Baseline::default();
        for line in file.findings {
            let count = line.count;
            baseline.entries.entry(line.fingerprint()).or_default().known += count;
        }
        Ok(baseline)
    }

    /// The baseline as a text: JSON with an entry a line, sorted, so that it can be reviewed like code.
    pub fn write(&self) -> String {
        let mut lines: Vec<Line> = self.lines().map(|(line, _)| line).collect();
        lines.sort();
        let mut text = format!("{{\"baseline\": {FORMAT}, \"findings\": [");
        for (index, line) in lines.iter().enumerate() {
            text.push_str(if index == 0 { "\n  " } else { ",\n  " });
            text.push_str(&line.written());
        }
        text.push_str(if lines.is_empty() { "]}\n" } else { "\n]}\n" });
        text
    }

    /// Whether findings of a rule may be in a baseline.
    pub fn takes(finding: &Finding) -> bool {
        catalog::rule(finding.rule).is_ok_and(|rule| rule.can_be_allowed())
    }

    /// Adds a finding; one that may be in no baseline is left out. The answer is whether it was added.
    pub fn add(&mut self, finding: &Finding, fingerprint: Fingerprint) -> bool {
        let takes = Baseline::takes(finding);
        if takes {
            let entry = self.entries.entry(fingerprint).or_default();
            entry.known += 1;
            entry.met += 1;
        }
        takes
    }

    /// Whether a finding is known; each entry knows one.
    pub fn knows(&mut self, finding: &Finding, fingerprint: &Fingerprint) -> bool {
        let entry = self.entries.get_mut(fingerprint).filter(|entry| entry.met < entry.known);
        match entry.filter(|_| Baseline::takes(finding)) {
            Some(entry) => {
                entry.met += 1;
                true
            }
            None => false,
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.values().map(|entry| entry.known).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries that are no longer needed, as findings in `text`, which the baseline was read from. Only procedures
    /// that were checked are spoken of.
    pub fn unneeded(&self, text: &str, checked: &BTreeSet<String>) -> Vec<Finding> {
        let lines = Lines::new(text);
        let gone =
            self.lines().filter(|(line, entry)| entry.met < entry.known && checked.contains(&line.procedure));
        gone.map(|(line, entry)| {
            let Line { procedure, path, rule, .. } = &line;
            let at = if path.is_empty() { procedure.clone() } else { format!("{procedure}: {path}") };
            let times = if entry.known == 1 { String::new() } else { format!(" {} times", entry.known) };
            let found =
                if entry.met == 0 { "no more".to_owned() } else { format!("only {} times", entry.met) };
            let message = format!("`{rule}` at `{at}` is listed{times} and found {found}");
            let mut finding = Finding::new(UNNEEDED, Severity::Warning, place(&line, text, &lines), message);
            finding.help = Some("write the baseline again, so that it can't come back unseen".to_owned());
            finding
        })
        .collect()
    }

    fn lines(&self) -> impl Iterator<Item = (Line, &Entry)> {
        self.entries.iter().map(|(fingerprint, entry)| {
            let Fingerprint { rule, procedure, path, content } = fingerprint.clone();
            (Line { procedure, path, rule, content, count: entry.known }, entry)
        })
    }
}

impl Line {
    fn fingerprint(self) -> Fingerprint {
        let Line { procedure, path, rule, content, .. } = self;
        Fingerprint { rule, procedure, path, content }
    }

    fn written(&self) -> String {
        // Text and numbers alone can't fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The line of an entry, where it stands as it was written; else the start of the file.
fn place(line: &Line, text: &str, lines: &Lines<'_>) -> Place {
    let written = line.written();
    let span = text.find(&written).map_or_else(Span::default, |at| Span::new(at, at + written.len()));
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    Place { path: "findings".to_owned(), span, start, end }
}

fn one() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Position;

    fn finding(rule: &'static str) -> Finding {
        let start = Position { line: 1, column: 1 };
        let place = Place { path: "steps[0].by".to_owned(), span: Span::default(), start, end: start };
        Finding::new(rule, Severity::Error, place, "it is wrong")
    }

    fn fingerprint(rule: &str, content: &str) -> Fingerprint {
        let (path, procedure) = ("steps[stir].by".to_owned(), "soup".to_owned());
        Fingerprint { rule: rule.to_owned(), procedure, path, content: content.to_owned() }
    }

    /// A baseline of these contents of one rule.
    fn of(contents: &[&str]) -> Baseline {
        let mut baseline = Baseline::default();
        for content in contents {
            assert!(baseline.add(&finding("undefined-role"), fingerprint("undefined-role", content)));
        }
        baseline
    }

    #[test]
    fn what_is_written_is_read() {
        for contents in [&[][..], &["a"], &["a", "b", "b"]] {
            let text = of(contents).write();
            let read = Baseline::parse(&text).expect("a baseline");
            assert_eq!((read.write(), read.len()), (text, contents.len()));
        }
    }

    #[test]
    fn one_entry_knows_one_finding() {
        let mut baseline = Baseline::parse(&of(&["a", "b", "b"]).write()).expect("a baseline");
        let mut check = |content: &str, expected: bool| {
            let found = baseline.knows(&finding("undefined-role"), &fingerprint("undefined-role", content));
            assert_eq!(found, expected, "{content}");
        };
        check("a", true);
        check("a", false);
        check("b", true);
        check("b", true);
        check("b", false);
        check("c", false);
    }

    #[test]
    fn what_cannot_be_allowed_is_in_no_baseline() {
        let mut baseline = Baseline::default();
        assert!(!baseline.add(&finding("self-check"), fingerprint("self-check", "a")));
        assert!(baseline.is_empty());
        let line = r#"{"procedure":"soup","path":"steps[stir].by","rule":"self-check","content":"a"}"#;
        let mut forged =
            Baseline::parse(&format!("{{\"baseline\": 1, \"findings\": [{line}]}}")).expect("one");
        assert!(!forged.knows(&finding("self-check"), &fingerprint("self-check", "a")));
    }

    #[test]
    fn entries_without_a_finding_are_named_with_their_line() {
        let text = of(&["a", "b", "b", "c"]).write();
        let mut baseline = Baseline::parse(&text).expect("a baseline");
        for content in ["a", "b"] {
            baseline.knows(&finding("undefined-role"), &fingerprint("undefined-role", content));
        }
        let checked = BTreeSet::from(["soup".to_owned()]);
        let unneeded = baseline.unneeded(&text, &checked);
        let said: Vec<_> = unneeded.iter().map(|it| (it.place.start.line, it.message.as_str())).collect();
        let at = "`undefined-role` at `soup: steps[stir].by` is listed";
        let expected =
            [(3, format!("{at} 2 times and found only 1 times")), (4, format!("{at} and found no more"))];
        assert_eq!(said, expected.each_ref().map(|(line, message)| (*line, message.as_str())));
        assert_eq!(baseline.unneeded(&text, &BTreeSet::new()), []);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        let check = |text: &str, expected: &str| {
            let error = Baseline::parse(text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check("", "line 1 is not as a baseline has it");
        check("{\"baseline\": 1,\n \"findigns\": []}", "line 2 is not as a baseline has it");
        check("{\"baseline\": 2, \"findings\": []}", "format `2` of a baseline is not known");
    }
}
