//! The plan of a procedure file: the procedure, and those beside it that it uses.

use std::path::Path;

use countersign::manual::{Manual, Plan, PlanError};
use countersign::procedure::Procedure;
use countersign::source::Source;

use crate::exit::Exit;
use crate::files::{self, Input};
use crate::read;
use crate::terminal::Terminal;

/// Reads the plan; where there is none, it was said why.
pub(crate) fn plan(file: &Path, terminal: &Terminal) -> Result<Plan, Exit> {
    let input = files::one(file);
    let name = input.name();
    let text = read::whole(&input).map_err(|unread| {
        terminal.complain(&format!("can't read `{name}`: {}", unread.message));
        if unread.is_missing { Exit::Missing } else { Exit::Unread }
    })?;
    let Some(main) = text.and_then(|text| procedure(&name, &text)) else {
        terminal.complain(&format!("`{name}` has errors, so it holds no procedure that can be run"));
        terminal.say("  help: `countersign check` shows them");
        return Err(Exit::Found);
    };
    of(main, file).map_err(|error| {
        terminal.complain(&format!("`{name}` can't be run: {error}"));
        Exit::Found
    })
}

/// The plan of a procedure that was read from a file.
///
/// # Errors
///
/// When a procedure that it uses doesn't stand beside it.
pub(crate) fn of(main: Procedure, file: &Path) -> Result<Plan, PlanError> {
    if main.steps().iter().all(|step| step.used().is_none()) {
        return Plan::of(main);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (id, version) = (main.id().to_owned(), main.version().clone());
    let beside = files::in_folder(folder).into_iter().filter_map(|input| read_procedure(&input));
    Manual::new(beside.chain([main])).plan(&id, &version)
}

/// The procedure of a file, if there is one without errors.
pub(crate) fn read_procedure(input: &Input) -> Option<Procedure> {
    procedure(&input.name(), &read::whole(input).ok()??)
}

fn procedure(name: &str, text: &str) -> Option<Procedure> {
    Procedure::read(Source::new(name, text), None).0
}
