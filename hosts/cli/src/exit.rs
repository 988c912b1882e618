//! How the command ends: its exit codes, and the troubles that end it early.

use std::fmt;
use std::io;
use std::path::Path;

/// What the exit code says. Of several, the later one here counts: findings are not known to be all of them if
/// something was missing, and what is there but can't be read is worse than what was never there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing to say.
    Fine,
    /// Findings that count.
    Found,
    /// Nothing to check, or a path that isn't there.
    Missing,
    /// Something could not be read or written.
    Unread,
}

impl Exit {
    /// The code; 2 is missing here because wrong arguments are a [`Trouble`], or end in the argument parser.
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Found => 1,
            Exit::Missing => 3,
            Exit::Unread => 4,
        }
    }
}

/// Why a command can't do what was asked.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The arguments are wrong.
    Misused {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// Something that is needed can't be read as things are.
    Unreadable {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// A file could not be read or written, or the terminal not be written to.
    Failed {
        /// What was tried.
        doing: String,
        /// What the system answered.
        error: io::Error,
    },
}

impl Trouble {
    /// Wrong arguments.
    pub(crate) fn misused(message: impl Into<String>, help: Option<String>) -> Self {
        Trouble::Misused { message: message.into(), help }
    }

    /// Something that is needed can't be read as things are.
    pub(crate) fn unreadable(message: impl Into<String>, help: Option<String>) -> Self {
        Trouble::Unreadable { message: message.into(), help }
    }

    /// A file that could not be read.
    pub(crate) fn unread(path: &Path, error: io::Error) -> Self {
        Trouble::Failed { doing: format!("can't read `{}`", path.display()), error }
    }

    /// A file that could not be written.
    pub(crate) fn unwritten(path: &Path, error: io::Error) -> Self {
        Trouble::Failed { doing: format!("can't write `{}`", path.display()), error }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> Option<&str> {
        match self {
            Trouble::Misused { help, .. } | Trouble::Unreadable { help, .. } => help.as_deref(),
            Trouble::Failed { .. } => None,
        }
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Trouble::Misused { .. } => 2,
            Trouble::Unreadable { .. } | Trouble::Failed { .. } => Exit::Unread.code(),
        }
    }

    /// Whether only the reader of the output went away, as `head` does; nobody needs to be told.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Trouble::Failed { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Standard output could not be written to.
impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Failed { doing: "can't write to standard output".to_owned(), error }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Misused { message, .. } | Trouble::Unreadable { message, .. } => {
                formatter.write_str(message)
            }
            Trouble::Failed { doing, error } => write!(formatter, "{doing}: {error}"),
        }
    }
}
