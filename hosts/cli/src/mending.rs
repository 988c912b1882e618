//! `--fix` and `--diff`: mends what the findings say how to mend, or shows what that would change.
//!
//! What is mended, and how, is for the library to say. Only findings that count in this run are mended, and procedures
//! in force only where that was asked for.

use std::io::Write as _;

use countersign::finding::Report;
use countersign::mend::{Mended, is_protected, mend};
use countersign::value::Date;
use similar::TextDiff;

use crate::arguments::CheckArguments;
use crate::exit::{Exit, Trouble};
use crate::files::{Input, Unread};
use crate::levels::Levels;
use crate::output::visible;
use crate::read::{self, Examined};
use crate::terminal::Terminal;
use crate::totals::counted;

/// Mends files as the arguments ask.
#[derive(Debug)]
pub(crate) struct Mending<'a> {
    levels: &'a Levels,
    as_of: Option<Date>,
    writes: bool,
    in_force_too: bool,
}

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// Files that were changed, or would be.
    pub(crate) files: usize,
    /// Findings that were mended.
    findings: usize,
    /// Findings that were left because their procedures are in force.
    left: usize,
}

impl<'a> Mending<'a> {
    /// Nothing where nobody asks for it.
    ///
    /// # Errors
    ///
    /// When standard input is to be mended in place.
    pub(crate) fn new(
        arguments: &CheckArguments,
        inputs: &[Input],
        levels: &'a Levels,
        as_of: Option<Date>,
    ) -> Result<Option<Self>, Trouble> {
        let writes = !arguments.diff;
        if !(arguments.fix || arguments.fix_effective || arguments.diff) {
            return Ok(None);
        }
        if writes && inputs.iter().any(|input| input.is_stdin) {
            let help = "`--diff` shows what would change in it".to_owned();
            return Err(Trouble::misused("standard input can't be mended in place", Some(help)));
        }
        Ok(Some(Mending { levels, as_of, writes, in_force_too: arguments.fix_effective }))
    }

    /// Mends each file, or writes to standard output what would change.
    ///
    /// # Errors
    ///
    /// A file that can't be written.
    pub(crate) fn run(
        &self,
        inputs: &[Input],
        examined: &[Result<Examined, Unread>],
        terminal: &Terminal,
    ) -> Result<Done, Trouble> {
        let mut done = Done::default();
        let mut output = terminal.output();
        for (input, examined) in inputs.iter().zip(examined) {
            let Ok(examined) = examined else { continue };
            let report = self.judged(examined.report.clone());
            let fixable = report.findings().iter().filter(|finding| finding.fix.is_some()).count();
            if fixable == 0 {
                continue;
            }
            let text = examined.text(input);
            if is_protected(&text) && !self.in_force_too {
                done.left += fixable;
                continue;
            }
            let check = |text: &str| self.judged(read::judged(input, text, self.as_of).report);
            let Some(Mended { text: mended, fixed }) = mend(&text, &report, &check) else { continue };
            if self.writes {
                std::fs::write(&input.path, &mended)
                    .map_err(|error| Trouble::unwritten(&input.path, error))?;
            } else {
                write!(output, "{}", difference(report.file(), &text, &mended, terminal))?;
            }
            done.files += 1;
            done.findings += fixed.len();
        }
        output.flush()?;
        Ok(done)
    }

    fn judged(&self, report: Report) -> Report {
        report.judged(|finding| self.levels.decide(finding))
    }

    /// Whether files are changed, and not only shown.
    pub(crate) fn writes(&self) -> bool {
        self.writes
    }
}

impl Done {
    /// What is said of it, a line each.
    pub(crate) fn said(&self, writes: bool) -> Vec<String> {
        let mended = match (self.findings, writes) {
            (0, _) => None,
            (findings, true) => Some(format!("mended {}", counted(findings, "finding"))),
            (findings, false) => Some(format!("would mend {}", counted(findings, "finding"))),
        };
        let mended = mended.map(|mended| format!("{mended} in {}", counted(self.files, "file")));
        let left = (self.left > 0).then(|| {
            format!("left {} in procedures in force (--fix-effective)", counted(self.left, "finding"))
        });
        mended.into_iter().chain(left).collect()
    }

    /// What the exit code has to say of what would change.
    pub(crate) fn exit(&self) -> Exit {
        if self.files > 0 { Exit::Found } else { Exit::Fine }
    }
}

/// The change as a unified diff, which `patch` and `git apply` take; on a terminal nothing of the file is obeyed.
fn difference(file: &str, text: &str, mended: &str, terminal: &Terminal) -> String {
    let diff = TextDiff::from_lines(text, mended);
    let names = (format!("a/{file}"), format!("b/{file}"));
    let written = diff.unified_diff().header(&names.0, &names.1).to_string();
    if terminal.is_shown() {
        written.lines().map(|line| format!("{}\n", visible::escaped(line))).collect()
    } else {
        written
    }
}
