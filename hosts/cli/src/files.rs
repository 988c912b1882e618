//! Which files are meant by the paths that were typed.
//!
//! Folders are searched for `*.yaml` and `*.yml`; what `.gitignore` names and hidden files are left out. Scenarios
//! are known by their names, `*.scenarios.yaml`. A file that is named itself is always taken. Nothing is opened here.

use std::io;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::exit::Exit;

/// The folder that is checked when no path is named.
const DEFAULT: &str = "procedures";

/// The name that stands for standard input.
const STDIN: &str = "-";

/// What standard input is called in findings.
const STDIN_NAME: &str = "<stdin>";

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    /// The name as findings show it.
    pub(crate) path: PathBuf,
    /// Whether it is read from standard input, and the path is only a name.
    pub(crate) is_stdin: bool,
}

impl Input {
    /// The name that findings show: relative as typed, with slashes on every system.
    pub(crate) fn name(&self) -> String {
        shown(&self.path)
    }
}

/// Which files of a folder are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Procedures and scenarios.
    All,
    /// Procedures only.
    Procedures,
    /// Scenarios only.
    Scenarios,
}

impl Wanted {
    fn is(self, path: &Path) -> bool {
        is_yaml(path)
            && match self {
                Wanted::All => true,
                Wanted::Procedures => !is_scenario(path),
                Wanted::Scenarios => is_scenario(path),
            }
    }
}

/// Whether a file holds scenarios, by its name.
pub(crate) fn is_scenario(path: &Path) -> bool {
    is_yaml(path) && path.file_stem().is_some_and(|stem| has_extension(Path::new(stem), "scenarios"))
}

/// The one file, or standard input, that a path names.
pub(crate) fn one(path: &Path) -> Input {
    let is_stdin = path.as_os_str() == STDIN;
    Input { path: if is_stdin { PathBuf::from(STDIN_NAME) } else { cleaned(path) }, is_stdin }
}

/// The procedure files of one folder and the folders in it; what can't be looked at is left out.
pub(crate) fn in_folder(folder: &Path) -> Vec<Input> {
    let mut found = Found::default();
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    found.search(folder, Wanted::Procedures);
    found.inputs
}

/// A path that was named or found but can't be looked at.
#[derive(Debug)]
pub(crate) struct Unread {
    /// Its name.
    pub(crate) name: String,
    /// Why.
    pub(crate) message: String,
    /// Whether it simply isn't there.
    pub(crate) is_missing: bool,
}

impl Unread {
    pub(crate) fn new(path: &Path, error: &io::Error) -> Self {
        let is_missing = error.kind() == io::ErrorKind::NotFound;
        let message =
            if is_missing { "there is no such file or folder".to_owned() } else { error.to_string() };
        Unread { name: shown(path), message, is_missing }
    }

    /// What the exit code has to say of it.
    pub(crate) fn exit(&self) -> Exit {
        if self.is_missing { Exit::Missing } else { Exit::Unread }
    }
}

/// What was found: inputs sorted by path, none twice, and what can't be looked at.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) inputs: Vec<Input>,
    pub(crate) unread: Vec<Unread>,
}

/// Follows the paths; `stdin_name` is what standard input is called.
pub(crate) fn find(paths: &[PathBuf], stdin_name: Option<&Path>, wanted: Wanted) -> Found {
    let mut found = Found::default();
    if paths.is_empty() {
        found.follow(Path::new(DEFAULT), wanted);
    }
    for path in paths {
        if path.as_os_str() == STDIN {
            let path = stdin_name.map_or_else(|| PathBuf::from(STDIN_NAME), cleaned);
            found.inputs.push(Input { path, is_stdin: true });
        } else {
            found.follow(path, wanted);
        }
    }
    // Of an editor's buffer and the file of the same name the buffer is newer.
    found.inputs.sort_by(|a, b| (&a.path, b.is_stdin).cmp(&(&b.path, a.is_stdin)));
    found.inputs.dedup_by(|later, earlier| later.path == earlier.path);
    found.unread.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The files and folders that were named, or the one that is checked where none was.
pub(crate) fn roots(paths: &[PathBuf]) -> Vec<PathBuf> {
    match paths {
        [] => vec![PathBuf::from(DEFAULT)],
        _ => paths.iter().map(|path| cleaned(path)).collect(),
    }
}

impl Found {
    fn follow(&mut self, path: &Path, wanted: Wanted) {
        match std::fs::metadata(path) {
            Err(error) => self.unread.push(Unread::new(path, &error)),
            Ok(metadata) if metadata.is_dir() => self.search(path, wanted),
            Ok(_) => self.inputs.push(Input { path: cleaned(path), is_stdin: false }),
        }
    }

    fn search(&mut self, folder: &Path, wanted: Wanted) {
        for entry in walk(folder) {
            match entry {
                Ok(entry) if wanted.is(entry.path()) && !is_folder(&entry) => {
                    self.inputs.push(Input { path: cleaned(entry.path()), is_stdin: false });
                }
                Ok(_) => {}
                Err(error) => self.unread.push(unread(folder, &error)),
            }
        }
    }
}

/// Only what lies in the project decides: ignore files of the user or of the clone would make the same project give
/// different answers on different machines.
fn walk(folder: &Path) -> ignore::Walk {
    WalkBuilder::new(folder).ignore(false).git_global(false).git_exclude(false).require_git(false).build()
}

/// Links to files are taken, links to folders are not: those could lead in circles.
fn is_folder(entry: &ignore::DirEntry) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => entry.path().is_dir(),
        Some(kind) => kind.is_dir(),
        None => false,
    }
}

fn is_yaml(path: &Path) -> bool {
    has_extension(path, "yaml") || has_extension(path, "yml")
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn unread(folder: &Path, error: &ignore::Error) -> Unread {
    let message = match error.io_error() {
        Some(error) => error.to_string(),
        None => error.to_string(),
    };
    Unread { name: shown(place(error).unwrap_or(folder)), message, is_missing: false }
}

/// The path that an error of the search is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// The path without `./`, so that the same file has the same name however it was reached.
fn cleaned(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_not_procedures() {
        let check = |name: &str, expected: [bool; 3]| {
            let found = [Wanted::All, Wanted::Procedures, Wanted::Scenarios].map(|it| it.is(Path::new(name)));
            assert_eq!(found, expected, "{name}");
        };
        check("a/b.yaml", [true, true, false]);
        check("b.yml", [true, true, false]);
        check("B.YAML", [true, true, false]);
        check("b.scenarios.yaml", [true, false, true]);
        check("b.scenarios.yml", [true, false, true]);
        check("scenarios.yaml", [true, true, false]);
        check("b.json", [false; 3]);
        check("yaml", [false; 3]);
    }

    #[test]
    fn the_same_file_has_the_same_name() {
        assert_eq!(cleaned(Path::new("./a/./b.yaml")), Path::new("a/b.yaml"));
        assert_eq!(cleaned(Path::new("/a//b.yaml")), Path::new("/a/b.yaml"));
    }
}
