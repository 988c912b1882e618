//! A short Markdown page, such as a job shows in GitHub: the counts, and a table of the findings.
//!
//! It is added to the end of its file, as GitHub asks of whoever writes to `$GITHUB_STEP_SUMMARY`.

use std::io::{self, Write};

use countersign::finding::{Finding, Severity};

use super::visible::escaped;
use super::{Output, told};
use crate::read::Checked;
use crate::totals::{Totals, counted};

/// The most findings in the table; GitHub shows a megabyte.
const MOST: usize = 200;

/// Collects rows by severity.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    rows: Vec<(Severity, String)>,
    left_out: usize,
}

impl Output for Summary {
    fn file(&mut self, checked: &Checked, _sink: &mut dyn Write) -> io::Result<()> {
        for finding in checked.report.findings() {
            let of_severity = self.rows.iter().filter(|(severity, _)| *severity == finding.severity).count();
            if of_severity < MOST {
                self.rows.push((finding.severity, row(checked.report.file(), finding)));
            } else {
                self.left_out += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        writeln!(sink, "### countersign: {}\n", totals.summary())?;
        for unread in &totals.unread {
            writeln!(sink, "- can't check {}: {}", cell(&unread.name), cell(&unread.message))?;
        }
        // Stable, so that findings of a severity stay in the order of files and places.
        self.rows.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
        if !self.rows.is_empty() {
            writeln!(sink, "\n| | rule | place | finding |\n| --- | --- | --- | --- |")?;
        }
        for (_, row) in self.rows.iter().take(MOST) {
            writeln!(sink, "{row}")?;
        }
        let left_out = self.left_out + self.rows.len().saturating_sub(MOST);
        if left_out > 0 {
            writeln!(sink, "\n… and {} more", counted(left_out, "finding"))?;
        }
        writeln!(sink)
    }
}

fn row(file: &str, finding: &Finding) -> String {
    let place = format!("{file}:{}:{}", finding.place.start.line, finding.place.start.column);
    format!("| {} | {} | {} | {} |", finding.severity, finding.rule, cell(&place), cell(&told(finding)))
}

/// Text in a table, what stands in backticks as code. Text of files is never markup: every character that Markdown or
/// HTML reads is written by its number.
fn cell(text: &str) -> String {
    let is_paired = text.matches('`').count().is_multiple_of(2);
    let mut shown = String::new();
    let mut is_code = false;
    for character in escaped(text).chars() {
        match character {
            '`' if is_paired => {
                is_code = !is_code;
                shown.push_str(if is_code { "<code>" } else { "</code>" });
            }
            '&' | '<' | '>' | '|' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '\\' | '~' | '#' | '@'
            | '!' | '$' | ':' => {
                shown.push_str(&format!("&#{};", u32::from(character)));
            }
            _ => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_files_is_no_markup() {
        let check = |text: &str, expected: &str| assert_eq!(cell(text), expected);
        check("`by` is empty", "<code>by</code> is empty");
        check("`</code>|x`", "<code>&#60;/code&#62;&#124;x</code>");
        check("a ` b", "a &#96; b");
        check("[a](https://b)", "&#91;a&#93;&#40;https&#58;//b&#41;");
        check("\u{202e}", "&#92;u{202e}");
    }
}
