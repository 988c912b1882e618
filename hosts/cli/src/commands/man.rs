//! `man`: the manual page, made from the same arguments as the help.

use std::io::Write as _;

use clap::CommandFactory as _;
use countersign::value::nearest;

use crate::arguments::{Arguments, ManArguments};
use crate::exit::{Exit, Trouble};
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &ManArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = &arguments.of {
        let Some(sub) = command.find_subcommand(name) else {
            let near = nearest(name, command.get_subcommands().map(clap::Command::get_name));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            return Err(Trouble::misused(format!("there is no command `{name}`"), help));
        };
        // The page's own name is the one that `build` gave it: `countersign-check`.
        command = sub.clone().version(env!("CARGO_PKG_VERSION"));
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let mut output = terminal.output();
    output.write_all(&page)?;
    output.flush()?;
    Ok(Exit::Fine)
}
