//! Scenarios: the shipped ones pass and leave nothing of the engine untried; rules and reading.

use std::collections::BTreeSet;

use countersign::document::Disposition;
use countersign::manual::Manual;
use countersign::procedure::Procedure;
use countersign::run::Code;
use countersign::scenario::{self, CaseResult, Coverage, Goal, Scenario, Tested};
use countersign::source::Source;
use countersign::story;

use crate::{golden, shipped};

/// The refusals that no scenario of a person can provoke, each with its reason.
const REFUSALS_ELSEWHERE: &[(Code, &str)] =
    &[(Code::NoIdentity, "people in a scenario have ids that can be compared")];

#[test]
fn every_shipped_case_passes() {
    let mut failures = String::new();
    for (name, scenario) in &scenarios() {
        for result in results(scenario) {
            if let Some(failure) = &result.failure {
                let line = failure.place.start.line;
                failures.push_str(&format!("{name}:{line}: {}: {:?}\n", result.name, failure.differences));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_procedure_has_scenarios() {
    let names = |files: Vec<(String, String)>, end: &str| -> BTreeSet<String> {
        files.iter().filter_map(|(name, _)| Some(name.strip_suffix(end)?.to_owned())).collect()
    };
    assert_eq!(names(shipped::procedures(), ".yaml"), names(shipped::scenarios(), ".scenarios.yaml"));
}

#[test]
fn together_they_reach_everything() {
    let mut reached: BTreeSet<Goal> = BTreeSet::new();
    let mut missing = String::new();
    for (name, scenario) in &scenarios() {
        let mut coverage = Coverage::of(scenario.plan());
        results(scenario).iter().for_each(|result| coverage.add(result));
        reached.extend(coverage.reached().cloned());
        coverage.missing().for_each(|goal| missing.push_str(&format!("{name}: {} {goal}\n", goal.kind())));
    }
    golden::check("tests/data/scenarios/unreached.txt", &missing);
    let refusals: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !reached.contains(&Goal::Refusal(**code)))
        .filter(|code| REFUSALS_ELSEWHERE.iter().all(|(elsewhere, _)| elsewhere != *code))
        .map(|code| code.word())
        .collect();
    assert!(refusals.is_empty(), "refusals that no shipped scenario reaches: {refusals:?}");
    let events = reached.iter().filter(|goal| matches!(goal, Goal::Event(_))).count();
    assert_eq!(events, 29, "of all events");
    let decided: BTreeSet<Disposition> = reached
        .iter()
        .filter_map(|goal| match goal {
            Goal::Disposition(_, decided) => Some(*decided),
            _ => None,
        })
        .collect();
    // No shipped procedure allows to regrade.
    assert_eq!(decided.len(), 7, "{decided:?}");
}

#[test]
fn the_same_case_always_plays_the_same() {
    for (_, scenario) in &scenarios() {
        assert_eq!(results(scenario), results(scenario));
        for result in results(scenario) {
            let told: Vec<String> = result.events.iter().map(story::sentence).collect();
            assert!(told.iter().all(|said| !said.is_empty() && !said.ends_with('.') || said.contains(": ")));
        }
    }
}

#[test]
fn a_failing_case_is_told_in_words() {
    let text = data("failing/outcome.scenarios.yaml");
    let (scenario, report) = scenario::read(Source::new("outcome.scenarios.yaml", &text), &soup);
    let scenario = scenario.unwrap_or_else(|| panic!("{report}"));
    let mut told = String::new();
    for result in results(&scenario) {
        let failure = result.failure.as_ref().unwrap_or_else(|| panic!("{} passes", result.name));
        told.push_str(&format!("{}: line {} at {}\n", result.name, failure.act, failure.place.start.line));
        for it in &failure.differences {
            told.push_str(&format!("  expected: {}\n  happened: {}\n", it.expected, it.happened));
        }
        failure.help.iter().for_each(|help| told.push_str(&format!("  help: {help}\n")));
        for it in &result.story {
            let by = it.by.as_deref().map(|by| format!("{by} ")).unwrap_or_default();
            told.push_str(&format!("    {} {by}{}\n", it.at, it.said));
        }
    }
    golden::check("tests/data/scenarios/failing/outcome.txt", &told);
}

#[test]
fn all_mistakes_are_found_in_one_go() {
    let text = data("failing/findings.scenarios.yaml");
    let (scenario, report) = scenario::read(Source::new("findings.scenarios.yaml", &text), &soup);
    assert!(scenario.is_none());
    golden::check("tests/data/scenarios/failing/findings.txt", &report.to_string());
}

/// Every prefix and every deletion of a byte of a scenario gives a report.
#[test]
fn hostile_text_gets_an_answer() {
    let (_, text) = shipped::scenarios().remove(0);
    let text: String = text.chars().take(3_000).collect();
    for end in (0..text.len()).step_by(7).filter(|end| text.is_char_boundary(*end)) {
        play(&text[..end]);
        let rest = text[end..].chars().next().map_or(0, char::len_utf8);
        play(&format!("{}{}", &text[..end], &text[end + rest..]));
    }
    let long: String = (0..200)
        .map(|number| format!("  - {{name: n{number}, follows: {{case: n{}}}}}\n", number - 1))
        .collect();
    let lines = "      - {by: ana, perform: salt}\n".repeat(500);
    let first = format!("  - name: n-1\n    at: 2026-12-01T09:00:00Z\n    acts:\n{lines}");
    let head = "scenario: 1\nprocedure: soup\npeople: {ana: {name: Ana}}\ncases:\n";
    let report = scenario::check(Source::new("x", &format!("{head}{first}{long}")));
    assert!(report.findings().iter().any(|finding| finding.rule == "oversized-scenario"), "{report}");
}

fn play(text: &str) {
    if let (Some(scenario), _) = scenario::read(Source::new("x.scenarios.yaml", text), &soup) {
        results(&scenario);
    }
}

fn results(scenario: &Scenario) -> Vec<CaseResult> {
    scenario.cases().iter().map(|case| scenario.play(case)).collect()
}

fn soup(_: &str) -> Tested {
    let procedure = Procedure::parse(&data("soup.yaml")).unwrap_or_else(|report| panic!("{report}"));
    Tested::Plan(Box::new(countersign::manual::Plan::of(procedure).expect("a plan")))
}

fn data(name: &str) -> String {
    let path = format!("{}/tests/data/scenarios/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every shipped scenario with the procedure that it tests.
fn scenarios() -> Vec<(String, Scenario)> {
    let procedures = shipped::procedures();
    let parsed = procedures
        .iter()
        .map(|(name, text)| Procedure::parse(text).unwrap_or_else(|report| panic!("{name}: {report}")));
    let manual = Manual::new(parsed);
    let find = |id: &str| match manual.newest(id) {
        Some(procedure) => {
            let plan = manual.plan(id, procedure.version()).unwrap_or_else(|error| panic!("{error}"));
            Tested::Plan(Box::new(plan))
        }
        None => Tested::Missing { known: Vec::new() },
    };
    let read = |(name, text): (String, String)| {
        let (scenario, report) = scenario::read(Source::new(&name, &text), &find);
        let scenario = scenario.unwrap_or_else(|| panic!("{report}"));
        (name, scenario)
    };
    shipped::scenarios().into_iter().map(read).collect()
}
