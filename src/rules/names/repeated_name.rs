//! The same name twice in one list.

use crate::document::Apart;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    // A repeated name in `separate` asks for the impossible, which has a rule of its own.
    for (name, role) in &document.roles {
        judge(findings, &role.needs, || Spot::top("roles").key(name).key("needs"));
    }
    for view in &outline.steps {
        let step = view.step;
        let spot = |key: &'static str| outline.spot(view).key(key);
        judge(findings, &step.by, || spot("by"));
        judge(findings, steps(step.apart_from.as_ref()), || spot("apart_from"));
        judge(findings, &step.equipment, || spot("equipment"));
        judge(findings, &step.materials, || spot("materials"));
        for (at, check) in step.verify.iter().enumerate() {
            let spot = |key: &'static str| outline.verification_spot(view, at).key(key);
            judge(findings, &check.by, || spot("by"));
            judge(findings, check.fields.as_deref().unwrap_or_default(), || spot("fields"));
            judge(findings, steps(check.apart_from.as_ref()), || spot("apart_from"));
        }
        if let Some(hold_point) = &step.hold_point {
            judge(findings, &hold_point.by, || spot("hold_point").key("by"));
            judge(findings, steps(hold_point.apart_from.as_ref()), || spot("hold_point").key("apart_from"));
        }
        if let Some(not_applicable) = &step.not_applicable {
            judge(findings, &not_applicable.by, || spot("not_applicable").key("by"));
        }
    }
    if let Some(release) = &document.release {
        judge(findings, &release.by, || Spot::top("release").key("by"));
        judge(findings, steps(release.apart_from.as_ref()), || Spot::top("release").key("apart_from"));
    }
}

fn judge<'d>(findings: &mut Findings<'_>, names: &'d [String], spot: impl Fn() -> Spot<'d>) {
    for (at, name) in names.iter().enumerate().skip(1) {
        if let Some(first) = names.iter().take(at).position(|other| other == name) {
            findings
                .add(&spot().item(at), format!("`{name}` stands twice in this list"))
                .help("delete one of the two, or name what was meant")
                .related(&spot().item(first), "first here");
        }
    }
}

fn steps(apart_from: Option<&Apart>) -> &[String] {
    match apart_from {
        Some(Apart::Steps(steps)) => steps,
        _ => &[],
    }
}
