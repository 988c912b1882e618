//! The forms in which the results of scenarios leave the command, one file each.
//!
//! A form gets one scenario file after the other, sorted by path, and the totals at the end.

mod human;
mod json;
mod junit;

use std::io::{self, Write};

use clap::ValueEnum;
use countersign::finding::Report;
use countersign::scenario::{CaseResult, Coverage};

use crate::files::Unread;
use crate::totals::counted;

/// The forms there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: the line that failed, what was expected, and the run's story
    Human,
    /// For programs: one JSON object
    Json,
    /// For build servers: JUnit XML
    Junit,
}

impl Format {
    pub(crate) fn writer(self, has_colors: bool) -> Box<dyn Output> {
        match self {
            Format::Human => Box::new(human::Human::new(has_colors)),
            Format::Json => Box::new(json::Json::default()),
            Format::Junit => Box::new(junit::Junit::default()),
        }
    }
}

/// One scenario file that was played, or could not be.
pub(crate) struct Played {
    /// The findings, which are there only where nothing was played.
    pub(crate) report: Report,
    /// The text, to show lines of.
    pub(crate) text: String,
    /// The id of the procedure, where it is known.
    pub(crate) procedure: Option<String>,
    /// Why nothing could be played though the file itself has no findings.
    pub(crate) obstacle: Option<String>,
    /// The cases that were played.
    pub(crate) results: Vec<CaseResult>,
    /// What was tried, where somebody asked.
    pub(crate) coverage: Option<Coverage>,
}

/// One form of output. `sink` is the same in every call.
pub(crate) trait Output {
    /// Writes what came of one file.
    fn file(&mut self, played: &Played, sink: &mut dyn Write) -> io::Result<()>;

    /// Writes what belongs at the end.
    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()>;
}

/// Counts over all files.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Scenario files that were read.
    pub(crate) files: usize,
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// Files that could not be played.
    pub(crate) unplayed: usize,
    /// What could not be looked at, sorted by name.
    pub(crate) unread: Vec<Unread>,
}

impl Totals {
    /// Counts one file.
    pub(crate) fn add(&mut self, played: &Played) {
        self.files += 1;
        let passed = played.results.iter().filter(|result| result.passed()).count();
        self.passed += passed;
        self.failed += played.results.len() - passed;
        self.unplayed += usize::from(played.is_unplayed());
    }

    /// One line for people: `3 of 24 cases failed in 15 files`.
    pub(crate) fn summary(&self) -> String {
        let cases = counted(self.passed + self.failed, "case");
        let files = counted(self.files, "file");
        let mut line = match self.failed {
            0 => format!("{cases} in {files} passed"),
            failed => format!("{failed} of {cases} in {files} failed"),
        };
        if self.unplayed > 0 {
            line.push_str(&format!("; {} could not be played", counted(self.unplayed, "file")));
        }
        if !self.unread.is_empty() {
            line.push_str(&format!("; {} could not be looked at", counted(self.unread.len(), "path")));
        }
        line
    }
}

impl Played {
    /// Whether there was something that kept the cases from being played.
    pub(crate) fn is_unplayed(&self) -> bool {
        self.report.has_errors() || self.obstacle.is_some()
    }
}

/// What was expected and what happened, as one sentence each, for forms without room.
fn message(result: &CaseResult) -> Option<String> {
    let failure = result.failure.as_ref()?;
    let all =
        failure.differences.iter().map(|it| format!("expected: {}; happened: {}", it.expected, it.happened));
    Some(all.collect::<Vec<_>>().join("; "))
}

/// The run's story, a line a sentence. The day is said where it changes, seconds where there are some.
fn story(result: &CaseResult) -> Vec<String> {
    let mut day = None;
    let mut lines = Vec::new();
    for told in &result.story {
        let date = told.at.date();
        if day.replace(date) != Some(date) {
            lines.push(format!("on {date}:"));
        }
        let by = told.by.as_deref().map(|by| format!("{by} ")).unwrap_or_default();
        let arrow = if told.by.is_some() { "" } else { "→ " };
        lines.push(format!("  {}  {arrow}{by}{}", told.at.time(), told.said));
    }
    lines
}
