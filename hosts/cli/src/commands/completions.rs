//! `completions`: the script that completes arguments in a shell.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::arguments::{Arguments, CompletionsArguments};
use crate::exit::{Exit, Trouble};
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &CompletionsArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    // Made in memory first, because the generator panics where it can't write.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "countersign", &mut script);
    let mut output = terminal.output();
    output.write_all(&script)?;
    output.flush()?;
    Ok(Exit::Fine)
}
