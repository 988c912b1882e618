//! A verification of a field that its step doesn't record.

use crate::rules::{Findings, Outline, Spot, StepView};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications() {
        let spot = || outline.verification_spot(view, at);
        for (place, name) in check.fields.iter().flat_map(|fields| fields.iter()).enumerate() {
            judge(outline, findings, view, name, || spot().key("fields").item(place));
        }
        for name in check.agree.keys() {
            judge(outline, findings, view, name, || spot().key("agree").key(name).at_key());
        }
    }
}

fn judge<'d>(
    outline: &Outline<'d>,
    findings: &mut Findings<'_>,
    view: &StepView<'d>,
    name: &'d str,
    spot: impl FnOnce() -> Spot<'d>,
) {
    let record = &view.step.record;
    if record.contains_key(name) || findings.is_written(&outline.spot(view).key("record").key(name)) {
        return;
    }
    let message = format!("`{}` records no field {}", view.step.id, quoted(name));
    findings.add(&spot(), message).suggest(name, record.keys().map(String::as_str));
}
