//! A case gives an input that the procedure doesn't have.

use super::View;
use crate::rules::Findings;
use crate::run::Code;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let Some(plan) = view.plan else { return };
    let known = plan.main().inputs();
    let mut judge = |spot, name: &str| {
        if !known.contains_key(name) {
            let message = format!("`{}` has no input `{name}`", plan.main().id());
            findings.add(&spot, message).suggest(name, known.keys().map(String::as_str));
        }
    };
    for (spot, case) in view.cases() {
        for name in case.inputs.keys() {
            judge(spot.clone().key("inputs").key(name.as_str()).at_key(), name);
        }
    }
    // A case may well show that an input too many is refused.
    let starts = view.lines().filter(|(_, line)| line.start.is_some());
    for (spot, line) in starts.filter(|(_, line)| line.refused != Some(Code::UnexpectedValue)) {
        for name in line.values.keys() {
            judge(spot.clone().key("values").key(name.as_str()).at_key(), name);
        }
    }
}
