//! What can be typed after `countersign print`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The last lines of `countersign print --help`.
pub(super) const HELP: &str = "\
A browser prints the HTML with page numbers and a QR code in the margins (Chromium 131 and later).

Examples:
  countersign print procedures/ham-sandwich.yaml -o ham.html
  countersign print procedures/ham-sandwich.yaml -o ham.md --lang es
  countersign print procedures/ham-sandwich.yaml -o blind.html --sheet verifier --paper letter
  countersign print procedures/ham-sandwich.yaml -o R-0042.html --record R-0042.jsonl";

#[derive(Debug, Args)]
pub(crate) struct PrintArguments {
    /// A procedure file without errors; other procedures that it uses are looked for beside it
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The file to write, whose name ends in .html, .md or .pdf [default: HTML to standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print what the record of a run tells
    #[arg(long, value_name = "FILE", conflicts_with = "sheet")]
    pub(crate) record: Option<PathBuf>,
    /// The language [default: the procedure's own]
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
    /// For whom: everything, or the independent verifications alone
    #[arg(long, value_enum, default_value_t = Sheet::Performer)]
    pub(crate) sheet: Sheet,
    /// The size of the paper
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    pub(crate) paper: Paper,
    /// The number of a controlled copy [default: the print says that it is uncontrolled]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) copy: Option<String>,
}

/// For whom a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sheet {
    /// All steps
    Performer,
    /// The independent verifications, without a place for the first values
    Verifier,
}

impl From<Sheet> for countersign::print::Sheet {
    fn from(sheet: Sheet) -> Self {
        match sheet {
            Sheet::Performer => countersign::print::Sheet::Performer,
            Sheet::Verifier => countersign::print::Sheet::Verifier,
        }
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

impl From<Paper> for countersign::print::Paper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => countersign::print::Paper::A4,
            Paper::Letter => countersign::print::Paper::Letter,
        }
    }
}
