//! Lines that are asked for and answered, on a terminal or from a pipe.

use std::io::{self, BufRead as _, IsTerminal as _, Write};

use crate::exit::Trouble;
use crate::output::visible;

/// Somebody who answers line by line.
pub(crate) struct Dialog {
    output: Box<dyn Write>,
    is_terminal: bool,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A line, without blanks at its ends.
    Line(String),
    /// Nobody answers any more.
    End,
}

impl Dialog {
    pub(crate) fn new(output: Box<dyn Write>) -> Dialog {
        Dialog { output, is_terminal: io::stdin().is_terminal() && io::stdout().is_terminal() }
    }

    /// A line for people to read. Text from files and people is made harmless here.
    pub(crate) fn say(&mut self, line: &str) -> Result<(), Trouble> {
        for part in line.split('\n') {
            writeln!(self.output, "{}", visible::escaped(part))?;
        }
        Ok(())
    }

    /// Asks for a line.
    pub(crate) fn ask(&mut self, question: &str) -> Result<Answer, Trouble> {
        write!(self.output, "{} ", visible::escaped(question))?;
        self.output.flush()?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let read =
            read.map_err(|error| Trouble::Failed { doing: "can't read what is typed".to_owned(), error })?;
        if read == 0 {
            self.say("")?;
            return Ok(Answer::End);
        }
        if !self.is_terminal {
            // What comes through a pipe is not seen otherwise.
            self.say("")?;
        }
        Ok(Answer::Line(line.trim().to_owned()))
    }

    /// Asks for a line that the next person must not see: on a terminal it is wiped as soon as it was typed.
    pub(crate) fn ask_blind(&mut self, question: &str) -> Result<Answer, Trouble> {
        let answer = self.ask(question)?;
        if self.is_terminal {
            // One line up, and the line is empty. A line that was too long for the screen has more rows, which go
            // when the screen is cleared for the next person.
            write!(self.output, "\x1b[1A\x1b[2K")?;
            self.say(&format!("{question} (entered; hidden from the second person)"))?;
        }
        Ok(answer)
    }

    /// Clears the screen and what can be scrolled back to, so that nobody reads what was shown to somebody else.
    pub(crate) fn clear(&mut self) -> Result<(), Trouble> {
        if self.is_terminal {
            write!(self.output, "\x1b[2J\x1b[3J\x1b[H")?;
        }
        self.output.flush()?;
        Ok(())
    }
}
