//! Reads one input and has it judged. The only place where procedures and scenarios are opened for reading.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use countersign::finding::{Finding, Report};
use countersign::fingerprint::Fingerprints;
use countersign::manual::{self, Signature};
use countersign::procedure::Digest;
use countersign::rules;
use countersign::scenario;
use countersign::source::Source;
use countersign::value::Date;
use countersign::yaml::LARGEST_FILE;

use crate::cache::Cache;
use crate::files::{self, Input, Unread};
use crate::tested;

/// One input by itself, with what the others need to know of it.
#[derive(Debug)]
pub(crate) struct Examined {
    /// The findings.
    pub(crate) report: Report,
    /// What the rules between files ask for; nothing where the file doesn't say which procedure it is.
    pub(crate) signature: Option<Box<Signature>>,
    /// The procedure's id, where the file says one.
    pub(crate) procedure: Option<String>,
    /// The digest of the file, where there is a cache that can keep what was found in it.
    pub(crate) content: Option<Digest>,
    /// Other files that what was found depends on.
    pub(crate) refers: Vec<PathBuf>,
    /// The text of standard input, which can't be read again.
    stdin: Option<String>,
}

/// One input with all its findings and the text to show them in.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The findings.
    pub(crate) report: Report,
    /// The findings that a baseline lists.
    pub(crate) known: Vec<Finding>,
    /// The procedure's id, where the file says one.
    pub(crate) procedure: Option<String>,
    /// The text, read only where there is a finding to show in it.
    pub(crate) text: String,
}

/// By what a finding is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowance {
    /// A comment in the file, with its reason.
    Comment,
    /// The baseline.
    Baseline,
}

impl Checked {
    /// Findings that all count, of a file that isn't a procedure.
    pub(crate) fn new(report: Report, text: String) -> Self {
        Checked { report, known: Vec::new(), procedure: None, text }
    }

    /// The findings that don't count, each with what allows it.
    pub(crate) fn allowed(&self) -> impl Iterator<Item = (&Finding, Allowance)> {
        let by_comment = self.report.suppressed().iter().map(|it| (it, Allowance::Comment));
        by_comment.chain(self.known.iter().map(|it| (it, Allowance::Baseline)))
    }

    /// By what findings of this file are known again.
    pub(crate) fn fingerprints(&self) -> Fingerprints<'_> {
        Fingerprints::new(self.report.file(), &self.text)
    }

    /// The reason that the comment above an allowed finding gives.
    pub(crate) fn reason(&self, finding: &Finding) -> Option<&str> {
        let start = format!("# countersign: allow({}):", finding.rule);
        let above = usize::try_from(finding.place.start.line).ok()?.checked_sub(1)?;
        let lines: Vec<&str> = self.text.lines().take(above).map(str::trim_start).collect();
        let comments = lines.into_iter().rev().take_while(|line| line.starts_with('#'));
        comments.filter_map(|line| line.strip_prefix(&start)).last().map(str::trim)
    }
}

/// What comes of judging a text.
pub(crate) struct Judged {
    /// The findings.
    pub(crate) report: Report,
    signature: Option<Signature>,
    /// The other files that the findings depend on; nothing where it isn't known which.
    refers: Option<Vec<PathBuf>>,
}

/// Reads and judges; an input that can't be read is no finding, because nobody knows what it says. What a cache knows of
/// the same content, and of the same procedure that a scenario tests, isn't judged again.
pub(crate) fn examine(input: &Input, as_of: Option<Date>, cache: Option<&Cache>) -> Result<Examined, Unread> {
    let bytes = bytes(input).map_err(|error| Unread::new(&input.path, &error))?;
    let name = input.name();
    let cache = cache.filter(|_| !input.is_stdin);
    let content = cache.map(|_| Digest::of(&bytes));
    if let Some(known) = cache.zip(content).and_then(|(cache, content)| cache.find(&name, content)) {
        return Ok(known);
    }
    let Judged { report, signature, refers } = match std::str::from_utf8(&bytes) {
        Ok(text) => judged(input, text, as_of),
        Err(_) => {
            let report = rules::check_bytes(&name, &bytes, as_of);
            Judged { report, signature: None, refers: Some(Vec::new()) }
        }
    };
    let content = content.filter(|_| refers.is_some());
    let refers = refers.unwrap_or_default();
    let procedure = signature.as_ref().map(|signature| signature.id().to_owned());
    let stdin = input.is_stdin.then(|| text(bytes));
    Ok(Examined { report, signature: signature.map(Box::new), procedure, content, refers, stdin })
}

/// What is wrong with an input by itself if this is its text.
pub(crate) fn judged(input: &Input, text: &str, as_of: Option<Date>) -> Judged {
    let name = input.name();
    let source = Source::new(&name, text);
    if files::is_scenario(&input.path) {
        // A scenario that names no procedure depends on none.
        let refers = RefCell::new(Some(Vec::new()));
        let find = |procedure: &str| {
            let (tested, files) = tested::find_in(&input.path, procedure);
            refers.replace(files);
            tested
        };
        let report = scenario::read(source, &find).1;
        return Judged { report, signature: None, refers: refers.into_inner() };
    }
    let (report, signature) = manual::examine(source, as_of);
    Judged { report, signature, refers: Some(Vec::new()) }
}

impl Examined {
    /// What is found about a file that is no longer there.
    pub(crate) fn gone(report: Report) -> Self {
        Examined { report, signature: None, procedure: None, content: None, refers: Vec::new(), stdin: None }
    }

    /// What is known of a file from an earlier run.
    pub(crate) fn known(report: Report, signature: Option<Box<Signature>>, content: Digest) -> Self {
        let procedure = signature.as_ref().map(|signature| signature.id().to_owned());
        Examined { report, signature, procedure, content: Some(content), refers: Vec::new(), stdin: None }
    }

    /// The text that was examined; of a file, as it is now.
    pub(crate) fn text(&self, input: &Input) -> String {
        match &self.stdin {
            Some(text) => text.clone(),
            None => bytes(input).map(text).unwrap_or_default(),
        }
    }

    /// The findings with the text to show them in. Texts aren't kept while the others are judged; a file that can't be
    /// read any more is shown without its lines.
    pub(crate) fn with_text(self, input: &Input) -> Checked {
        let Examined { report, procedure, stdin, .. } = self;
        let text = match stdin {
            _ if report.is_empty() && report.suppressed().is_empty() => String::new(),
            Some(text) => text,
            None => bytes(input).map(text).unwrap_or_default(),
        };
        Checked { report, known: Vec::new(), procedure, text }
    }
}

/// The digest of a file; nothing where it can't be read.
pub(crate) fn content(path: &Path) -> Option<Digest> {
    bytes(&Input { path: path.to_owned(), is_stdin: false }).ok().map(|bytes| Digest::of(&bytes))
}

/// The text of a file by its name in findings.
pub(crate) fn again(name: &str) -> Option<String> {
    bytes(&Input { path: name.into(), is_stdin: false }).map(text).ok()
}

/// The text, for commands that need a file without errors; nothing if the file is not UTF-8.
pub(crate) fn whole(input: &Input) -> Result<Option<String>, Unread> {
    let bytes = bytes(input).map_err(|error| Unread::new(&input.path, &error))?;
    Ok(String::from_utf8(bytes).ok())
}

/// The bytes, of a file that is too large just enough for the library to say so.
fn bytes(input: &Input) -> io::Result<Vec<u8>> {
    if input.is_stdin { bounded(io::stdin().lock()) } else { bounded(File::open(&input.path)?) }
}

fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    source.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}
