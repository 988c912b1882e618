//! Small procedures in every state that they can get into: the search goes on until there is no new one.

use std::collections::BTreeSet;

use countersign::manual::Plan;
use countersign::procedure::Procedure;
use countersign::run::{Act, ActKind, Person};
use countersign_model::walk::Walk;

/// A procedure with people, values and waiting times few enough to try everything.
struct Small {
    name: &'static str,
    procedure: &'static str,
    /// Id and roles.
    people: &'static [(&'static str, &'static str)],
    values: &'static [&'static str],
    kinds: &'static [ActKind],
    /// How often half an hour may pass.
    waits: u64,
    /// How often a step may be corrected.
    corrections: usize,
}

const HEAD: &str = "countersign: 1\nid: small\nversion: 1.0.0\ntitle: Small\nchanges:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\n";

const INDEPENDENT: Small = Small {
    name: "independent verification and rework",
    procedure: "\
roles: {doer: {title: Doer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: a
    title: A
    by: doer
    record: {x: {type: count, max: 1}}
    verify: {by: checker, how: independent, on_disagree: {attempts: 2, then: boss}}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: doer, scrap: boss}}
release: {by: boss}
",
    people: &[("ana", "doer,checker"), ("ben", "checker"), ("cyd", "boss")],
    values: &["1", "2"],
    kinds: &[ActKind::Perform, ActKind::Verify, ActKind::Adjudicate, ActKind::Decide, ActKind::Release],
    waits: 0,
    corrections: 0,
};

const HOLD: Small = Small {
    name: "a hold point, separate roles and a time limit",
    procedure: "\
roles: {doer: {title: Doer}, boss: {title: Boss}}
separate: [[doer, boss]]
defaults:
  on_fail: {decide: {use_as_is: boss, cancel: boss}}
steps:
  - {id: a, title: A, by: doer, hold_point: {by: boss}}
  - {id: b, title: B, by: [doer, boss], time: [{at_most: 20 min, after: a}]}
",
    people: &[("ana", "doer,boss"), ("ben", "boss"), ("cyd", "doer,boss")],
    values: &[],
    kinds: &[ActKind::Perform, ActKind::ReleaseHoldPoint, ActKind::Decide, ActKind::Tick, ActKind::Abort],
    waits: 2,
    corrections: 0,
};

const CONDITION: Small = Small {
    name: "a condition and a correction",
    procedure: "\
roles: {doer: {title: Doer}, boss: {title: Boss}}
steps:
  - {id: a, title: A, by: doer, record: {x: {type: count, record_only: true}}, verify: {by: boss, how: review}, on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: doer, use_as_is: boss}}}
  - {id: b, title: B, by: doer, when: a.x < 2}
release: {by: boss}
",
    people: &[("ana", "doer"), ("ben", "boss,doer"), ("cyd", "boss")],
    values: &["1", "2"],
    kinds: &[ActKind::Perform, ActKind::Verify, ActKind::Correct, ActKind::Decide, ActKind::Release],
    waits: 0,
    corrections: 1,
};

#[test]
fn every_state_of_small_procedures() {
    close(&[INDEPENDENT, HOLD]);
}

#[test]
#[ignore = "takes a minute: run by .ci/proofs"]
fn every_state_with_a_correction() {
    close(&[CONDITION]);
}

fn close(all: &[Small]) {
    for small in all {
        let (states, transitions) = explore(small);
        println!("{}: {states} states, {transitions} transitions", small.name);
        assert!(states > 20 && transitions > states, "{}: {states} states", small.name);
    }
}

/// Number of states, and of acts that were accepted in them.
fn explore(small: &Small) -> (usize, usize) {
    let text = format!("{HEAD}{}", small.procedure);
    let procedure = Procedure::parse(&text).unwrap_or_else(|report| panic!("{report}"));
    let plan = Plan::of(procedure).expect("a plan");
    let mut first = Walk::start(&plan, 1);
    first.people = small.people.iter().map(|(id, roles)| person(id, roles)).collect();
    let began = first.now;
    let mut seen = BTreeSet::from([key(&first)]);
    let (mut open, mut transitions) = (vec![first], 0);
    while let Some(state) = open.pop() {
        for person in &state.people.clone() {
            state.offers_are_exact(person);
        }
        let mut next = Vec::new();
        for act in acts(&state, small) {
            for person in &state.people {
                let mut after = state.clone();
                after.ask(&act, person, state.now);
                if after.story.len() > state.story.len() {
                    transitions += 1;
                    next.push(after);
                }
            }
        }
        let waited = u64::try_from(state.now.microseconds_since(began)).expect("later") / 1_800_000_000;
        if waited < small.waits && !state.run.status().is_final() {
            let mut later = state.clone();
            later.wait(30);
            next.push(later);
        }
        for after in next {
            if seen.insert(key(&after)) {
                after.replays();
                open.push(after);
            }
        }
    }
    (seen.len(), transitions)
}

fn person(id: &str, roles: &str) -> Person {
    roles.split(',').fold(Person::new(id, id.to_uppercase()), |person, role| person.role(role))
}

/// Everything that can make a difference from now on.
fn key(walk: &Walk) -> String {
    let model = &walk.model;
    format!("{:?}", (&model.known, &model.deviations, &model.breaches, &model.acted, model.ended, walk.now))
}

fn acts(state: &Walk, small: &Small) -> Vec<Act> {
    let mut acts = Vec::new();
    for act in state.every_act().into_iter().filter(|act| small.kinds.contains(&act.act)) {
        let recorded = act.step.as_deref() == Some("a") && !small.values.is_empty();
        match act.act {
            ActKind::Perform | ActKind::Adjudicate if recorded => {
                acts.extend(small.values.iter().map(|value| act.clone().value("x", *value)));
            }
            ActKind::Verify => {
                acts.push(Act { reject: true, ..act.clone().reason("no good") });
                acts.push(act.clone());
                acts.extend(small.values.iter().map(|value| act.clone().value("x", *value)));
            }
            ActKind::Correct => {
                let corrected = act.step.as_ref().map_or(0, |step| state.model.of(step).corrections);
                if act.of.is_none() && recorded && corrected < small.corrections {
                    let values = small.values.iter();
                    acts.extend(values.map(|value| act.clone().value("x", *value).reason("misread")));
                }
            }
            ActKind::Abort => acts.push(act.reason("enough")),
            _ => acts.push(act),
        }
    }
    acts
}
