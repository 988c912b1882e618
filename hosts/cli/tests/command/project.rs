//! A folder of its own with files in it, and the command run there.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A procedure without findings, called `stir`.
pub(crate) const CLEAN: &str = "\
countersign: 1
id: stir
version: 1.0.0
title: Stir the soup
changes:
  - {version: 1.0.0, on: 2026-11-20, what: First issue.}
roles:
  cook: {title: Cook}
steps:
  - id: stir
    title: Stir the soup
    by: cook
";

/// The same with one error: an unknown key.
pub(crate) fn broken() -> String {
    CLEAN.replace("    by: cook", "    by: cook\n    tilte: x")
}

/// A folder that is taken away with its last use.
pub(crate) struct Project {
    folder: PathBuf,
    is_own: bool,
}

impl Project {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Project { folder, is_own: true }
    }

    /// A folder that somebody else takes away.
    pub(crate) fn at(folder: PathBuf) -> Self {
        Project { folder, is_own: false }
    }

    /// With one more file.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs git here, as somebody on a day.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let settings =
            ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgSign=false"];
        let mut command = Command::new("git");
        command.args(settings).args(arguments).current_dir(&self.folder);
        let output = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Commits everything, in a repository that is made where there is none.
    pub(crate) fn committed(self) -> Self {
        if !self.path(".git").exists() {
            self.git(&["init", "-q", "-b", "main"]);
        }
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "a state"]);
        self
    }

    /// Runs the command here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.run_with(arguments, "", &[])
    }

    /// Runs the command here with standard input and environment; nothing of the tester's own environment gets in.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(arguments).current_dir(&self.folder).env_clear().envs(environment.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that has no use for its input may be gone before it is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Answer::new(arguments, child.wait_with_output().unwrap())
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        if self.is_own {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// What the command answered.
pub(crate) struct Answer {
    arguments: String,
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    fn new(arguments: &[&str], output: Output) -> Self {
        Answer {
            arguments: arguments.join(" "),
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "{}\n{}\n{}", self.arguments, self.out, self.err);
        self
    }

    /// Standard output as a whole.
    #[track_caller]
    pub(crate) fn out(self, expected: &str) -> Self {
        assert_eq!(self.out, expected, "{}", self.arguments);
        self
    }

    #[track_caller]
    pub(crate) fn out_has(self, expected: &str) -> Self {
        assert!(self.out.contains(expected), "{}: no `{expected}` in\n{}", self.arguments, self.out);
        self
    }

    #[track_caller]
    pub(crate) fn out_lacks(self, unexpected: &str) -> Self {
        assert!(!self.out.contains(unexpected), "{}: `{unexpected}` in\n{}", self.arguments, self.out);
        self
    }

    #[track_caller]
    pub(crate) fn err_has(self, expected: &str) -> Self {
        assert!(self.err.contains(expected), "{}: no `{expected}` in\n{}", self.arguments, self.err);
        self
    }
}
