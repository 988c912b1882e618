//! The plan of a procedure file: the procedure, and those beside it that it uses.

use std::path::Path;
use std::sync::Arc;

use countersign::manual::{Manual, Plan};
use countersign::procedure::Procedure;
use countersign::source::Source;

use crate::exit::{Exit, Trouble};
use crate::files::{self, Input};
use crate::read;
use crate::terminal::Terminal;

/// Reads the plan; nothing, and it was said why, where there is none.
pub(crate) fn plan(file: &Path, terminal: &Terminal) -> Result<Result<Plan, Exit>, Trouble> {
    let input = files::one(file);
    let name = input.name();
    let text = match read::whole(&input) {
        Ok(text) => text,
        Err(unread) => {
            terminal.complain(&format!("can't read `{name}`: {}", unread.message));
            return Ok(Err(if unread.is_missing { Exit::Missing } else { Exit::Unread }));
        }
    };
    let Some(main) = text.and_then(|text| procedure(&name, &text)) else {
        terminal.complain(&format!("`{name}` has errors, so it holds no procedure that can be run"));
        terminal.say("  help: `countersign check` shows them");
        return Ok(Err(Exit::Found));
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = || files::in_folder(folder).into_iter().filter_map(|input| read_procedure(&input));
    let uses = main.steps().iter().any(|step| step.used().is_some());
    let manual = if uses { Manual::new(beside()) } else { Manual::new([]) };
    let find = |id: &str, wanted: &semver::VersionReq| {
        let fitting = manual
            .procedures()
            .filter(|procedure| procedure.id() == id && wanted.matches(procedure.version()));
        fitting.max_by(|one, other| one.version().cmp(other.version())).cloned().map(Arc::new)
    };
    match Plan::new(Arc::new(main), find) {
        Ok(plan) => Ok(Ok(plan)),
        Err(error) => {
            terminal.complain(&format!("`{name}` can't be run: {error}"));
            Ok(Err(Exit::Found))
        }
    }
}

fn read_procedure(input: &Input) -> Option<Procedure> {
    procedure(&input.name(), &read::whole(input).ok()??)
}

fn procedure(name: &str, text: &str) -> Option<Procedure> {
    Procedure::read(Source::new(name, text), None).0
}
