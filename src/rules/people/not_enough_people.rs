//! Acts that need more different people than there are.

use super::scope::Act;
use super::slots::{Slot, Slots};
use crate::formula::Answer;
use crate::rules::conditions::Together;
use crate::rules::formulas::{FormulaView, Site, UseOf};
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if !outline.document.roles.values().any(|role| role.people.is_some()) {
        return;
    }
    let before = findings.count();
    let mut defaults_said = false;
    for view in outline.leaves() {
        let Some(slots) = Slots::of_step(outline, view).contradiction() else { continue };
        let by_default = view.step.on_fail.is_none() && slots.iter().any(|it| matches!(it.act, Act::Decides(_)));
        if !(by_default && defaults_said) && can_all_be_due(outline, &slots) {
            report(outline, findings, &slots);
            defaults_said |= by_default;
        }
    }
    // What is wrong at one step would be found again in the whole.
    if findings.count() == before
        && let Some(slots) = Slots::of_run(outline).contradiction()
        && can_all_be_due(outline, &slots)
    {
        report(outline, findings, &slots);
    }
}

/// Whether there are runs in which all the acts are due.
fn can_all_be_due<'d>(outline: &Outline<'d>, slots: &[Slot<'_, 'd>]) -> bool {
    let mut conditions: Vec<&FormulaView<'d>> = Vec::new();
    for condition in slots.iter().flat_map(|slot| slot.conditions(outline)) {
        if !conditions.iter().any(|it| std::ptr::eq(*it, condition)) {
            conditions.push(condition);
        }
    }
    if conditions.len() < 2 {
        return true;
    }
    let site = Site { step: None, use_of: UseOf::StepCondition };
    let all = conditions.into_iter().fold(Together::new(outline, site), |all, it| all.and(it));
    matches!(all.can_hold(), Answer::Sometimes | Answer::Always)
}

fn report<'d>(outline: &Outline<'d>, findings: &mut Findings<'_>, slots: &[Slot<'_, 'd>]) {
    let mut roles: Vec<&str> = Vec::new();
    for role in slots.iter().flat_map(|slot| slot.roles) {
        if !roles.contains(&role.as_str()) {
            roles.push(role);
        }
    }
    let people = |role: &&str| outline.document.roles.get(*role).and_then(|role| role.people).unwrap_or_default();
    let there = roles.iter().map(people).fold(0, u32::saturating_add);
    let needed = slots.len();
    let (subject, verb) = subject(slots);
    let are = if there == 1 { "is" } else { "are" };
    let message = match roles.as_slice() {
        [role] if usize::try_from(there).is_ok_and(|there| there < needed) => {
            format!("{subject} {verb} {needed} different people as `{role}`, and there {are} {there}")
        }
        _ if usize::try_from(there).is_ok_and(|there| there < needed) => {
            let roles = listed(roles.iter().map(|role| format!("`{role}`")).collect());
            format!("{subject} {verb} {needed} different people, and {roles} {are} {there} in all")
        }
        _ => {
            let held: Vec<String> = roles.iter().map(|role| format!("{} as `{role}`", people(role))).collect();
            let who = if there == 1 { "person" } else { "people" };
            format!("{subject} can't be shared out among {who} so that nobody does what is kept apart: {}", listed(held))
        }
    };
    let Some(last) = slots.last() else { return };
    let mut draft = findings.add(&last.spot(outline), message).help("let another role do one of them, or have more people");
    for role in roles {
        draft = draft.related(&Spot::top("roles").key(role).key("people"), "so many people at most");
    }
}

/// The acts in words, and the verb that goes with them.
fn subject(slots: &[Slot<'_, '_>]) -> (String, &'static str) {
    let step = |slot: &Slot<'_, '_>| slot.step.map(|view| view.index);
    let first = slots.first().and_then(step);
    let plain = |slot: &Slot<'_, '_>| matches!(slot.act, Act::Performs | Act::Verifies(_));
    if first.is_some() && slots.iter().all(|slot| step(slot) == first && plain(slot)) {
        let id = slots.first().and_then(|slot| slot.step).map_or("", |view| view.step.id.as_str());
        return (format!("the step `{id}`"), "needs");
    }
    let mut words: Vec<String> = Vec::new();
    for slot in slots {
        let said = slot.words();
        if !words.contains(&said) {
            words.push(said);
        }
    }
    (listed(words), "need")
}

/// Words with commas and an "and".
fn listed(mut words: Vec<String>) -> String {
    let Some(last) = words.pop() else { return String::new() };
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use crate::source::Source;

    fn message(people: u32, steps: &str) -> Option<String> {
        let text = format!(
            "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\n\
             changes: [{{version: 1.0.0, on: 2026-11-20, what: First issue.}}]\n\
             roles: {{nurse: {{title: Nurse, people: {people}}}}}\n\
             inputs: {{kind: {{title: Kind, type: choice, options: [new, old]}}}}\nsteps:\n{steps}"
        );
        let report = check(Source::new("example.yaml", &text), None);
        let mut found = report.findings().iter().filter(|finding| finding.rule == "not-enough-people");
        found.next().map(|finding| finding.message.clone())
    }

    #[test]
    fn acts_that_exclude_each_other_share_a_person() {
        let step = |id: &str, when: &str, apart: &str| {
            format!("  - {{id: {id}, title: Do it, by: nurse, when: \"{when}\", apart_from: {apart}}}\n")
        };
        let three = |first: &str, second: &str| {
            let start = "  - {id: start, title: Start, by: nurse}\n";
            format!("{start}{}{}", step("a", first, "[start]"), step("b", second, "[start, a]"))
        };
        assert_eq!(message(2, &three("input.kind = 'new'", "input.kind = 'old'")), None);
        let needed = "`start`, `a` and `b` need 3 different people as `nurse`, and there are 2";
        assert_eq!(message(2, &three("input.kind = 'new'", "input.kind != 'old'")).as_deref(), Some(needed));
        assert_eq!(message(3, &three("input.kind = 'new'", "input.kind != 'old'")), None);
    }

    #[test]
    fn deciding_needs_another_person() {
        let step = "  - id: a\n    title: Do it\n    by: nurse\n    record: {mass: {type: count, max: 3}}\n    on_fail: {decide: {scrap: nurse}}\n";
        let needed = "`a` and the decision `scrap` on `a` need 2 different people as `nurse`, and there is 1";
        assert_eq!(message(1, step).as_deref(), Some(needed));
        assert_eq!(message(2, step), None);
    }

    #[test]
    fn a_third_person_is_a_third_person() {
        let step = "  - id: a\n    title: Do it\n    by: nurse\n    record: {mass: {type: count, record_only: true}}\n    verify: {by: nurse, how: independent, on_disagree: {attempts: 2, then: nurse}}\n";
        let needed = "`a`, the verification of `a` and the third person for `a` need 3 different people as `nurse`, and there are 2";
        assert_eq!(message(2, step).as_deref(), Some(needed));
        assert_eq!(message(3, step), None);
    }

    #[test]
    fn the_release_of_the_run_is_kept_apart() {
        let run = "  - {id: a, title: Do it, by: nurse}\n  - {id: b, title: Do it, by: nurse, apart_from: run}\nrelease: {by: nurse, apart_from: run}\n";
        let needed = "`a`, `b` and the release of the run need 3 different people as `nurse`, and there are 2";
        assert_eq!(message(2, run).as_deref(), Some(needed));
        assert_eq!(message(3, run), None);
    }
}
