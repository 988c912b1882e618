//! Findings as JUnit XML, which most CI servers show as test results.
//!
//! A file is a suite. A finding that makes the check fail is a failed test, one that doesn't is a passed test that has
//! something to say, one that is allowed is a skipped test; a file without any of them is one passed test. No times are
//! written: the same files give the same bytes.

use std::io::{self, Write};

use countersign::finding::{Finding, Severity};

use super::visible::escaped;
use super::{Output, told};
use crate::read::Checked;
use crate::totals::Totals;

/// Writes suites as they come.
#[derive(Debug)]
pub(crate) struct Junit {
    fail_on: Severity,
    is_open: bool,
}

impl Junit {
    pub(crate) fn new(fail_on: Severity) -> Self {
        Junit { fail_on, is_open: false }
    }

    fn open(&mut self, sink: &mut dyn Write) -> io::Result<()> {
        if !self.is_open {
            self.is_open = true;
            writeln!(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"countersign\">")?;
        }
        Ok(())
    }

    fn case(&self, file: &str, finding: &Finding, sink: &mut dyn Write) -> io::Result<()> {
        let (name, message) = (case_name(finding), attribute(&told(finding)));
        write!(sink, "    <testcase classname=\"{}\" name=\"{name}\">", attribute(file))?;
        let place = format!("{file}:{}:{}", finding.place.start.line, finding.place.start.column);
        let body = text(&format!("{place}: {}: {}", finding.severity, told(finding)));
        if finding.severity >= self.fail_on {
            write!(sink, "<failure type=\"{}\" message=\"{message}\">{body}</failure>", finding.rule)?;
        } else {
            write!(sink, "<system-out>{body}</system-out>")?;
        }
        writeln!(sink, "</testcase>")
    }
}

impl Output for Junit {
    fn file(&mut self, checked: &Checked, sink: &mut dyn Write) -> io::Result<()> {
        self.open(sink)?;
        let (file, findings) = (checked.report.file(), checked.report.findings());
        let allowed: Vec<&Finding> = checked.allowed().map(|(finding, _)| finding).collect();
        let failures = findings.iter().filter(|finding| finding.severity >= self.fail_on).count();
        let tests = (findings.len() + allowed.len()).max(1);
        let name = attribute(file);
        writeln!(
            sink,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\">",
            allowed.len()
        )?;
        for finding in findings {
            self.case(file, finding, sink)?;
        }
        for finding in &allowed {
            let (case, message) = (case_name(finding), attribute(&told(finding)));
            write!(sink, "    <testcase classname=\"{name}\" name=\"{case}\">")?;
            writeln!(sink, "<skipped message=\"{message}\"/></testcase>")?;
        }
        if findings.is_empty() && allowed.is_empty() {
            writeln!(sink, "    <testcase classname=\"{name}\" name=\"nothing found\"/>")?;
        }
        writeln!(sink, "  </testsuite>")
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        self.open(sink)?;
        for unread in &totals.unread {
            let (name, message) = (attribute(&unread.name), attribute(&unread.message));
            writeln!(
                sink,
                "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"
            )?;
            write!(sink, "    <testcase classname=\"{name}\" name=\"could be read\">")?;
            writeln!(sink, "<error type=\"unread\" message=\"{message}\"/></testcase>\n  </testsuite>")?;
        }
        writeln!(sink, "</testsuites>")
    }
}

/// The rule and what it is about; lines are left out, because servers know a test again by its name.
fn case_name(finding: &Finding) -> String {
    let path = &finding.place.path;
    attribute(&if path.is_empty() { finding.rule.to_owned() } else { format!("{} {path}", finding.rule) })
}

fn text(text: &str) -> String {
    // XML has no form for most control characters.
    escaped(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;")
}
