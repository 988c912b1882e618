//! What a repository held at a revision, asked of the `git` program.
//!
//! The program and not a library of it: whoever has a repository has it, it knows every form of repository there is
//! (partial clones, worktrees, alternates), and four short questions cost less than the code to answer them. Nothing
//! is checked out and nothing is written.

use std::ffi::OsStr;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

use countersign::yaml::LARGEST_FILE;

use crate::exit::Trouble;

/// The remote that a clone has unless somebody said otherwise.
const ORIGIN: &str = "origin";

/// The repository around this folder.
#[derive(Debug)]
pub(crate) struct Repository {
    root: PathBuf,
    /// This folder from the root, with a slash at its end, or empty.
    prefix: String,
    is_shallow: bool,
}

/// A file that differs from what it was, by its path from this folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// The path from this folder, as files are named in findings.
    pub(crate) path: PathBuf,
    /// The path from the root of the repository, with slashes.
    pub(crate) in_repository: String,
    /// Whether it was there.
    pub(crate) was_there: bool,
    /// Whether it is there.
    pub(crate) is_there: bool,
}

impl Repository {
    /// Finds the repository that this folder lies in.
    pub(crate) fn open() -> Result<Repository, Trouble> {
        let output = git(["rev-parse", "--show-toplevel", "--is-shallow-repository", "--show-prefix"])?;
        if !output.status.success() {
            let help = "it works inside a git repository".to_owned();
            return Err(Trouble::unreadable(format!("git says: {}", said(&output)), Some(help)));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = text.lines();
        let root = PathBuf::from(lines.next().unwrap_or_default());
        let is_shallow = lines.next() == Some("true");
        Ok(Repository { root, is_shallow, prefix: lines.next().unwrap_or_default().to_owned() })
    }

    /// The commit at which the work on this branch began: the merge base of a revision and what is checked out.
    pub(crate) fn base(&self, reference: &str) -> Result<String, Trouble> {
        let output = git(["merge-base", "--", reference, "HEAD"])?;
        let base = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && !base.is_empty() {
            return Ok(base);
        }
        let fetch = self.missing_fetch(reference);
        if output.status.code() == Some(1) {
            let message = format!("`{reference}` and what is checked out have no commit in common here");
            return Err(Trouble::unreadable(message, fetch));
        }
        let message = format!("there is no revision `{reference}`");
        if let Some(fetch) = fetch {
            return Err(Trouble::unreadable(message, Some(fetch)));
        }
        let at_origin = format!("{ORIGIN}/{reference}");
        let help = match succeeds(&["rev-parse", "--verify", "--quiet", &format!("refs/remotes/{at_origin}")])
        {
            true => format!("did you mean `{at_origin}`?"),
            false => "name a branch, a tag or a commit".to_owned(),
        };
        Err(Trouble::misused(message, Some(help)))
    }

    /// The fetch without which a shallow clone, or one that lacks the branch, can't answer.
    fn missing_fetch(&self, reference: &str) -> Option<String> {
        let remote = reference.split_once('/').filter(|(remote, _)| succeeds(&["remote", "get-url", remote]));
        let unshallow = "this clone is shallow: `git fetch --unshallow";
        match (self.is_shallow, remote) {
            (true, Some((remote, branch))) => {
                Some(format!("{unshallow} {remote} {branch}:refs/remotes/{reference}`"))
            }
            // `HEAD~1` is no name, and all there is is on the way to it.
            (true, None) if reference.contains(['~', '^', '@', ':']) => Some(format!("{unshallow}`")),
            (true, None) => Some(format!(
                "{unshallow} {ORIGIN} {reference}:refs/remotes/{ORIGIN}/{reference}` for the branch \
                 `{ORIGIN}/{reference}`, `git fetch --unshallow --tags` for a tag"
            )),
            (false, Some((remote, branch))) => {
                Some(format!("`git fetch {remote} {branch}:refs/remotes/{reference}`"))
            }
            (false, None) => None,
        }
    }

    /// The YAML files that differ from those of a commit, also those that git doesn't know yet; sorted by path.
    pub(crate) fn differences(&self, commit: &str) -> Result<Vec<Difference>, Trouble> {
        const FILES: [&str; 3] = ["--", ":(top,icase)*.yaml", ":(top,icase)*.yml"];
        let changed =
            ["diff", "--name-status", "-z", "--no-renames", "--no-relative", "--no-ext-diff", commit];
        let output = answered(git(changed.into_iter().chain(FILES))?)?;
        let mut found = Vec::new();
        let mut parts = output.split('\0');
        while let (Some(status), Some(path)) = (parts.next(), parts.next()) {
            let (was_there, is_there) = (status != "A", status != "D");
            found.push(self.difference(path, was_there, is_there));
        }
        let untracked = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z"];
        let output = answered(git(untracked.into_iter().chain(FILES))?)?;
        let paths = output.split('\0').filter(|path| !path.is_empty());
        found.extend(paths.map(|path| self.difference(path, false, true)));
        found.sort();
        // What is being merged is listed twice.
        found.dedup();
        Ok(found)
    }

    fn difference(&self, in_repository: &str, was_there: bool, is_there: bool) -> Difference {
        let (mut here, mut there) =
            (Path::new(&self.prefix).components(), Path::new(in_repository).components());
        while here.clone().next().is_some_and(|part| there.clone().next() == Some(part)) {
            here.next();
            there.next();
        }
        let path = here.map(|_| Component::ParentDir).chain(there).collect();
        Difference { path, in_repository: in_repository.to_owned(), was_there, is_there }
    }

    /// Whether a path that was named leads into the repository, or to nothing at all.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        // Below this folder everything is in it.
        let may_leave = path.is_absolute() || path.components().any(|part| part == Component::ParentDir);
        let whole = || Some((path.canonicalize().ok()?, self.root.canonicalize().ok()?));
        !may_leave || whole().is_none_or(|(path, root)| path.starts_with(root))
    }

    /// The whole path of a file.
    pub(crate) fn absolute(&self, in_repository: &str) -> PathBuf {
        self.root.join(in_repository)
    }

    /// The texts of files at a commit, in the same order; nothing for one that isn't there, is too large or no text.
    pub(crate) fn texts<'p>(
        &self,
        commit: &str,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<Vec<Option<String>>, Trouble> {
        let requests: Vec<String> = paths.into_iter().map(|path| format!("{commit}:{path}")).collect();
        if requests.is_empty() {
            return Ok(Vec::new());
        }
        batch(&requests)
            .map_err(|error| Trouble::Failed { doing: "can't ask `git cat-file`".to_owned(), error })
    }

    /// The text of one file at a revision; as for git, a path with `./` before it counts from this folder, and any
    /// other from the root.
    pub(crate) fn text(&self, revision: &str, path: &str) -> Result<Option<String>, Trouble> {
        Ok(self.texts(revision, [path])?.pop().flatten())
    }
}

/// Asks for all objects in one process; a thread writes, so that neither side waits for the other.
fn batch(requests: &[String]) -> io::Result<Vec<Option<String>>> {
    let mut command = program();
    let mut child = command
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::Error::other("it has no input or output"));
    };
    let texts = std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            requests.iter().try_for_each(|request| writeln!(input, "{}", request.replace('\n', " ")))
        });
        let mut output = BufReader::new(output);
        let texts = requests.iter().map(|_| object(&mut output)).collect::<io::Result<Vec<_>>>();
        writer.join().map_err(|_| io::Error::other("its questions could not be written"))??;
        texts
    });
    child.wait()?;
    texts
}

/// One answer: a line with name, type and size, then the bytes and a line break; or a line that says that it is missing.
fn object(output: &mut impl io::BufRead) -> io::Result<Option<String>> {
    let mut header = String::new();
    output.read_line(&mut header)?;
    let mut words = header.trim_end().rsplit(' ');
    let size: Option<u64> = words.next().and_then(|word| word.parse().ok());
    let (Some(size), Some(kind)) = (size, words.next()) else { return Ok(None) };
    let mut bytes = Vec::new();
    output.by_ref().take(size).read_to_end(&mut bytes)?;
    output.read_line(&mut String::new())?;
    let is_file = kind == "blob" && bytes.len() <= LARGEST_FILE;
    Ok(String::from_utf8(bytes).ok().filter(|_| is_file))
}

fn program() -> Command {
    let mut command = Command::new("git");
    // Whatever the user's settings are, the answers have one form.
    command.args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false"]).env("LC_ALL", "C");
    command.env("GIT_OPTIONAL_LOCKS", "0");
    command
}

fn git(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Output, Trouble> {
    let failed = |error| Trouble::Failed { doing: "can't run `git`".to_owned(), error };
    program().args(arguments).stdin(Stdio::null()).output().map_err(failed)
}

fn succeeds(question: &[&str]) -> bool {
    git(question).is_ok_and(|output| output.status.success())
}

fn answered(output: Output) -> Result<String, Trouble> {
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Trouble::unreadable(format!("git says: {}", said(&output)), None)),
    }
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("nothing").trim_start_matches("fatal: ").to_owned()
}

/// The name of a file at a commit, as `git show` takes it.
pub(crate) fn name_at(commit: &str, path: &str) -> String {
    let short = commit.get(..12).unwrap_or(commit);
    format!("{short}:{path}")
}

/// A revision and a path, as in `main:procedures/a.yaml`; nothing for a file that is there under that name.
pub(crate) fn revision_and_path(path: &Path) -> Option<(&str, &str)> {
    let text = path.to_str()?;
    let (revision, file) = text.split_once(':')?;
    // `C:` begins a path on some systems.
    (revision.len() > 1 && !path.exists()).then_some((revision, file))
}
