//! The `countersign` command: a thin host around the library.
//!
//! It owns what the library must not have: arguments, files, the clock and the terminal. What is right or wrong with
//! a procedure is never decided here; a rule that this command knew and the library didn't would be missing in every
//! other host.

#![allow(
    clippy::disallowed_methods,
    reason = "this is a host: it owns the clock and the files, and passes both into the library"
)]

mod arguments;
mod clock;
mod commands;
mod exit;
mod files;
mod levels;
mod output;
mod progress;
mod read;
mod plans;
mod tested;
mod records;
mod cache;
mod neighbours;
mod git;
mod since;
mod differences;
mod examine;
mod results;
mod play;
mod terminal;
mod totals;
mod known;
mod mending;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use terminal::Terminal;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.color);
    let result = match arguments.command {
        Command::Check(arguments) => commands::check::run(&arguments, &terminal),
        Command::Test(arguments) => commands::test::run(&arguments, &terminal),
        Command::Explain(arguments) => commands::explain::run(&arguments, &terminal),
        Command::Rules(arguments) => commands::rules::run(&arguments, &terminal),
        Command::Schema(arguments) => commands::schema::run(&arguments, &terminal),
        Command::New(arguments) => commands::new::run(&arguments, &terminal),
        Command::Diff(arguments) => commands::diff::run(&arguments, &terminal),
        Command::Approve(arguments) => commands::approve::run(&arguments, &terminal),
        Command::Print(arguments) => commands::print::run(&arguments, &terminal),
        Command::Digest(arguments) => commands::digest::run(&arguments, &terminal),
        Command::Run(arguments) => commands::run::run(&arguments, &terminal),
        Command::Record(command) => commands::record::run(&command, &terminal),
        Command::Completions(arguments) => commands::completions::run(&arguments, &terminal),
        Command::Man(arguments) => commands::man::run(&arguments, &terminal),
    };
    terminal.leave(result)
}
