//! Results for people: the line that failed, what was expected, what happened instead, and the run's story so far.

use std::io::{self, Write};

use annotate_snippets::{Group, Level, Renderer};
use countersign::finding::Severity;
use countersign::scenario::{CaseResult, Coverage, Failure};
use countersign::source::Lines;

use super::{Output, Played, Totals, story};
use crate::output::human::{draw, origin, renderer, snippet};
use crate::output::visible::escaped;
use crate::output::{self, Look};
use crate::read::Checked;
use crate::totals::{Totals as Findings, counted};

/// Writes results for people.
pub(crate) struct Human {
    renderer: Renderer,
    findings: Box<dyn output::Output>,
}

impl Human {
    pub(crate) fn new(has_colors: bool) -> Self {
        let findings =
            output::Format::Human.writer(Look { has_colors, most: None, fail_on: Severity::Error });
        Human { renderer: renderer(has_colors), findings }
    }
}

impl Output for Human {
    fn file(&mut self, played: &Played, sink: &mut dyn Write) -> io::Result<()> {
        let file = escaped(played.report.file());
        if !played.report.is_empty() {
            let checked = Checked::new(played.report.clone(), played.text.clone());
            self.findings.file(&checked, sink)?;
        }
        if let Some(obstacle) = &played.obstacle {
            let title = Level::ERROR.primary_title(format!("{file}: {}", escaped(obstacle)));
            draw(&self.renderer, Group::with_title(title), sink)?;
        }
        let lines = Lines::new(&played.text);
        let failed = || played.results.iter().filter_map(|result| Some((result, result.failure.as_ref()?)));
        for (result, failure) in failed() {
            self.failure(&file, &lines, result, failure, sink)?;
        }
        if !played.results.is_empty() {
            let (all, failed) = (played.results.len(), failed().count());
            match failed {
                0 => writeln!(sink, "{file}: {} passed", counted(all, "case"))?,
                failed => writeln!(sink, "{file}: {failed} of {} failed", counted(all, "case"))?,
            }
        }
        if let Some(coverage) = &played.coverage {
            covered(coverage, sink)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        self.findings.finish(&Findings::default(), sink)
    }
}

impl Human {
    fn failure(
        &self,
        file: &str,
        lines: &Lines<'_>,
        result: &CaseResult,
        failure: &Failure,
        sink: &mut dyn Write,
    ) -> io::Result<()> {
        let title = format!("case `{}` fails at its line {}", escaped(&result.name), failure.act);
        let mut group = Level::ERROR.primary_title(title).element(origin(file, &failure.place));
        if let Some(snippet) = snippet(&failure.place, &[], lines) {
            group = group.element(snippet);
        }
        for difference in &failure.differences {
            let expected = escaped(&difference.expected).into_owned();
            group = group.element(Level::NOTE.with_name("expected").message(expected));
            let happened = escaped(&difference.happened).into_owned();
            group = group.element(Level::WARNING.with_name("happened").message(happened));
        }
        if let Some(help) = &failure.help {
            group = group.element(Level::HELP.message(escaped(help).into_owned()));
        }
        draw(&self.renderer, group, sink)?;
        if !result.story.is_empty() {
            writeln!(sink, "  the run so far:")?;
            for line in story(result) {
                writeln!(sink, "    {}", escaped(&line))?;
            }
            writeln!(sink)?;
        }
        Ok(())
    }
}

/// What was tried, and what was not.
fn covered(coverage: &Coverage, sink: &mut dyn Write) -> io::Result<()> {
    let shares = coverage.shares();
    let shares = shares.iter().map(|it| format!("{} of {} {}", it.reached, it.goals, it.group));
    writeln!(sink, "  reached: {}", shares.collect::<Vec<_>>().join(", "))?;
    for goal in coverage.missing() {
        writeln!(sink, "    not reached: {} {}", goal.kind(), escaped(&goal.to_string()))?;
    }
    Ok(())
}
