//! The plan of a procedure file: the procedure, and those beside it that it uses.

use std::path::Path;

use countersign::compare::Edition;
use countersign::manual::{Manual, Plan, PlanError};
use countersign::procedure::{Digest, Procedure};
use countersign::record::Header;
use countersign::source::Source;

use crate::exit::Exit;
use crate::files::{self, Input, Unread};
use crate::read;
use crate::terminal::Terminal;

/// The plan that a record was made with. The file, or what stands beside it and in the archive, has each procedure in
/// the version that the record names by its digest; where one is missing, it was said which.
///
/// A record whose header can't be read says nothing of it, and the file is taken as it is.
pub(crate) fn of_record(file: &Path, record: &[u8], terminal: &Terminal) -> Result<Plan, Exit> {
    let first = record.split(|byte| *byte == b'\n').next().and_then(|line| std::str::from_utf8(line).ok());
    let Some(header) = first.and_then(|line| Header::read(line).ok()) else { return plan(file, terminal) };
    let input = files::one(file);
    let digests: Vec<Digest> = header.uses().iter().copied().chain([header.digest()]).collect();
    let is_pinned = |procedure: &Procedure| digests.contains(&procedure.digest());
    let (name, id) = (input.name(), header.procedure());
    let text = read::whole(&input).map_err(|unread| unread_file(&unread, terminal))?.unwrap_or_default();
    let named = Edition::read(Source::new(&name, &text));
    if let Some(other) = named.filter(|it| it.id() != id) {
        terminal.complain(&format!("the run is of `{id}`, and `{name}` is `{}`", other.id()));
        return Err(Exit::Found);
    }
    // Most runs are of the version that was named, and need no other file.
    let main = procedure(&name, &text).filter(|it| it.digest() == header.digest());
    if let Some(plan) = main.clone().and_then(|main| Plan::of(main).ok()) {
        return Ok(plan);
    }
    let beside = files::in_folder(manual_of(file)).into_iter().filter_map(|input| read_procedure(&input));
    let pinned = Manual::new(beside.chain(main).filter(is_pinned));
    pinned.pinned(header.digest(), header.uses()).map_err(|error| {
        let version = header.version();
        terminal.complain(&format!("the run is of `{id}` {version}, and {error}"));
        terminal.say(&format!("  help: keep the version that was run as `archive/{id}/{version}.yaml`"));
        Exit::Found
    })
}

/// The folder of the manual that a file belongs to; an archived version belongs to the manual around the archive.
fn manual_of(file: &Path) -> &Path {
    let archive =
        file.ancestors().skip(1).take(2).find(|it| it.file_name().is_some_and(|name| name == "archive"));
    let folder = archive.unwrap_or(file).parent();
    folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn unread_file(unread: &Unread, terminal: &Terminal) -> Exit {
    terminal.complain(&format!("can't read `{}`: {}", unread.name, unread.message));
    unread.exit()
}

/// Reads the plan; where there is none, it was said why.
pub(crate) fn plan(file: &Path, terminal: &Terminal) -> Result<Plan, Exit> {
    let input = files::one(file);
    let name = input.name();
    let text = read::whole(&input).map_err(|unread| unread_file(&unread, terminal))?;
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
    let (id, version) = (main.id().to_owned(), main.version().clone());
    let beside = files::in_folder(manual_of(file)).into_iter().filter_map(|input| read_procedure(&input));
    Manual::new(beside.chain([main])).plan(&id, &version)
}

/// The procedure of a file, if there is one without errors.
pub(crate) fn read_procedure(input: &Input) -> Option<Procedure> {
    procedure(&input.name(), &read::whole(input).ok()??)
}

fn procedure(name: &str, text: &str) -> Option<Procedure> {
    Procedure::read(Source::new(name, text), None).0
}
