//! The engine: runs played by small scripts.

mod answers;
mod script;
mod basics;
mod second_person;
mod signatures;
mod blindness;
mod precedence;
mod flow;
mod doubts;
mod edges;
mod dice;
mod guess;
mod driver;
mod shipped;
mod random;
mod host;

use countersign::manual::Plan;
use countersign::run::{Code, Person, Run, Start};
use countersign_model::choices::Choices;
use countersign_model::generate;

use crate::golden;
use answers::Answers;
use dice::Dice;
use driver::Driver;
use script::{Reached, check};

/// All scripts, played.
fn played() -> Reached {
    let mut reached = Reached::default();
    let cases = [
        basics::CASES,
        second_person::CASES,
        signatures::CASES,
        blindness::CASES,
        precedence::CASES,
        flow::CASES,
        doubts::CASES,
        edges::CASES,
    ];
    for case in cases.into_iter().flatten() {
        check(case, &mut reached);
    }
    reached
}

#[test]
fn every_refusal_and_every_event_is_reached() {
    let reached = played();
    // Reached by a test of its own.
    let elsewhere = [Code::NoIdentity];
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !elsewhere.contains(code))
        .map(|code| code.word())
        .filter(|word| !reached.codes.contains_key(*word))
        .collect();
    assert!(missing.is_empty(), "refusals that no script reaches: {missing:?}");
    assert_eq!(reached.events.len(), 29, "{:?}", reached.events.keys());
    assert_eq!(reached.acts.len(), 18, "{:?}", reached.acts.keys());
}

#[test]
fn no_answer_changes_unseen() {
    let mut lines = played().answers;
    for seed in 0..100 {
        let plan = match seed % 3 {
            0 => random::random_plan(&mut Dice(seed * 7_919)).1,
            _ => generate::plan(&mut Choices::seeded(seed)).expect("a plan").plan,
        };
        let mut driver = Driver::start(&plan, seed);
        driver.answers = Some(Answers::default());
        for _ in 0..60 {
            if !driver.run.status().is_final() {
                driver.step(true);
            }
        }
        let answers = driver.answers.take().unwrap_or_default();
        lines.push_str(&answers.line(&format!("random {seed}")));
    }
    golden::check("tests/data/run/answers.txt", &lines);
}

#[test]
fn ids_that_cant_be_compared_are_refused() {
    let plan: Plan = script::plan("roles: {cook: {title: Cook}}\nsteps: [{id: a, title: A, by: cook}]\n");
    let at = "2026-12-01T09:00:00Z".parse().expect("a time");
    for (run, id, name) in [
        ("", "ana", "Ana"),
        ("R", "", "Ana"),
        ("R", "a\u{200b}na", "Ana"),
        ("R", " ana", "Ana"),
        ("R", "ana", "A\nna"),
    ] {
        let person = Person::new(id, name).role("cook");
        let refusal = Run::start(&plan, Start::trial(run), &person, at).expect_err("refused");
        assert_eq!(refusal.code, Code::NoIdentity);
    }
}

#[test]
fn codes_are_in_the_order_in_which_they_are_given() {
    let stages: Vec<_> = Code::ALL.iter().map(|code| code.stage()).collect();
    assert!(stages.is_sorted(), "{stages:?}");
    for code in Code::ALL {
        let json = serde_json::to_string(code).expect("JSON");
        assert_eq!(json, format!("\"{}\"", code.word()));
        for text in [code.sentence(), code.remedy()] {
            assert!(!text.ends_with('.') && text.starts_with(|it: char| it.is_lowercase()), "{text}");
        }
    }
}
