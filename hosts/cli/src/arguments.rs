//! What can be typed after `countersign`: commands, options, and their help texts.
//!
//! Only the form of the arguments is judged here. Whether a rule or a file of that name exists is for the commands
//! to say.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use countersign::finding::Severity;
use countersign::value::Date;

use crate::output::{Format, Target};

/// The last lines of `countersign check --help`.
const CHECK_HELP: &str = "\
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
  git show HEAD:a.yaml | countersign check - --stdin-filename a.yaml";

/// Standard operating procedures and second-person checks as versioned YAML files.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Colour: on a terminal, always, or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check procedure files and print what is wrong with them
    #[command(after_help = CHECK_HELP)]
    Check(CheckArguments),
    /// Explain a rule: what it finds, why, and the right way
    Explain(ExplainArguments),
    /// List all rules
    Rules(RulesArguments),
    /// Print the JSON Schema of a format, for editors and other programs
    Schema(SchemaArguments),
    /// Start a new procedure: a commented file that passes `check`
    New(NewArguments),
    /// Print the digest of what a procedure says, which approvals and runs are bound to
    Digest(DigestArguments),
    /// Print completions for a shell
    Completions(CompletionsArguments),
    /// Print the manual page of the command, or of one of its commands
    Man(ManArguments),
}

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

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A rule's name, as findings show it
    #[arg(value_name = "RULE", required_unless_present = "all")]
    pub(crate) rules: Vec<String>,
    /// Explain all rules
    #[arg(long, conflicts_with = "rules")]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArguments {
    /// How the list is written
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Of which format
    #[arg(value_enum, value_name = "FORMAT")]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The procedure's id in kebab-case, which also names its file
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The file to write, or the folder to write it to [default: ID.yaml in this folder]
    #[arg(long, short, value_name = "PATH", conflicts_with = "stdout")]
    pub(crate) output: Option<PathBuf>,
    /// Print it and write no file
    #[arg(long)]
    pub(crate) stdout: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DigestArguments {
    /// A procedure file without errors, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// For which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// One of the commands, such as `check`
    #[arg(value_name = "COMMAND")]
    pub(crate) of: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The formats that have a schema. Those of scenarios and records come with their formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A procedure file
    Procedure,
    /// A line of the record of a run
    Record,
    /// What `check --format json` prints
    Findings,
}

/// The forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people: a line each
    Human,
    /// For programs: one JSON object
    Json,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
