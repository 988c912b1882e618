//! What a check comes to: counts, and what could not be looked at.

use countersign::finding::{Report, Severity};

use crate::exit::Exit;
use crate::files::Unread;
use crate::read::Checked;

/// Counts over all files.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Files that were read.
    pub(crate) files: usize,
    /// Files with a finding.
    pub(crate) files_with_findings: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    /// Notes that were left out because nobody asked for them.
    pub(crate) hidden_notes: usize,
    /// Findings that a comment in the file allows.
    pub(crate) suppressed: usize,
    /// Findings that a baseline lists.
    pub(crate) known: usize,
    /// What could not be looked at, sorted by name.
    pub(crate) unread: Vec<Unread>,
}

impl Totals {
    /// Counts one file.
    pub(crate) fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.files_with_findings += usize::from(!checked.report.is_empty());
        self.suppressed += checked.report.suppressed().len();
        self.known += checked.known.len();
        self.add_beside(&checked.report);
    }

    /// Counts findings in a file that isn't one of those checked.
    pub(crate) fn add_beside(&mut self, report: &Report) {
        self.errors += report.count(Severity::Error);
        self.warnings += report.count(Severity::Warning);
        self.notes += report.count(Severity::Note);
    }

    /// What the exit code has to say.
    pub(crate) fn exit(&self, fail_on: Severity) -> Exit {
        let failing = match fail_on {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        };
        let found = if failing > 0 { Exit::Found } else { Exit::Fine };
        let looked = if self.files == 0 { Exit::Missing } else { Exit::Fine };
        let unread = self.unread.iter().map(Unread::exit);
        unread.chain([found, looked]).max().unwrap_or(Exit::Fine)
    }

    /// One line for people: `3 errors, 1 warning in 2 of 15 files`.
    pub(crate) fn summary(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let found: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(*count, word))
            .collect();
        let mut line = match found.as_slice() {
            [] => format!("nothing found in {}", counted(self.files, "file")),
            _ => format!(
                "{} in {} of {}",
                found.join(", "),
                self.files_with_findings,
                counted(self.files, "file")
            ),
        };
        if self.suppressed > 0 {
            line.push_str(&format!("; {} allowed in the files", self.suppressed));
        }
        if self.known > 0 {
            line.push_str(&format!("; {} in the baseline", self.known));
        }
        if self.hidden_notes > 0 {
            line.push_str(&format!("; {} not shown (--notes)", counted(self.hidden_notes, "note")));
        }
        if !self.unread.is_empty() {
            line.push_str(&format!("; {} could not be looked at", counted(self.unread.len(), "path")));
        }
        line
    }
}

/// A number with its word: `1 file`, `3 files`.
pub(crate) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_only_what_there_is() {
        let mut totals = Totals { files: 15, ..Totals::default() };
        assert_eq!(totals.summary(), "nothing found in 15 files");
        (totals.errors, totals.warnings, totals.files_with_findings) = (3, 1, 2);
        assert_eq!(totals.summary(), "3 errors, 1 warning in 2 of 15 files");
        totals.suppressed = 1;
        assert_eq!(totals.summary(), "3 errors, 1 warning in 2 of 15 files; 1 allowed in the files");
    }

    #[test]
    fn what_could_not_be_read_counts_before_findings() {
        let unread = |is_missing| Unread { name: String::new(), message: String::new(), is_missing };
        let mut totals = Totals { files: 1, errors: 1, ..Totals::default() };
        assert_eq!(totals.exit(Severity::Error), Exit::Found);
        totals.unread.push(unread(true));
        assert_eq!(totals.exit(Severity::Error), Exit::Missing);
        totals.unread.push(unread(false));
        assert_eq!(totals.exit(Severity::Error), Exit::Unread);
        assert_eq!(Totals::default().exit(Severity::Error), Exit::Missing);
    }
}
