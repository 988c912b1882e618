//! The forms in which findings leave the command, one file each.
//!
//! A form gets one checked file after the other, sorted by path, and the totals at the end. It decides nothing: what
//! it is given is what counts in this run. A new form is a file here, a line in [`Format`], and a line in
//! [`Format::writer`].

mod excerpt;
pub(crate) mod human;
pub(crate) mod json;
mod fingerprints;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod summary;
pub(crate) mod visible;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use countersign::finding::{Finding, Severity};

use crate::exit::Trouble;
use crate::read::Checked;
use crate::terminal::Terminal;
use crate::totals::Totals;

/// The JSON Schema of what [`Format::Json`] writes, by hand, because it is an agreement and not a consequence.
pub(crate) const FINDINGS_SCHEMA: &str = include_str!("findings.schema.json");

/// The forms there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: the line with carets under what is meant
    Human,
    /// For programs: one JSON object
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: workflow commands, shown beside the lines
    Github,
    /// For GitLab: a code quality report
    Gitlab,
    /// For CI servers: JUnit XML
    Junit,
    /// For the summary of a job: Markdown, added to the end of the file
    Summary,
}

impl Format {
    pub(crate) fn writer(self, look: Look) -> Box<dyn Output> {
        match self {
            Format::Human => Box::new(human::Human::new(look)),
            Format::Json => Box::new(json::Json::default()),
            Format::Sarif => Box::new(sarif::Sarif::default()),
            Format::Github => Box::new(github::Github::default()),
            Format::Gitlab => Box::new(gitlab::Gitlab::default()),
            Format::Junit => Box::new(junit::Junit::new(look.fail_on)),
            Format::Summary => Box::new(summary::Summary::default()),
        }
    }
}

/// What the person who runs the command wants to see; each form takes what concerns it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Whether there is colour.
    pub(crate) has_colors: bool,
    /// How many findings are shown; none shows all.
    pub(crate) most: Option<usize>,
    /// The least severity that makes the check fail.
    pub(crate) fail_on: Severity,
}

/// What is wrong and what to do about it, in one line.
fn told(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    }
}

/// One form of output. `sink` is the same in every call.
pub(crate) trait Output {
    /// Writes what was found in one file.
    fn file(&mut self, checked: &Checked, sink: &mut dyn Write) -> io::Result<()>;

    /// Writes what belongs at the end.
    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()>;
}

/// `FORMAT=FILE`, as typed after `--report`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) format: Format,
    pub(crate) path: PathBuf,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) =
            text.split_once('=').ok_or("it is written FORMAT=FILE, such as json=findings.json")?;
        if path.is_empty() {
            return Err("the file has no name".to_owned());
        }
        let format = Format::from_str(format, false).map_err(|_| {
            let names: Vec<String> = Format::value_variants().iter().filter_map(named).collect();
            format!("`{format}` is no format: there are {}", names.join(", "))
        })?;
        Ok(Target { format, path: PathBuf::from(path) })
    }
}

fn named(format: &Format) -> Option<String> {
    Some(format.to_possible_value()?.get_name().to_owned())
}

/// All outputs of one run, each with the place it goes to.
pub(crate) struct Outputs(Vec<(Box<dyn Output>, Destination)>);

struct Destination {
    /// None stands for standard output.
    path: Option<PathBuf>,
    sink: Box<dyn Write>,
    /// Whether the reader went away, as `head` does: the check goes on, because its exit code still counts.
    is_closed: bool,
}

impl Outputs {
    /// Opens all reports before anything is checked, so that a wrong path is known at once.
    pub(crate) fn open(
        format: Format,
        reports: &[Target],
        look: Look,
        terminal: &Terminal,
    ) -> Result<Self, Trouble> {
        let first = Destination { path: None, sink: terminal.output(), is_closed: false };
        let mut outputs = vec![(format.writer(look), first)];
        for Target { format, path } in reports {
            let file = match format {
                Format::Summary => File::options().append(true).create(true).open(path),
                _ => File::create(path),
            };
            let file = file.map_err(|error| Trouble::unwritten(path, error))?;
            let sink = Box::new(BufWriter::new(file));
            let destination = Destination { path: Some(path.clone()), sink, is_closed: false };
            // A report is a file to keep, so nothing is left out of it.
            outputs.push((format.writer(Look { has_colors: false, most: None, ..look }), destination));
        }
        Ok(Outputs(outputs))
    }

    /// Hands one file to every form.
    pub(crate) fn file(&mut self, checked: &Checked) -> Result<(), Trouble> {
        self.each(|output, sink| output.file(checked, sink))
    }

    /// Ends every form.
    pub(crate) fn finish(&mut self, totals: &Totals) -> Result<(), Trouble> {
        self.each(|output, sink| {
            output.finish(totals, sink)?;
            sink.flush()
        })
    }

    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Output, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Trouble> {
        for (output, destination) in self.0.iter_mut().filter(|(_, destination)| !destination.is_closed) {
            match write(output.as_mut(), destination.sink.as_mut()) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => destination.is_closed = true,
                Err(error) => return Err(destination.trouble(error)),
            }
        }
        Ok(())
    }
}

impl Destination {
    fn trouble(&self, error: io::Error) -> Trouble {
        match self.path.as_deref() {
            Some(path) => Trouble::unwritten(Path::new(path), error),
            None => Trouble::from(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        let check =
            |text: &str, expected: Result<(Format, &str), &str>| match (text.parse::<Target>(), expected) {
                (Ok(found), Ok((format, path))) => assert_eq!(found, Target { format, path: path.into() }),
                (found, expected) => {
                    assert_eq!(found.map(|_| ()), expected.map(|_| ()).map_err(str::to_owned))
                }
            };
        check("json=a.json", Ok((Format::Json, "a.json")));
        check("human=a=b", Ok((Format::Human, "a=b")));
        check("json=", Err("the file has no name"));
        check("a.json", Err("it is written FORMAT=FILE, such as json=findings.json"));
        check(
            "xml=a",
            Err("`xml` is no format: there are human, json, sarif, github, gitlab, junit, summary"),
        );
    }
}
