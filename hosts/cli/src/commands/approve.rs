//! `approve`: adds an approval to a procedure file, bound to its content.

use countersign::document::{Approval, ApprovalRole};
use countersign::edit;
use countersign::procedure::{ApproveError, approve};
use countersign::source::Source;

use crate::arguments::{ApproveArguments, SignerRole};
use crate::clock;
use crate::exit::{Exit, Trouble};
use crate::files;
use crate::output::visible::escaped;
use crate::read;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &ApproveArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let input = files::one(&arguments.file);
    if input.is_stdin {
        return Err(Trouble::misused("an approval is written into a file", None));
    }
    if arguments.by.trim().is_empty() {
        return Err(Trouble::misused("--by needs the name of a person", None));
    }
    let Some(on) = arguments.date.or_else(clock::today) else {
        return Err(Trouble::misused(
            "the clock doesn't tell the day",
            Some("give it with --date".to_owned()),
        ));
    };
    let name = input.name();
    let text = match read::whole(&input) {
        Ok(text) => text.unwrap_or_default(),
        Err(unread) => {
            terminal.complain(&format!("can't read `{name}`: {}", unread.message));
            return Ok(if unread.is_missing { Exit::Missing } else { Exit::Unread });
        }
    };
    let role = match arguments.role {
        SignerRole::Author => ApprovalRole::Author,
        SignerRole::Reviewer => ApprovalRole::Reviewer,
        SignerRole::Approver => ApprovalRole::Approver,
    };
    let approval = Approval { role, name: arguments.by.clone(), on, digest: None };
    let edited = match approve(Source::new(&name, &text), &approval) {
        Ok(edit) => edit::apply(&text, &[edit]).map_err(|error| Trouble::misused(error.to_string(), None))?,
        Err(error) => return Ok(refused(&name, &error, terminal)),
    };
    std::fs::write(&input.path, edited).map_err(|error| Trouble::unwritten(&input.path, error))?;
    terminal.say(&format!("{}: signed by {}", escaped(&name), escaped(&arguments.by)));
    Ok(Exit::Fine)
}

/// Says why there is no approval; the file is as it was.
fn refused(name: &str, error: &ApproveError, terminal: &Terminal) -> Exit {
    terminal.complain(&format!("`{name}` was not approved: {error}"));
    match error {
        ApproveError::Errors(report) => {
            let errors =
                report.findings().iter().filter(|it| it.severity == countersign::finding::Severity::Error);
            for finding in errors {
                terminal.say(&format!("  {}", escaped(&finding.to_string())));
            }
        }
        ApproveError::Layout => {
            terminal.say("  help: write `approvals:` and each approval below it, or add this one by hand with `countersign digest`");
        }
        ApproveError::Name => terminal.say("  help: write the name as people read it"),
    }
    Exit::Found
}
