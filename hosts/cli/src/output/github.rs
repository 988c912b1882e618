//! Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
//!
//! GitHub shows ten of each level for a step, so errors come first and the last line says how many it leaves out; the
//! log has them all. The commands work on standard output only.

use std::io::{self, Write};

use countersign::finding::{Finding, Severity};

use super::{Output, told};
use crate::read::Checked;
use crate::totals::{Totals, counted};

/// The most annotations of one level that GitHub shows for a step.
const MOST_SHOWN: usize = 10;

/// Collects findings by severity.
#[derive(Debug, Default)]
pub(crate) struct Github {
    errors: Vec<String>,
    warnings: Vec<String>,
    notes: Vec<String>,
}

impl Output for Github {
    fn file(&mut self, checked: &Checked, _sink: &mut dyn Write) -> io::Result<()> {
        for finding in checked.report.findings() {
            let (command, lines) = match finding.severity {
                Severity::Error => ("error", &mut self.errors),
                Severity::Warning => ("warning", &mut self.warnings),
                Severity::Note => ("notice", &mut self.notes),
            };
            lines.push(format!("::{command} {}", rest(checked.report.file(), finding)));
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        for unread in &totals.unread {
            writeln!(sink, "::error file={}::{}", property(&unread.name), data(&unread.message))?;
        }
        let levels = [&self.errors, &self.warnings, &self.notes];
        for line in levels.into_iter().flatten() {
            writeln!(sink, "{line}")?;
        }
        let left_out: usize = levels.iter().map(|lines| lines.len().saturating_sub(MOST_SHOWN)).sum();
        if left_out > 0 {
            writeln!(sink, "{} more than GitHub shows beside the lines", counted(left_out, "finding"))?;
        }
        Ok(())
    }
}

/// A command after its name.
fn rest(file: &str, finding: &Finding) -> String {
    let (start, end) = (finding.place.start, finding.place.end);
    let mut properties = format!("file={},line={},endLine={}", property(file), start.line, end.line);
    // Columns are only understood within one line.
    if start.line == end.line {
        properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    format!("{properties},title={}::{}", property(finding.rule), data(&told(finding)))
}

/// Text after the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, where colons and commas mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
