//! What can be typed after `countersign`: commands, options, and their help texts.
//!
//! Only the form of the arguments is judged here. Whether a rule or a file of that name exists is for the commands
//! to say.

mod check;
mod print;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use countersign::record::Head;
use countersign::value::Date;

pub(crate) use check::{CheckArguments, FailOn};
pub(crate) use print::PrintArguments;

use crate::differences;
use crate::results;

/// The last lines of `countersign test --help`.
const TEST_HELP: &str = "\
Exit codes:
  0  every case passed
  1  a case failed, or a scenario or its procedure has errors
  2  wrong arguments
  3  nothing to test, or a path that isn't there
  4  a file that could not be read

Examples:
  countersign test
  countersign test procedures/ham-sandwich.scenarios.yaml --coverage
  countersign test --filter allergen --format junit";

/// The last lines of `countersign run --help`.
const RUN_HELP: &str = "\
Every act is in the record before the next line is shown. Leave with q, Ctrl-D or Ctrl-C; the same command goes on
where the run stands. Nothing can be undone, but a value that was written wrong can be corrected.

Examples:
  countersign run procedures/turkey-sandwich.yaml
  countersign run procedures/turkey-sandwich.yaml --record R-0042.jsonl --lang es \\
    --person 'Ana Ruiz: builder; food_handler 2027-06-30' \\
    --person 'Ben Okoro: shift_lead; food_handler 2027-06-30'";

/// The last lines of `countersign diff --help`.
const DIFF_HELP: &str = "\
Exit codes:
  0  nothing changed, or the version rose as far as the changes ask
  1  the version rose less than that, or one of the two is no procedure
  2  wrong arguments
  3  a file that isn't there
  4  a file that could not be read

Examples:
  countersign diff main:procedures/ham-sandwich.yaml procedures/ham-sandwich.yaml
  countersign diff procedures/archive/stir/1.0.0.yaml procedures/stir.yaml --format markdown";

/// The last lines of `countersign approve --help`.
const APPROVE_HELP: &str = "\
The approval carries the digest of the content, so that a later change voids it. Comments and layout stay as they are.

Exit codes:
  0  the approval is in the file
  1  the file has errors, or would have them with it
  2  wrong arguments
  3  a file that isn't there
  4  a file that could not be read or written

Examples:
  countersign approve procedures/ham-sandwich.yaml --by 'Ana Ruiz' --role author
  countersign approve procedures/ham-sandwich.yaml --by 'Ben Okoro'";

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
    #[command(after_help = check::HELP)]
    Check(CheckArguments),
    /// Play scenarios and print which cases fail, and why
    #[command(after_help = TEST_HELP)]
    Test(TestArguments),
    /// Explain a rule: what it finds, why, and the right way
    Explain(ExplainArguments),
    /// List all rules
    Rules(RulesArguments),
    /// Print the JSON Schema of a format, for editors and other programs
    Schema(SchemaArguments),
    /// Start a new procedure: a commented file that passes `check`
    New(NewArguments),
    /// Show what changed between two versions of a procedure, the version step it asks for, and what it weakens
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArguments),
    /// Add an approval to a procedure, bound to its content
    #[command(after_help = APPROVE_HELP)]
    Approve(ApproveArguments),
    /// Print a checklist to be filled in by hand, or what the record of a run tells
    #[command(after_help = print::HELP)]
    Print(PrintArguments),
    /// Print the digest of what a procedure says, which approvals and runs are bound to
    Digest(DigestArguments),
    /// Play a procedure in the terminal, with two or more people taking turns, and keep its record
    #[command(after_help = RUN_HELP)]
    Run(RunArguments),
    /// Audit the record of a run, or tell its story
    #[command(subcommand)]
    Record(RecordCommand),
    /// Print completions for a shell
    Completions(CompletionsArguments),
    /// Print the manual page of the command, or of one of its commands
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// Scenario files, or folders (searched for *.scenarios.yaml) [default: procedures]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How results are written to standard output
    #[arg(long, value_enum, default_value_t = results::Format::Human)]
    pub(crate) format: results::Format,
    /// Play only cases whose names contain this, in any case of letters
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// Say what no case has tried: steps, limit edges, refusals, dispositions, events
    #[arg(long)]
    pub(crate) coverage: bool,
    /// No summary
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
pub(crate) struct DiffArguments {
    /// The old version: a file, or REF:PATH to read it with git
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The new version: a file, or REF:PATH to read it with git
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = differences::Format::Human)]
    pub(crate) format: differences::Format,
}

#[derive(Debug, Args)]
pub(crate) struct ApproveArguments {
    /// The procedure file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Printed name of who signs
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// What the signature means
    #[arg(long, value_enum, value_name = "ROLE", default_value_t = SignerRole::Approver)]
    pub(crate) role: SignerRole,
    /// Day of the signature [default: today, UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
}

/// What a signature under a procedure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignerRole {
    /// Wrote it
    Author,
    /// Read it and found it fit
    Reviewer,
    /// Puts it in force
    Approver,
}

#[derive(Debug, Args)]
pub(crate) struct DigestArguments {
    /// A procedure file without errors, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RunArguments {
    /// A procedure file without errors
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The record's file; if it is there already, the run goes on [default: RUN.jsonl in this folder]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// The run's id [default: the procedure's id with date and time]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// A run that counts, for which the procedure must be effective; without it the run is a trial
    #[arg(long)]
    pub(crate) effective: bool,
    /// Who takes part: `NAME: ROLE, ROLE; QUALIFICATION DATE`; may be given several times
    #[arg(long, value_name = "PERSON")]
    pub(crate) person: Vec<String>,
    /// An input: `NAME=VALUE`; may be given several times
    #[arg(long, value_name = "INPUT")]
    pub(crate) input: Vec<String>,
    /// The language in which the procedure's texts are shown [default: the procedure's own]
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecordCommand {
    /// Say whether a record is as it was written, and name the first line that isn't
    Audit(AuditArguments),
    /// Tell what happened, in words, with times, old values and reasons
    Show(ShowArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AuditArguments {
    /// The record of a run
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The procedure that was run, to replay it; other procedures that it uses are looked for beside it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) procedure: Option<PathBuf>,
    /// Where the record has to reach, as a print or a host kept it: `12:sha256:…`
    #[arg(long, value_name = "HEAD")]
    pub(crate) head: Option<Head>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// The record of a run
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

/// The formats that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A procedure file
    Procedure,
    /// A scenario file
    Scenario,
    /// A line of the record of a run
    Record,
    /// What `check --format json` prints
    Findings,
    /// The changes in what `diff --format json` prints
    Comparison,
}

/// The forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people: a line each
    Human,
    /// For programs: one JSON object
    Json,
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
