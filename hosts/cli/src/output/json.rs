//! Findings for programs: one JSON object, described by `countersign schema findings`.
//!
//! The counts stand before the findings, so findings are kept, as written, until all files are checked. Memory grows
//! with what is found, not with what is checked.

use std::io::{self, Write};

use countersign::finding::{Finding, Place, Related, Severity};
use serde::Serialize;

use super::Output;
use crate::files::Unread;
use crate::read::Checked;
use crate::totals::Totals;

/// The version of the format. A key that is added doesn't change it; one that is taken away or changed does.
const FORMAT: u32 = 1;

/// Collects findings as JSON.
#[derive(Debug, Default)]
pub(crate) struct Json {
    findings: Vec<u8>,
}

impl Output for Json {
    fn file(&mut self, checked: &Checked, _sink: &mut dyn Write) -> io::Result<()> {
        for finding in checked.report.findings() {
            if !self.findings.is_empty() {
                self.findings.push(b',');
            }
            serde_json::to_writer(&mut self.findings, &entry(checked.report.file(), finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        let Totals { files, errors, warnings, notes, suppressed, .. } = totals;
        write!(
            sink,
            r#"{{"format":{FORMAT},"files":{files},"errors":{errors},"warnings":{warnings},"notes":{notes},"#
        )?;
        write!(sink, r#""suppressed":{suppressed},"unread":"#)?;
        serde_json::to_writer(&mut *sink, &totals.unread.iter().map(missed).collect::<Vec<_>>())?;
        write!(sink, r#","findings":["#)?;
        sink.write_all(&self.findings)?;
        writeln!(sink, "]}}")
    }
}

/// A finding as a value.
pub(crate) fn value(file: &str, finding: &Finding) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(entry(file, finding))
}

/// A finding as it is written. Every key is always there.
#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    severity: Severity,
    file: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    message: &'a str,
    help: Option<&'a str>,
    related: Vec<RelatedEntry<'a>>,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Where<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// A file that could not be looked at.
#[derive(Serialize)]
struct Missed<'a> {
    file: &'a str,
    message: &'a str,
}

fn entry<'a>(file: &'a str, finding: &'a Finding) -> Entry<'a> {
    Entry {
        rule: finding.rule,
        severity: finding.severity,
        file,
        place: place(&finding.place),
        message: &finding.message,
        help: finding.help.as_deref(),
        related: finding.related.iter().map(|it| related(file, it)).collect(),
    }
}

fn related<'a>(file: &'a str, it: &'a Related) -> RelatedEntry<'a> {
    RelatedEntry { file: it.file.as_deref().unwrap_or(file), place: place(&it.place), message: &it.message }
}

fn place(place: &Place) -> Where<'_> {
    Where {
        path: &place.path,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

fn missed(unread: &Unread) -> Missed<'_> {
    Missed { file: &unread.name, message: &unread.message }
}
