//! Standard output and standard error, and whether they take colour.
//!
//! Text from files is made visible before it comes here; nothing is escaped in this module.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

use annotate_snippets::renderer::DEFAULT_ERROR_STYLE;
use anstream::{AutoStream, ColorChoice};

use crate::arguments::Color;
use crate::exit::{Exit, Trouble};
use crate::output::visible;

/// Where the command writes.
#[derive(Debug)]
pub(crate) struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    /// Takes the choice that was typed; `auto` asks the terminal, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
    pub(crate) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Terminal { choice }
    }

    /// Whether standard output takes colour.
    pub(crate) fn has_colors(&self) -> bool {
        let choice = match self.choice {
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            choice => choice,
        };
        choice != ColorChoice::Never
    }

    /// Standard output, buffered; it must be flushed.
    pub(crate) fn output(&self) -> Box<dyn Write> {
        if self.has_colors() {
            Box::new(BufWriter::new(AutoStream::new(io::stdout(), ColorChoice::Always)))
        } else {
            // Nothing styled is written then, so that nothing has to be searched for styles.
            Box::new(BufWriter::with_capacity(64 * 1024, io::stdout()))
        }
    }

    /// Whether somebody watches standard error.
    pub(crate) fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Whether standard output is looked at by a person.
    pub(crate) fn is_shown(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// A plain line to standard error. If even that fails, nobody is there to be told.
    pub(crate) fn say(&self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// A trouble as a line to standard error.
    pub(crate) fn complain(&self, trouble: &str) {
        let style = DEFAULT_ERROR_STYLE;
        let mut errors = AutoStream::new(io::stderr(), self.choice);
        let _ = writeln!(errors, "{style}error:{style:#} {}", visible::escaped(trouble));
    }

    /// Says what went wrong, and makes the exit code.
    pub(crate) fn leave(&self, result: Result<Exit, Trouble>) -> ExitCode {
        match result {
            Ok(exit) => ExitCode::from(exit.code()),
            Err(trouble) if trouble.is_closed_pipe() => ExitCode::from(Exit::Fine.code()),
            Err(trouble) => {
                self.complain(&trouble.to_string());
                if let Some(help) = trouble.help() {
                    self.say(&format!("  help: {}", visible::escaped(help)));
                }
                ExitCode::from(trouble.code())
            }
        }
    }
}
