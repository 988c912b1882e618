//! A name that doesn't have the form of names.

use super::name_form::{Form, LONGEST};
use crate::rules::{Findings, Outline, Spot};
use crate::fix::Fix;
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    if !is_missing(findings, &document.id, || Spot::top("id")) {
        judge(findings, Form::Kebab, "a procedure", &document.id, || Spot::top("id"));
    }
    for (name, role) in &document.roles {
        let spot = || Spot::top("roles").key(name);
        judge(findings, Form::Snake, "a role", name, || spot().at_key());
        for (at, need) in role.needs.iter().enumerate() {
            judge(findings, Form::Snake, "a qualification", need, || spot().key("needs").item(at));
        }
    }
    for (what, key, items) in
        [("equipment", "equipment", &document.equipment), ("a material", "materials", &document.materials)]
    {
        for name in items.keys() {
            judge(findings, Form::Snake, what, name, || Spot::top(key).key(name).at_key());
        }
    }
    for view in &outline.steps {
        if !is_missing(findings, &view.step.id, || outline.id_spot(view)) {
            judge(findings, Form::Snake, "a step", &view.step.id, || outline.id_spot(view));
        }
        for (at, check) in view.step.verify.iter().enumerate() {
            if let Some(id) = &check.id {
                let spot = || outline.verification_spot(view, at).key("id");
                judge(findings, Form::Snake, "a verification", id, spot);
            }
        }
    }
    for (place, name, field) in outline.fields_and_inputs() {
        let what = if place.step.is_some() { "a field" } else { "an input" };
        judge(findings, Form::Snake, what, name, || place.spot().at_key());
        let titled = matches!(field.options, crate::document::Options::Titled(_));
        for (at, option) in field.options.names().enumerate() {
            judge(findings, Form::Snake, "an option", option, || {
                let options = place.spot().key("options");
                if titled { options.key(option).at_key() } else { options.item(at) }
            });
        }
    }
}

/// Whether an id is not there, or is no text, which has a finding of its own.
fn is_missing<'d>(findings: &Findings<'_>, id: &str, spot: impl FnOnce() -> Spot<'d>) -> bool {
    id.is_empty() && !findings.is_empty_text(&spot())
}

fn judge<'d>(
    findings: &mut Findings<'_>,
    form: Form,
    what: &str,
    name: &'d str,
    spot: impl FnOnce() -> Spot<'d>,
) {
    if form.fits(name) {
        if name.len() > LONGEST {
            let message = format!("this name for {what} has {} characters", name.len());
            let help = format!("a name has at most {LONGEST}; a title may be longer");
            findings.add(&spot(), message).help(help);
        }
        return;
    }
    let help = match form.mended(name) {
        Some(mended) => format!("write `{mended}`"),
        None => form.described().to_owned(),
    };
    // Other forms may be meant as they are, and stand elsewhere too.
    let trimmed = Some(name.trim()).filter(|trimmed| form.fits(trimmed));
    let fix = trimmed.map(|trimmed| Fix::Value(trimmed.to_owned()));
    findings.add(&spot(), format!("{} is not a name for {what}", quoted(name))).help(help).fix(fix);
}
