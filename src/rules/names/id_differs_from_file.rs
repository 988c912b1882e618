//! A procedure whose file has another name.

use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let id = outline.document.id.as_str();
    let mut parts = outline.file.rsplit(['/', '\\']);
    let Some(name) = parts.next() else { return };
    // Standard input and unsaved text have no name.
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return };
    if stem == id || id.is_empty() {
        return;
    }
    // An archive keeps versions as `<id>/<version>.yaml`.
    if parts.next() == Some(id) && stem.parse::<semver::Version>().is_ok() {
        return;
    }
    let message = format!("the procedure `{id}` stands in the file {}", quoted(name));
    findings.add(&Spot::top("id"), message).help(format!("call the file `{id}.yaml`"));
}
