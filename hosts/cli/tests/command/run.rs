//! `run` played through a pipe, and what `record` says of what was kept.

use crate::project::{Answer, Project};

const PROCEDURE: &str = include_str!("../../../../tests/data/records/v1/sandwich.yaml");
const ANA: &str = "Ana Ruiz: cook";
const BEN: &str = "Ben Okoro: checker";

fn project() -> Project {
    Project::new().file("sandwich.yaml", PROCEDURE)
}

/// Plays the lines, each as somebody would type it.
fn play(project: &Project, lines: &[&str]) -> Answer {
    let arguments =
        ["run", "sandwich.yaml", "--record", "R-1.jsonl", "--id", "R-1", "--person", ANA, "--person", BEN];
    project.run_with(&arguments, &(lines.join("\n") + "\n"), &[])
}

/// A short weight, found by the second person, decided, done again, written wrong, corrected and verified.
const RUN: [&str; 24] = [
    "1",
    "53.9", // Ana weighs
    "p",
    "2",
    "1",
    "54.2", // Ben weighs for himself; within the agreement, but too little
    "1",
    "one slice short", // he decides: rework
    "p",
    "1",
    "1",
    "85.0", // Ana again, and types it wrong
    "c",
    "1",
    "mass",
    "58.0",
    "85.0 was 58.0, digits swapped", // and corrects it
    "p",
    "2",
    "1",
    "58.1", // Ben again
    "p",
    "1",
    "1", // Ana wraps
];

#[test]
fn a_run_goes_on_by_the_version_it_began_with() {
    let project = project();
    play(&project, &["1", "58.0", "q"]).code(0);
    let next =
        PROCEDURE.replacen("version: 1.0.0", "version: 2.0.0", 1).replacen("title: ", "title: New ", 1);
    let next = next.replacen("changes:", "changes:\n  - {version: 2.0.0, on: 2026-11-23, what: Another.}", 1);
    assert_ne!(next, PROCEDURE);
    let project = project.file("sandwich.yaml", next);
    let gone = play(&project, &["q"]).code(1);
    gone.err_has("the run is of `sandwich` 1.0.0").err_has("archive/sandwich/1.0.0.yaml");
    let project = project.file("archive/sandwich/1.0.0.yaml", PROCEDURE);
    play(&project, &["q"]).code(0).out_has("the run goes on after event");
    let audit = ["record", "audit", "R-1.jsonl", "--procedure", "sandwich.yaml"];
    project.run(&audit).code(0).out_has("the run was replayed and nothing differs");
    let print = ["print", "sandwich.yaml", "--record", "R-1.jsonl", "-o", "out.md"];
    project.run(&print).code(0);
    assert!(project.read("out.md").contains("1.0.0"));
}

#[test]
fn a_run_is_played_to_its_end() {
    let project = project();
    let answer = play(&project, &RUN).code(0).out_has("TRIAL").out_has("the run is completed_after_rework");
    assert!(!answer.out.contains("✗ refused"), "{}", answer.out);
    project
        .run(&["record", "audit", "R-1.jsonl", "--procedure", "sandwich.yaml"])
        .code(0)
        .out_has("the run was replayed and nothing differs");
    let record = project.read("R-1.jsonl");
    assert!(record.contains("digits swapped") && record.contains("one slice short"), "{record}");
}

#[test]
fn a_run_goes_on_where_it_was_left() {
    let project = project();
    for number in 0..RUN.len() {
        // Whatever was typed when the terminal went away, acts that were recorded are there.
        play(&project, &RUN[..number]).code(0);
        let seq = project.read("R-1.jsonl").lines().count() - 1;
        let again = play(&project, &[]).code(0);
        assert!(again.out.contains(&format!("the run goes on after event {seq}\n")), "{}", again.out);
        std::fs::remove_file(project.path("R-1.jsonl")).unwrap();
    }
    play(&project, &RUN[..2]).code(0);
    play(&project, &["p", "2", "1", "54.2", "q"]).code(0).out_has("deviation 1").out_has("steps are open");
}

#[test]
fn the_first_reading_is_hidden_from_the_second_person() {
    let project = project();
    let answer = play(&project, &["1", "57.3", "p", "2"]).code(0);
    assert!(!answer.out.contains("57.3"), "{}", answer.out);
    assert!(answer.out.contains("hidden until you have checked yourself: mass"), "{}", answer.out);
}

#[test]
fn what_is_refused_says_why_and_what_would_help() {
    let project = project();
    play(&project, &["1", "57,3"]).code(0).out_has("✗ refused: `weigh.mass`").out_has("  help: ");
    play(&project, &["7", "x"]).code(0).out_has("choose a number or a letter from the list");
    let file = project.read("R-1.jsonl");
    assert_eq!(file.lines().count(), 2, "{file}");
}

#[test]
fn people_are_named_or_asked_for() {
    let project = project();
    let with = |person: &str| project.run(&["run", "sandwich.yaml", "--person", person]);
    with("Ana Ruiz: cok").code(2).err_has("there is no role `cok`; the roles are cook, checker");
    with("Ana Ruiz").code(2).err_has("`Ana Ruiz` has no role");
    with(": cook").code(2).err_has("a person has a name");
    with("Ana: cook; food_handler 2027").code(2).err_has("`2027`");
    let twice = ["run", "sandwich.yaml", "--person", ANA, "--person", "ANA  ruiz: checker"];
    project.run(&twice).code(2).err_has("is named twice");
    let asked = ["run", "sandwich.yaml", "--record", "asked.jsonl"];
    let lines = "Ana Ruiz\n1\nBen Okoro\n7\nchecker\n\n1\n57\n";
    project
        .run_with(&asked, lines, &[])
        .code(0)
        .out_has("choose from the list")
        .out_has("awaiting_verification");
    project.run(&["run", "sandwich.yaml", "--record", "nobody.jsonl"]).code(2).err_has("nobody takes part");
}

#[test]
fn only_what_holds_can_be_run() {
    let project = project().file("broken.yaml", "countersign: 1\n");
    let with = |file: &str| project.run(&["run", file, "--person", ANA]);
    with("broken.yaml").code(1).err_has("holds no procedure").err_has("countersign check");
    with("gone.yaml").code(3).err_has("can't read `gone.yaml`");
    let effective = ["run", "sandwich.yaml", "--effective", "--person", ANA];
    project.run(&effective).code(1).err_has("the procedure is not in force").err_has("start a trial");
}

#[test]
fn an_audit_names_the_first_line_that_was_touched() {
    let project = project();
    play(&project, &RUN).code(0);
    let text = project.read("R-1.jsonl");
    let audit = |text: &str, arguments: &[&str]| {
        std::fs::write(project.path("touched.jsonl"), text).unwrap();
        project.run(&[&["record", "audit", "touched.jsonl"], arguments].concat())
    };
    let head = audit(&text, &[]).code(0).out.lines().last().unwrap().replace("head ", "");
    audit(&text, &["--head", &head]).code(0).out_has("the record ends where it should");
    audit(&text.replace("one slice short", "nothing at all "), &[])
        .code(1)
        .out_has("line 6: what it says is not");
    audit(&text.replacen("Ana Ruiz", "Ben Okoro", 2), &[]).code(1).out_has("line 2: ");
    let cut: String = text.split_inclusive('\n').take(5).collect();
    audit(&cut, &[]).code(0).out_has("no head was given");
    audit(&cut, &["--head", &head]).code(1).out_has("events are missing at the end");
    audit(&text, &["--head", "12"]).code(2);
    let other = PROCEDURE.replace("min: 54", "min: 53");
    std::fs::create_dir(project.path("other")).unwrap();
    std::fs::write(project.path("other/sandwich.yaml"), other).unwrap();
    audit(&text, &["--procedure", "other/sandwich.yaml"])
        .code(1)
        .out_has("chain and sequence are whole")
        .out_has("the replay was not tried")
        .err_has("the run is of `sandwich` 1.0.0, and no procedure with the digest");
    project.run(&["record", "audit", "gone.jsonl"]).code(3).err_has("can't read `gone.jsonl`");
}

#[test]
fn a_record_tells_its_story() {
    let project = project();
    play(&project, &RUN).code(0);
    let shown = project.run(&["record", "show", "R-1.jsonl"]).code(0).out;
    let told: Vec<&str> = shown.lines().filter_map(|line| line.get(28..)).collect();
    let expected = [
        "Ana Ruiz starts a trial",
        "Ana Ruiz performs `weigh`: mass 53.9 g (nonconforming",
        "Ben Okoro verifies independently `weigh` and agrees: mass 54.2 g",
        "deviation 1 opens: `weigh` does not conform: mass 53.9 g",
        "Ben Okoro decides deviation 1: rework, because one slice short",
        "Ana Ruiz performs `weigh`, attempt 2: mass 85.0 g",
        "Ana Ruiz corrects `weigh.mass` from 85.0 g to 58.0 g, because 85.0 was 58.0, digits swapped",
        "Ben Okoro verifies independently `weigh` and agrees: mass 58.1 g",
        "Ana Ruiz performs `wrap`",
        "the run ends as `completed_after_rework`",
    ];
    for (line, expected) in told.iter().skip(1).zip(expected) {
        assert!(line.trim_start().starts_with(expected), "{expected}\n{shown}");
    }
    let cut = project.read("R-1.jsonl").replace("one slice short", "one slice shorn");
    std::fs::write(project.path("R-1.jsonl"), cut).unwrap();
    project
        .run(&["record", "show", "R-1.jsonl"])
        .code(1)
        .out_has("deviation 1 opens")
        .out_lacks("decides")
        .err_has("line 6: ");
}

/// The second person is asked for what the verified value is made of, and for nothing else.
#[test]
fn what_is_not_verified_is_not_asked_again() {
    let fields = "{gross: {type: number, unit: g, decimals: 1, record_only: true}, \
                  net: {type: number, unit: g, formula: gross - 3, min: 51}, \
                  lot: {type: text, pattern: '[A-Z][0-9]{2}'}}";
    let procedure = PROCEDURE
        .replace("      mass: {title: Mass, type: number, unit: g, decimals: 1, min: 54, max: 60}\n", "")
        .replace("    record:\n", &format!("    record: {fields}\n"))
        .replace("agree: {mass: 0.5}", "fields: [net], agree: {net: 0.5}");
    let project = Project::new().file("sandwich.yaml", procedure);
    let answer = play(&project, &["1", "57.0", "L07", "p", "2", "1", "57.1", "q"]).code(0);
    assert!(!answer.out.contains("✗ refused"), "{}", answer.out);
    assert!(answer.out.contains("✓ 1 Weigh the turkey  closed"), "{}", answer.out);
}
