//! An option in a formula that the choice doesn't have.

use crate::document::FieldType;
use crate::fix::Fix;
use crate::formula::ProblemKind;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let problems = view.typed.as_ref().err().into_iter().flatten();
        for problem in problems.filter(|problem| problem.kind == ProblemKind::UnknownOption) {
            let names = view.parsed.iter().flat_map(|formula| formula.names());
            let mut fields = names.filter_map(|(name, _)| outline.target(view.site, name));
            // A choice without options has a finding of its own.
            if fields.any(|target| is_choice(target.field.kind) && target.field.options.is_empty()) {
                continue;
            }
            let spot = view.spot_of(outline, problem.range.clone());
            let fix = problem.meant.clone().map(Fix::Value);
            let draft = findings.add(&spot, problem.message.as_str()).fix(fix);
            if let Some(help) = &problem.help {
                draft.help(help.as_str());
            }
        }
    }
}

fn is_choice(kind: FieldType) -> bool {
    matches!(kind, FieldType::Choice | FieldType::Choices)
}
