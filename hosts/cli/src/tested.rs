//! Which procedure a scenario tests: found beside the scenario's file, with the procedures it uses.

use std::path::{Path, PathBuf};

use countersign::manual::Manual;
use countersign::procedure::Procedure;
use countersign::scenario::Tested;
use countersign::source::Source;

use crate::files;
use crate::read;

/// Finds a procedure by what stands in a scenario file: an id in the same folder, or a path relative to the file.
pub(crate) fn find(scenario: &Path, procedure: &str) -> Tested {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    let Some(path) = path(folder, procedure) else { return Tested::Missing { known: known(folder) } };
    let Some(main) = parsed(&path) else { return Tested::Unsound };
    let (id, version) = (main.id().to_owned(), main.version().clone());
    let has_uses = main.steps().iter().any(|step| step.used().is_some());
    let others = if has_uses { beside(&path) } else { Vec::new() };
    let manual = Manual::new(others.into_iter().chain([main]));
    // A use that leads nowhere has a finding in the file of the procedure.
    manual.plan(&id, &version).map_or(Tested::Unsound, |plan| Tested::Plan(Box::new(plan)))
}

fn path(folder: &Path, procedure: &str) -> Option<PathBuf> {
    let is_path = procedure.contains('/') || procedure.ends_with(".yaml") || procedure.ends_with(".yml");
    let names = if is_path {
        vec![procedure.to_owned()]
    } else {
        vec![format!("{procedure}.yaml"), format!("{procedure}.yml")]
    };
    names.into_iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

fn parsed(path: &Path) -> Option<Procedure> {
    let text = read::again(path.to_str()?)?;
    let name = path.to_string_lossy();
    Procedure::read(Source::new(&name, &text), None).0
}

/// The procedures beside a file, as far as they hold.
fn beside(path: &Path) -> Vec<Procedure> {
    let inputs = files::in_folder(path.parent().unwrap_or(Path::new("")));
    inputs.iter().filter_map(|input| parsed(&input.path)).collect()
}

/// The ids that a scenario in this folder could mean.
fn known(folder: &Path) -> Vec<String> {
    let inputs = files::in_folder(folder);
    let own = inputs.iter().filter(|input| input.path.parent() == Some(folder));
    own.filter_map(|input| Some(input.path.file_stem()?.to_str()?.to_owned())).collect()
}
