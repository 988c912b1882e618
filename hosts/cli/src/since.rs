//! `check --since`: what changed since the work on this branch began, judged by the library's rules on changes.
//!
//! Only files that differ are read a second time, and only here. What is found is added to what was found in the
//! files themselves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use countersign::compare::{self, Edition, Judgement};
use countersign::edit;
use countersign::finding::{Finding, Report};
use countersign::source::Source;

use crate::arguments::CheckArguments;
use crate::exit::Trouble;
use crate::files::{self, Input, Unread};
use crate::git::{self, Difference, Repository};
use crate::output::visible;
use crate::read::{self, Examined};
use crate::terminal::Terminal;

/// What the rules on changes find.
#[derive(Debug, Default)]
pub(crate) struct Since {
    /// What was named to be checked.
    roots: Vec<PathBuf>,
    /// The files that differ.
    changed: Vec<Changed>,
    /// Files that are gone, with what is found about them.
    gone: Vec<(Input, Vec<Finding>)>,
}

/// A file that differs.
#[derive(Debug)]
struct Changed {
    path: PathBuf,
    /// The procedure.
    id: String,
    text: String,
    judgement: Judgement,
}

/// One file in one of its states.
struct State {
    name: String,
    path: PathBuf,
    text: String,
    /// Whether the file is there now.
    is_there: bool,
}

impl Since {
    /// Compares the files among `inputs` that differ with what they were when this branch left the revision that was
    /// named, if one was. Of what is gone, only what lay in the folders that are checked is looked at.
    pub(crate) fn of(arguments: &CheckArguments, inputs: &[Input]) -> Result<Since, Trouble> {
        let Some(reference) = &arguments.since else { return Ok(Since::default()) };
        let repository = Repository::open()?;
        let roots = files::roots(&arguments.paths);
        if let Some(outside) = roots.iter().find(|root| !repository.holds(root)) {
            let message = format!("`{}` isn't in the repository around this folder", outside.display());
            return Err(Trouble::misused(message, Some("go into the repository that it lies in".to_owned())));
        }
        let base = repository.base(reference)?;
        let mut differences = repository.differences(&base)?;
        differences.retain(|it| !files::is_scenario(&it.path));
        let then = states_then(&repository, &base, &differences)?;
        let now = states_now(&repository, &differences, inputs);
        let ((before_states, before), (after_states, after)) = (editions(&then), editions(&now));
        let found = compare::since(&before, &after);
        let ids: Vec<String> = after.iter().map(|edition| edition.id().to_owned()).collect();
        let changed = after_states.into_iter().zip(ids).zip(found.after).map(|((state, id), judgement)| {
            Changed { path: state.path.clone(), id, text: state.text.clone(), judgement }
        });
        let is_checked = |path: &Path| roots.iter().any(|root| path.starts_with(root));
        let gone = before_states.into_iter().zip(found.before);
        let gone =
            gone.filter(|(state, found)| !found.is_empty() && !state.is_there && is_checked(&state.path));
        let gone = gone.map(|(state, found)| (Input { path: state.path.clone(), is_stdin: false }, found));
        let (changed, gone) = (changed.collect(), gone.collect());
        Ok(Since { roots, changed, gone })
    }

    /// Gives every file that needs one the version that its changes ask for; every other byte stays. Says whether any
    /// did.
    pub(crate) fn write_versions(&self, terminal: &Terminal) -> Result<bool, Trouble> {
        let mut written = false;
        for it in &self.changed {
            let Some(version) = &it.judgement.version else { continue };
            let name = it.path.to_string_lossy();
            let edition = Edition::read(Source::new(&name, &it.text));
            let edit = edition.and_then(|edition| edition.with_version(version));
            let Some(text) = edit.and_then(|edit| edit::apply(&it.text, &[edit]).ok()) else {
                terminal.complain(&format!("can't set the version in `{name}`"));
                continue;
            };
            std::fs::write(&it.path, text).map_err(|error| Trouble::unwritten(&it.path, error))?;
            terminal.say(&format!("{}: the version is {version} now", visible::escaped(&name)));
            written = true;
        }
        Ok(written)
    }

    /// The files that use a changed procedure, lie beside it and aren't checked themselves: a change that is right by
    /// itself may be wrong for them.
    pub(crate) fn users(&self, inputs: &[Input]) -> Vec<Input> {
        let checked: BTreeSet<&Path> = inputs.iter().map(|it| it.path.as_path()).collect();
        let folders: BTreeSet<&Path> = self.changed.iter().filter_map(|it| it.path.parent()).collect();
        // All that lies in a folder that was named is checked already.
        let is_searched = |folder: &Path| self.roots.iter().any(|root| folder.starts_with(root));
        let folders = folders.into_iter().filter(|folder| !is_searched(folder));
        let beside = folders.flat_map(files::in_folder);
        let others = beside.filter(|input| !checked.contains(input.path.as_path()));
        let uses = |input: &Input| {
            // Most files name no changed procedure at all, and needn't be read in full to know it.
            let text = read::again(&input.name()).unwrap_or_default();
            let named: Vec<&str> =
                self.changed.iter().map(|it| it.id.as_str()).filter(|id| text.contains(*id)).collect();
            if named.is_empty() {
                return false;
            }
            let signature = read::examine(input, None, None).ok().and_then(|examined| examined.signature);
            signature.is_some_and(|it| named.iter().any(|id| it.has_use_of(id)))
        };
        others.filter(uses).collect()
    }

    /// Adds what is found to what was found in the files, and the files that are gone to the files.
    pub(crate) fn add_to(self, inputs: &mut Vec<Input>, examined: &mut Vec<Result<Examined, Unread>>) {
        for it in self.changed {
            let place = inputs.binary_search_by(|input| input.path.cmp(&it.path));
            if let Some(Ok(examined)) = place.ok().and_then(|place| examined.get_mut(place)) {
                examined.report.extend(it.judgement.findings);
                examined.report.extend_suppressed(it.judgement.suppressed);
            }
        }
        for (input, findings) in self.gone {
            let place = inputs.partition_point(|other| other.path < input.path);
            let report = Report::new(input.name(), findings, Vec::new());
            examined.insert(place, Ok(Examined::gone(report)));
            inputs.insert(place, input);
        }
    }
}

/// The files that were there, also those elsewhere in the repository: what moved here had another name before.
fn states_then(
    repository: &Repository,
    base: &str,
    differences: &[Difference],
) -> Result<Vec<State>, Trouble> {
    let old = || differences.iter().filter(|it| it.was_there);
    let texts = repository.texts(base, old().map(|it| it.in_repository.as_str()))?;
    let state = |(it, text): (&Difference, Option<String>)| {
        // Other YAML files of the repository are none of ours.
        let text = text.filter(|text| text.contains("countersign"))?;
        let name = git::name_at(base, &it.in_repository);
        Some(State { name, path: it.path.clone(), text, is_there: it.is_there })
    };
    Ok(old().zip(texts).filter_map(state).collect())
}

/// The files that are checked, as they are.
fn states_now(repository: &Repository, differences: &[Difference], inputs: &[Input]) -> Vec<State> {
    let checked: BTreeSet<&Path> =
        inputs.iter().filter(|it| !it.is_stdin).map(|it| it.path.as_path()).collect();
    let state = |it: &Difference| {
        let names = [it.path.clone(), repository.absolute(&it.in_repository)];
        let path = names.into_iter().find(|path| checked.contains(path.as_path()))?;
        let input = Input { path, is_stdin: false };
        let name = input.name();
        let text = read::again(&name)?;
        Some(State { name, path: input.path, text, is_there: true })
    };
    differences.iter().filter(|it| it.is_there).filter_map(state).collect()
}

/// The states that are procedures, with what they say.
fn editions(states: &[State]) -> (Vec<&State>, Vec<Edition<'_>>) {
    let named = states.iter().map(|state| (state, Source::new(&state.name, &state.text)));
    named.filter_map(|(state, source)| Some((state, Edition::read(source)?))).unzip()
}
