//! A name in a formula that nothing has.

use crate::fix::Fix;
use crate::formula::ProblemKind;
use crate::rules::formulas::FormulaView;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let problems = view.typed.as_ref().err().into_iter().flatten();
        for problem in problems.filter(|problem| problem.kind == ProblemKind::UnknownName) {
            let name = view.text.get(problem.range.clone()).unwrap_or_default();
            if meant(outline, view, name).is_some_and(|spot| findings.is_written(&spot)) {
                continue;
            }
            let spot = view.spot_of(outline, problem.range.clone());
            let fix = problem.meant.clone().map(Fix::Value);
            let draft = findings.add(&spot, problem.message.as_str()).fix(fix);
            match &problem.help {
                Some(help) => _ = draft.help(help.as_str()),
                None if name == "today" => _ = draft.help("only `not_before` and `not_after` can read `today`"),
                None => {}
            }
        }
    }
}

/// Where what a name means would be written.
fn meant<'d>(outline: &Outline<'d>, view: &FormulaView<'d>, name: &str) -> Option<Spot<'d>> {
    let (record, field) = match name.split_once('.') {
        Some(("input", field)) => (Spot::top("inputs"), field),
        Some((step, field)) => (outline.spot(outline.step(step)?).key("record"), field),
        None => (outline.spot(view.owner(outline)?).key("record"), name),
    };
    Some(record.key(field.to_owned()))
}
