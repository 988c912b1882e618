//! Two steps of one id.

use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.steps {
        let id = view.step.id.as_str();
        if let Some(first) = outline.step(id).filter(|first| first.index != view.index) {
            let message = format!("`{id}` is the id of two steps");
            findings
                .add(&outline.id_spot(view), message)
                .help("give it an id of its own")
                .related(&outline.id_spot(first), "first here");
        }
    }
}
