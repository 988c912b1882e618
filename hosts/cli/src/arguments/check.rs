//! What can be typed after `countersign check`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use countersign::finding::Severity;
use countersign::value::Date;

use crate::output::{Format, Target};

/// The last lines of `countersign check --help`.
pub(super) const HELP: &str = "\
Exit codes:
  0  nothing found, or only below --fail-on
  1  findings at or above --fail-on
  2  wrong arguments
  3  nothing to check, or a path that isn't there
  4  a file that could not be read, or a report that could not be written
Of several, the highest counts; whatever can be checked is checked all the same.

Examples:
  countersign check
  countersign check procedures/ham-sandwich.yaml --fail-on warning
  countersign check --format json --report human=findings.txt
  countersign check --deny warnings --warn unknown-key
  countersign check --since origin/main
  git show HEAD:a.yaml | countersign check - --stdin-filename a.yaml";

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files, folders (searched for *.yaml and *.yml), or `-` for standard input [default: procedures]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to call standard input in findings
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// How findings are written to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) report: Vec<Target>,
    /// The day on which to judge, such as 2026-12-01 [default: today, UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Compare with what was there when this branch left a revision, such as `origin/main`
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
    /// Set the versions that the changes ask for, and touch nothing else in the files
    #[arg(long, requires = "since", conflicts_with = "diff")]
    pub(crate) write_version: bool,
    /// Make findings of a rule errors; `warnings` stands for all warnings
    #[arg(long, value_name = "RULE")]
    pub(crate) deny: Vec<String>,
    /// Make findings of a rule warnings
    #[arg(long, value_name = "RULE")]
    pub(crate) warn: Vec<String>,
    /// Leave findings of a rule out
    #[arg(long, value_name = "RULE")]
    pub(crate) allow: Vec<String>,
    /// Show notes too
    #[arg(long)]
    pub(crate) notes: bool,
    /// The least severity that makes the check fail
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    pub(crate) fail_on: FailOn,
    /// How many findings are shown in human format; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) max: usize,
    /// Mend what can be mended without a doubt, except in procedures in force
    #[arg(long)]
    pub(crate) fix: bool,
    /// The same, and in procedures in force too
    #[arg(long)]
    pub(crate) fix_effective: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Leave out findings that this file lists, and say which of them are gone
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write a file that lists what is found now, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Keep what was found in a file, and don't judge again what hasn't changed [default FILE: .countersign-cache]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = ".countersign-cache")]
    pub(crate) cache: Option<PathBuf>,
    /// Print the names of the files that would be checked, and check nothing
    #[arg(long)]
    pub(crate) list_files: bool,
    /// How many files are checked at once [default: number of processors]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// No summary and no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// The least severity that makes a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
}

impl FailOn {
    pub(crate) fn severity(self) -> Severity {
        match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }
    }
}
