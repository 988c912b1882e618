//! A piece of equipment of the head that no step uses.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let known = &outline.document.equipment;
    let mut used = vec![false; known.len()];
    for name in outline.steps.iter().flat_map(|view| &view.step.equipment) {
        match known.get_index_of(name).and_then(|at| used.get_mut(at)) {
            Some(used) => *used = true,
            // A misspelt name has a finding of its own, and is perhaps the one that seems unused.
            None => return,
        }
    }
    for (name, _) in known.keys().zip(&used).filter(|(_, used)| !**used) {
        findings.add(&Spot::top("equipment").key(name).at_key(), format!("no step uses `{name}`"))
            .help("delete it, or name it in the step that uses it: `equipment: […]`");
    }
}
