//! Results for programs: one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::{Output, Played, Totals, message, story};
use crate::output::json;

/// The version of the format. A key that is added doesn't change it; one that is taken away or changed does.
const FORMAT: u32 = 1;

/// Collects results as JSON.
#[derive(Default)]
pub(crate) struct Json {
    cases: Vec<serde_json::Value>,
    findings: Vec<serde_json::Value>,
    coverage: Vec<serde_json::Value>,
    unplayed: Vec<serde_json::Value>,
}

/// A case as it is written; what is said only of a failing one is left out of one that passed.
#[derive(Serialize)]
struct Case<'a> {
    file: &'a str,
    procedure: &'a str,
    name: &'a str,
    line: u32,
    passed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    act_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    story: Vec<String>,
}

impl Output for Json {
    fn file(&mut self, played: &Played, _: &mut dyn Write) -> io::Result<()> {
        let file = played.report.file();
        let procedure = played.procedure.as_deref().unwrap_or_default();
        for result in &played.results {
            let failure = result.failure.as_ref();
            self.cases.push(serde_json::to_value(Case {
                file,
                procedure,
                name: &result.name,
                line: result.place.start.line,
                passed: result.passed(),
                act: failure.map(|it| it.act),
                act_line: failure.map(|it| it.place.start.line),
                message: message(result),
                help: failure.and_then(|it| it.help.as_deref()),
                story: if failure.is_some() { story(result) } else { Vec::new() },
            })?);
        }
        for finding in played.report.findings() {
            self.findings.push(json::value(file, finding)?);
        }
        if let Some(obstacle) = &played.obstacle {
            self.unplayed.push(serde_json::json!({"file": file, "message": obstacle}));
        }
        if let Some(coverage) = &played.coverage {
            let shares = coverage.shares();
            let groups = shares
                .iter()
                .map(|it| serde_json::json!({"group": it.group, "reached": it.reached, "goals": it.goals}));
            let missing = coverage.missing().map(|goal| format!("{} {goal}", goal.kind()));
            self.coverage.push(serde_json::json!({
                "file": file,
                "groups": groups.collect::<Vec<_>>(),
                "missing": missing.collect::<Vec<_>>(),
            }));
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        let Totals { passed, failed, .. } = totals;
        write!(sink, r#"{{"format":{FORMAT},"passed":{passed},"failed":{failed},"cases":"#)?;
        serde_json::to_writer(&mut *sink, &self.cases)?;
        write!(sink, r#","findings":"#)?;
        serde_json::to_writer(&mut *sink, &self.findings)?;
        write!(sink, r#","unplayed":"#)?;
        serde_json::to_writer(&mut *sink, &self.unplayed)?;
        if !self.coverage.is_empty() {
            write!(sink, r#","coverage":"#)?;
            serde_json::to_writer(&mut *sink, &self.coverage)?;
        }
        writeln!(sink, "}}")
    }
}
