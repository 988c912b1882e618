//! A value that a later step gives away before the second person has found it independently.

use crate::document::{Before, How, Verification};
use crate::rules::formulas::{FormulaView, UseOf};
use crate::rules::{Findings, Outline, StepView};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, at, check) in outline.verifications().filter(|(_, _, check)| check.how == How::Independent) {
        let end = match check.before {
            None | Some(Before::Next) => continue,
            Some(Before::Group) => match outline.ancestors(view).next() {
                Some(group) => group.end,
                None => continue,
            },
            Some(Before::Release) => outline.steps.len(),
        };
        for reader in &outline.formulas {
            let Some(step) = reader.owner(outline).filter(|step| view.end <= step.index && step.index < end) else {
                continue;
            };
            let Ok(formula) = &reader.parsed else { continue };
            let read = formula.names().find(|(name, _)| {
                outline.target(reader.site, name).is_some_and(|target| {
                    let same = target.step.is_some_and(|step| step.index == view.index);
                    same && check.fields(view.step).any(|field| field == target.name)
                })
            });
            if let Some((name, range)) = read.filter(|_| is_seen(reader, step, check)) {
                let message = format!("`{name}` is given away here before `{}` is verified", view.step.id);
                findings
                    .add(&reader.spot_of(outline, range), message)
                    .help("let the verification be due before the next step, or read the value later")
                    .related(&outline.verification_spot(view, at).key("before"), "verified by then");
            }
        }
    }
}

/// Whether the verifier gets to see what comes of it: everybody sees whether a step is there; what a step asks for
/// is seen by those who do it.
fn is_seen(reader: &FormulaView<'_>, step: &StepView<'_>, check: &Verification) -> bool {
    let open = matches!(reader.site.use_of, UseOf::StepCondition | UseOf::Times);
    open || check.by.iter().any(|role| step.performers.contains(role))
}
