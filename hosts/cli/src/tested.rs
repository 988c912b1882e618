//! Which procedure a scenario tests: found beside the scenario's file, with the procedures it uses.

use std::path::{Path, PathBuf};

use countersign::scenario::Tested;

use crate::files;
use crate::plans;

/// Finds a procedure by what stands in a scenario file: an id in the same folder, or a path relative to the file.
pub(crate) fn find(scenario: &Path, procedure: &str) -> Tested {
    find_in(scenario, procedure).0
}

/// The same, and the files that the answer depends on by being what they are or by not being there; nothing where it
/// depends on more than these, as that of a procedure which uses others.
pub(crate) fn find_in(scenario: &Path, procedure: &str) -> (Tested, Option<Vec<PathBuf>>) {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    let names = names(folder, procedure);
    let Some(at) = names.iter().position(|path| path.is_file()) else {
        return (Tested::Missing { known: known(folder) }, None);
    };
    let asked: Vec<PathBuf> = names.into_iter().take(at + 1).collect();
    let Some(path) = asked.last() else { return (Tested::Unsound, None) };
    let Some(main) = plans::read_procedure(&files::one(path)) else { return (Tested::Unsound, Some(asked)) };
    let is_alone = main.steps().iter().all(|step| step.used().is_none());
    // A use that leads nowhere has a finding in the file of the procedure.
    let tested = plans::of(main, path).map_or(Tested::Unsound, |plan| Tested::Plan(Box::new(plan)));
    (tested, is_alone.then_some(asked))
}

/// The files that may be meant, the first of which that is there is.
fn names(folder: &Path, procedure: &str) -> Vec<PathBuf> {
    let is_path = procedure.contains('/') || procedure.ends_with(".yaml") || procedure.ends_with(".yml");
    let names = if is_path {
        vec![procedure.to_owned()]
    } else {
        vec![format!("{procedure}.yaml"), format!("{procedure}.yml")]
    };
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// The ids that a scenario in this folder could mean.
fn known(folder: &Path) -> Vec<String> {
    let inputs = files::in_folder(folder);
    let own = inputs.iter().filter(|input| input.path.parent() == Some(folder));
    own.filter_map(|input| Some(input.path.file_stem()?.to_str()?.to_owned())).collect()
}
