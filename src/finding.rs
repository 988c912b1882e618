//! What is wrong with a file: findings, and the report that holds them.
//!
//! A finding is plain data about authored text. It is not an error type: a file with findings was read, and the
//! caller decides what to do about it. Acts that are not allowed while a procedure runs are refusals, and broken
//! records are record errors; neither comes here.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fix::Fix;
use crate::source::{Position, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; shown only when asked for.
    Note,
    /// Probably a mistake, or certainly a weakness.
    Warning,
    /// A mistake or a contradiction: no procedure comes of the file.
    Error,
}

impl Severity {
    /// The word people read and type.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// Where something stands in a file: as keys, as bytes and as people count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The keys that lead there, such as `steps[2].record.mass.min`; empty for the whole file.
    pub path: String,
    /// The bytes.
    pub span: Span,
    /// The first character.
    pub start: Position,
    /// Just after the last character.
    pub end: Position,
}

/// Another place that a finding speaks of, in the same file or in another one of the manual.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Related {
    /// The other file, where it isn't the finding's own.
    pub file: Option<String>,
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

/// One problem in a file, with the rule that found it and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's name in kebab case; stable, and never used again for anything else.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong: no capital, no full stop, what the file says in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places it speaks of.
    pub related: Vec<Related>,
    /// How it is mended, where there is no doubt about what was meant.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with neither help, related places nor a fix.
    pub fn new(rule: &'static str, severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Finding { rule, severity, place, message: message.into(), help: None, related: Vec::new(), fix: None }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.place.start;
        write!(formatter, "{line}:{column}: {} [{}]: {}", self.severity, self.rule, self.message)?;
        match &self.help {
            Some(help) => write!(formatter, "; {help}"),
            None => Ok(()),
        }
    }
}

/// All findings of one file, in the order of the text, none twice.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    file: String,
    findings: Vec<Finding>,
    suppressed: Vec<Finding>,
}

impl Report {
    /// The most findings a report keeps; the last of them says that there are more.
    pub const MOST: usize = 1000;

    /// Sorts the findings by place and drops what is said twice.
    pub fn new(file: impl Into<String>, findings: Vec<Finding>, suppressed: Vec<Finding>) -> Self {
        Report { file: file.into(), findings: in_order(findings), suppressed: in_order(suppressed) }
    }

    /// The name of the file, as the host gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The findings, sorted by place.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that a comment in the file allows, with a reason.
    pub fn suppressed(&self) -> &[Finding] {
        &self.suppressed
    }

    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether there is an error, so that no procedure comes of the file.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Adds findings that were made later, such as those between the files of a manual.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Finding>) {
        let before = self.findings.len();
        self.findings.extend(more);
        if self.findings.len() > before {
            self.findings = in_order(std::mem::take(&mut self.findings));
        }
    }

    /// Adds findings that a comment in the file allows.
    pub fn extend_suppressed(&mut self, more: impl IntoIterator<Item = Finding>) {
        self.suppressed.extend(more);
        self.suppressed = in_order(std::mem::take(&mut self.suppressed));
    }

    /// Takes out the findings for which `goes` says so, and hands them over.
    pub fn split_off(&mut self, mut goes: impl FnMut(&Finding) -> bool) -> Vec<Finding> {
        let (gone, kept) = std::mem::take(&mut self.findings).into_iter().partition(|finding| goes(finding));
        self.findings = kept;
        gone
    }

    /// The same report with each finding's severity as `decide` says; `None` leaves a finding out.
    pub fn judged(mut self, decide: impl Fn(&Finding) -> Option<Severity>) -> Self {
        self.findings.retain_mut(|finding| match decide(finding) {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        });
        self
    }
}

/// Prints the report, so that a failing test or an `unwrap` shows what was wrong.
impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(formatter, "{}:{finding}", self.file)?;
        }
        Ok(())
    }
}

/// A report with errors is what [`Procedure::parse`](crate::procedure::Procedure::parse) answers instead of a procedure.
impl std::error::Error for Report {}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        let related = finding.related.iter_mut().map(|related| &mut related.message);
        finding.help.iter_mut().chain(related).for_each(print_on_one_line);
        print_on_one_line(&mut finding.message);
    }
    findings.sort_by(|a, b| (a.place.span, a.rule, &a.message).cmp(&(b.place.span, b.rule, &b.message)));
    findings.dedup_by(|a, b| (a.place.span, a.rule, &a.message) == (b.place.span, b.rule, &b.message));
    findings
}

/// Spells out control characters, such as a line break in text of the file that a message repeats.
fn print_on_one_line(text: &mut String) {
    if text.contains(char::is_control) {
        let spelled = |character: char| {
            let escaped = character.is_control().then(|| character.escape_default());
            let plain = (!character.is_control()).then_some(character);
            escaped.into_iter().flatten().chain(plain)
        };
        *text = text.chars().flat_map(spelled).collect();
    }
}
