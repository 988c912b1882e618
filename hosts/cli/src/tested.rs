//! Which procedure a scenario tests: found beside the scenario's file, with the procedures it uses.

use std::path::{Path, PathBuf};

use countersign::scenario::Tested;

use crate::files;
use crate::plans;

/// Finds a procedure by what stands in a scenario file: an id in the same folder, or a path relative to the file.
pub(crate) fn find(scenario: &Path, procedure: &str) -> Tested {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    let Some(path) = path(folder, procedure) else { return Tested::Missing { known: known(folder) } };
    let Some(main) = plans::read_procedure(&files::one(&path)) else { return Tested::Unsound };
    // A use that leads nowhere has a finding in the file of the procedure.
    plans::of(main, &path).map_or(Tested::Unsound, |plan| Tested::Plan(Box::new(plan)))
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

/// The ids that a scenario in this folder could mean.
fn known(folder: &Path) -> Vec<String> {
    let inputs = files::in_folder(folder);
    let own = inputs.iter().filter(|input| input.path.parent() == Some(folder));
    own.filter_map(|input| Some(input.path.file_stem()?.to_str()?.to_owned())).collect()
}
