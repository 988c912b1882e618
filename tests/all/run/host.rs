//! What a host calls by name: acts as they are made, a run that says what it is, and the day on which one may start.

use countersign::document::Disposition;
use countersign::manual::Plan;
use countersign::run::{Act, ActKind, Code, Evidence, Given, Person, Run, Start};
use countersign::value::DateTime;

use super::script;
use crate::in_force;

#[test]
fn acts_say_what_they_were_made_of() {
    let check = |act: Act, expected: &str| {
        let json = serde_json::to_value(&act).expect("JSON");
        let said = json.as_object().expect("an act").iter();
        let empty = |value: &serde_json::Value| {
            value.is_null() || *value == false || value.as_object().is_some_and(serde_json::Map::is_empty)
        };
        let said: Vec<String> =
            said.filter(|(_, value)| !empty(value)).map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(said.join(" ").replace('"', ""), expected);
    };
    check(Act::perform("a"), "act=perform step=a");
    check(Act::verify("a"), "act=verify step=a");
    check(Act::reject("a", "why"), "act=verify reason=why reject=true step=a");
    check(Act::adjudicate("a"), "act=adjudicate step=a");
    check(Act::release_hold_point("a"), "act=release_hold_point step=a");
    check(
        Act::decide(2, Disposition::Regrade, "why"),
        "act=decide deviation=2 disposition=regrade reason=why",
    );
    check(Act::correct("a", "x", "1", "why"), "act=correct field=x reason=why step=a values={x:1}");
    check(Act::correct_input("x", "1", "why"), "act=correct field=x reason=why values={x:1}");
    check(Act::not_applicable("a", "why"), "act=not_applicable reason=why step=a");
    check(Act::another("a"), "act=another step=a");
    check(Act::enough("a"), "act=enough step=a");
    check(Act::interrupt("a", "why"), "act=interrupt reason=why step=a");
    assert_eq!(Act::perform("a").act, ActKind::Perform);
}

#[test]
fn a_run_says_what_it_is() {
    let plan = script::plan("roles: {cook: {title: Cook}}\nsteps: [{id: a, title: Stir, by: cook}]\n");
    let at: DateTime = "2026-12-01T09:00:00Z".parse().expect("a time");
    let ana = Person::new("ana", "Ana").role("cook");
    let (run, _) = Run::start(&plan, Start::trial("R-7"), &ana, at).expect("a run");
    assert_eq!((run.id(), run.is_trial(), run.started_at()), ("R-7", true, at));
    assert_eq!(run.step("a").map(|step| step.id()), Some("a"));
    assert_eq!(run.procedure_of("a").map(|it| it.id()), Some("example"));
    assert!(run.step("b").is_none() && run.procedure_of("b").is_none());
}

#[test]
fn evidence_is_read_as_it_is_written() {
    let text = format!("photo image/jpeg sha256:{} 2026-12-01T09:00:00Z tray one.jpg", "ab".repeat(32));
    let evidence: Evidence = text.parse().expect("evidence");
    assert_eq!(evidence.to_string(), text);
    let refused = serde_json::from_str::<Given>("{}").expect_err("no value").to_string();
    assert!(refused.contains("text, or a list of texts"), "{refused}");
}

#[test]
fn a_procedure_is_in_force_from_its_first_day_to_its_last() {
    let procedure = in_force::version("1.0.0", "effective", "2026-02-01");
    let plan = Plan::of(procedure).expect("a plan");
    let ana = Person::new("ana", "Ana").role("cook");
    let check = |day: &str, expected: Option<&str>| {
        let at: DateTime = format!("{day}T12:00:00Z").parse().expect("a time");
        let refused = Run::start(&plan, Start::run("R-1"), &ana, at).err();
        let detail = refused.map(|it| {
            assert_eq!(it.code, Code::NotEffective);
            it.to_string()
        });
        assert_eq!(detail.is_some(), expected.is_some(), "{day}: {detail:?}");
        assert!(detail.is_none_or(|detail| detail.contains(expected.unwrap_or_default())));
    };
    check("2026-01-31", Some("from 2026-02-01"));
    check("2026-02-01", None);
    check("2030-01-01", None);
    check("2030-01-02", Some("reviewed by 2030-01-01"));
}

#[test]
fn names_and_texts_have_a_longest() {
    let plan = script::plan(
        "roles: {cook: {title: Cook}}\nsteps: [{id: a, title: A, by: cook, record: {why: {type: text, record_only: true}}}]\n",
    );
    let at: DateTime = "2026-12-01T09:00:00Z".parse().expect("a time");
    let start = |id: &str| Run::start(&plan, Start::trial("R"), &Person::new(id, "Ana").role("cook"), at);
    let (run, _) = start(&"a".repeat(1_000)).expect("a run");
    assert_eq!(start(&"a".repeat(1_001)).expect_err("refused").code, Code::NoIdentity);
    let ana = Person::new("ana", "Ana").role("cook");
    let ask = |length: usize| run.ask(&Act::perform("a").value("why", "é".repeat(length)), &ana, at);
    assert!(ask(10_000).is_ok());
    assert_eq!(ask(10_001).expect_err("refused").code, Code::UnreadableText);
    let ask = |text: &str| run.ask(&Act::perform("a").value("why", text), &ana, at).map_err(|it| it.code);
    assert_eq!(ask("two\nlines"), Err(Code::UnreadableText));
}
