//! `digest`: what pins a procedure's content, whatever its comments and formatting.

use std::io::Write as _;

use countersign::procedure::Procedure;
use countersign::source::Source;

use crate::arguments::DigestArguments;
use crate::exit::{Exit, Trouble};
use crate::files;
use crate::read;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &DigestArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let input = files::one(&arguments.file);
    let name = input.name();
    let text = match read::whole(&input) {
        Ok(text) => text,
        Err(unread) => {
            terminal.complain(&format!("can't read `{name}`: {}", unread.message));
            return Ok(if unread.is_missing { Exit::Missing } else { Exit::Unread });
        }
    };
    // Whether the procedure is overdue today has no part in what it says.
    let procedure = text.and_then(|text| Procedure::read(Source::new(&name, &text), None).0);
    let Some(procedure) = procedure else {
        terminal.complain(&format!("`{name}` has errors, so it holds no procedure and has no digest"));
        terminal.say("  help: `countersign check` shows them");
        return Ok(Exit::Found);
    };
    let mut output = terminal.output();
    writeln!(output, "{}", procedure.digest())?;
    output.flush()?;
    Ok(Exit::Fine)
}
