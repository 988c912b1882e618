//! `--cache`: what was found in files that haven't changed since.
//!
//! A file is known again by its name and the digest of its content, a scenario also by that of the procedure it tests.
//! What the rules between files found is known again only while every file of the run is what it was, because a use may
//! mean any of them. All of it is for one build of the command and one day on which to judge; options that decide how
//! much a finding counts come later and need no place here. A cache that can't be read is an empty one.

mod stored;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use countersign::finding::Report;
use countersign::manual::{Between, Signature};
use countersign::procedure::Digest;
use countersign::value::Date;
use serde::{Deserialize, Serialize};
use stored::StoredFinding;

use crate::exit::Trouble;
use crate::files::Unread;
use crate::read::{self, Examined};

/// What is known from earlier runs, and where it is kept.
#[derive(Debug)]
pub(crate) struct Cache {
    path: PathBuf,
    kept: Kept,
    has_changed: bool,
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    build: String,
    as_of: Option<Date>,
    /// By name.
    files: BTreeMap<String, File>,
    /// What was found between all files of the last run.
    together: Option<Together>,
}

/// One file by itself.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    content: Digest,
    found: Found,
    signature: Option<Box<Signature>>,
    /// Other files that it depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    refers: Vec<Reference>,
}

/// Another file, with the digest that it had; none where it wasn't there.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Reference {
    path: PathBuf,
    content: Option<Digest>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Together {
    /// Names and contents of all files.
    files: Digest,
    /// By name; files without are left out.
    found: BTreeMap<String, Found>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Found {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<StoredFinding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    suppressed: Vec<StoredFinding>,
}

impl Cache {
    /// Reads the cache; one of another build or another day is empty.
    pub(crate) fn open(path: &Path, as_of: Option<Date>) -> Self {
        let build = build();
        let read = || serde_json::from_slice::<Kept>(&std::fs::read(path).ok()?).ok();
        let kept = read().filter(|kept| kept.build == build && kept.as_of == as_of);
        let empty = || Kept { build, as_of, files: BTreeMap::new(), together: None };
        Cache { path: path.to_owned(), has_changed: kept.is_none(), kept: kept.unwrap_or_else(empty) }
    }

    /// What was found in a file of this content.
    pub(crate) fn find(&self, name: &str, content: Digest) -> Option<Examined> {
        let is_unchanged = |it: &Reference| Reference::of(&it.path) == *it;
        let file = self.kept.files.get(name).filter(|file| file.content == content)?;
        let file = Some(file).filter(|file| file.refers.iter().all(is_unchanged))?;
        let report =
            Report::new(name, stored::read(&file.found.findings)?, stored::read(&file.found.suppressed)?);
        Some(Examined::known(report, file.signature.clone(), content))
    }

    /// Keeps what was found in the files of this run, each by itself, and forgets all others.
    pub(crate) fn keep(&mut self, examined: &[Result<Examined, Unread>]) {
        let mut earlier = std::mem::take(&mut self.kept.files);
        for examined in examined.iter().flatten() {
            let Some(content) = examined.content else { continue };
            let name = examined.report.file();
            // What was judged in this run refers to something, and what was known from an earlier one doesn't say.
            let is_new = !examined.refers.is_empty();
            let known = earlier.remove_entry(name).filter(|(_, file)| file.content == content && !is_new);
            self.has_changed |= known.is_none();
            let (name, file) = known.unwrap_or_else(|| {
                let found = found(examined.report.findings(), examined.report.suppressed());
                let refers = examined.refers.iter().map(|path| Reference::of(path)).collect();
                (name.to_owned(), File { content, found, signature: examined.signature.clone(), refers })
            });
            self.kept.files.insert(name, file);
        }
        self.has_changed |= !earlier.is_empty();
    }

    /// What the rules between files found in each file, where these are the files of the last run; in the order of the
    /// names.
    pub(crate) fn between(&self, files: Digest, names: &[&str]) -> Option<Vec<Between>> {
        let together = self.kept.together.as_ref().filter(|together| together.files == files)?;
        let of = |name: &&str| match together.found.get(*name) {
            None => Some(Between::default()),
            Some(found) => Some(Between {
                findings: stored::read(&found.findings)?,
                suppressed: stored::read(&found.suppressed)?,
            }),
        };
        names.iter().map(of).collect()
    }

    /// Keeps what the rules between files found.
    pub(crate) fn keep_between(&mut self, files: Digest, names: &[&str], between: &[Between]) {
        let some = names.iter().zip(between).filter(|(_, it)| **it != Between::default());
        let found =
            some.map(|(name, it)| ((*name).to_owned(), found(&it.findings, &it.suppressed))).collect();
        self.kept.together = Some(Together { files, found });
        self.has_changed = true;
    }

    /// Writes the cache where anything in it is new.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub(crate) fn write(&mut self) -> Result<(), Trouble> {
        if !std::mem::take(&mut self.has_changed) {
            return Ok(());
        }
        let trouble = |error| Trouble::unwritten(&self.path, error);
        let text = serde_json::to_vec(&self.kept).map_err(|error| trouble(error.into()))?;
        // Two runs at once each leave a whole file.
        let beside = self.path.with_extension(format!("{}.new", std::process::id()));
        std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &self.path)).map_err(trouble)
    }
}

impl Reference {
    fn of(path: &Path) -> Reference {
        Reference { path: path.to_owned(), content: read::content(path) }
    }
}

fn found(findings: &[countersign::finding::Finding], suppressed: &[countersign::finding::Finding]) -> Found {
    Found { findings: stored::write(findings), suppressed: stored::write(suppressed) }
}

/// What tells one build of the command from another: its version, and the size and age of its file.
fn build() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok();
    let age = file.as_ref().and_then(|it| it.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
    let (size, age) = (file.map_or(0, |it| it.len()), age.map_or(0, |age| age.as_nanos()));
    format!("{} {size} {age}", env!("CARGO_PKG_VERSION"))
}
