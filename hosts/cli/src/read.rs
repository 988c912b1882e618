//! Reads one input and has it judged. The only place where files are opened for reading.

use std::fs::File;
use std::io::{self, Read};

use countersign::finding::Report;
use countersign::manual::{self, Signature};
use countersign::rules;
use countersign::scenario;
use countersign::source::Source;
use countersign::value::Date;
use countersign::yaml::LARGEST_FILE;

use crate::files::{self, Input, Unread};
use crate::tested;

/// One input by itself, with what the others need to know of it.
#[derive(Debug)]
pub(crate) struct Examined {
    /// The findings.
    pub(crate) report: Report,
    /// What the rules between files ask for; nothing where the file doesn't say which procedure it is.
    pub(crate) signature: Option<Box<Signature>>,
    /// The text of standard input, which can't be read again.
    stdin: Option<String>,
}

/// One input with all its findings and the text to show them in.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The findings.
    pub(crate) report: Report,
    /// The text, read only where there is a finding to show in it.
    pub(crate) text: String,
}

/// Reads and judges; an input that can't be read is no finding, because nobody knows what it says.
pub(crate) fn examine(input: &Input, as_of: Option<Date>) -> Result<Examined, Unread> {
    let bytes = bytes(input).map_err(|error| Unread::new(&input.path, &error))?;
    let name = input.name();
    let (report, signature) = match std::str::from_utf8(&bytes) {
        Ok(text) if files::is_scenario(&input.path) => {
            let find = |procedure: &str| tested::find(&input.path, procedure);
            (scenario::read(Source::new(&name, text), &find).1, None)
        }
        Ok(text) => manual::examine(Source::new(&name, text), as_of),
        Err(_) => (rules::check_bytes(&name, &bytes, as_of), None),
    };
    Ok(Examined { report, signature: signature.map(Box::new), stdin: input.is_stdin.then(|| text(bytes)) })
}

impl Examined {
    /// What is found about a file that is no longer there.
    pub(crate) fn gone(report: Report) -> Self {
        Examined { report, signature: None, stdin: None }
    }

    /// The findings with the text to show them in. Texts aren't kept while the others are judged; a file that can't be
    /// read any more is shown without its lines.
    pub(crate) fn with_text(self, input: &Input) -> Checked {
        let Examined { report, stdin, .. } = self;
        let text = match stdin {
            _ if report.is_empty() => String::new(),
            Some(text) => text,
            None => bytes(input).map(text).unwrap_or_default(),
        };
        Checked { report, text }
    }
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
