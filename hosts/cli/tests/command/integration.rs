//! The files by which CI servers and editors run the command: that they say what the command understands.

use std::process::Command;

use serde_json::Value;

use crate::project::{CLEAN, Project, broken};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{name}")).unwrap()
}

#[test]
fn the_problem_matcher_reads_what_people_read() {
    let matcher: Value = serde_json::from_str(&file("ci/problem-matcher.json")).unwrap();
    let patterns = matcher["problemMatcher"][0]["pattern"].as_array().unwrap();
    let regexp = |index: usize| regex::Regex::new(patterns[index]["regexp"].as_str().unwrap()).unwrap();
    let out = Project::new().file("stir.yaml", broken()).run(&["check", "stir.yaml"]).code(1).out;
    let mut lines = out.lines();
    let first = regexp(0).captures(lines.next().unwrap()).unwrap();
    let second = regexp(1).captures(lines.next().unwrap()).unwrap();
    let group = |captures: &regex::Captures<'_>, pattern: usize, key: &str| {
        let number = patterns[pattern][key].as_u64().unwrap();
        captures[usize::try_from(number).unwrap()].to_owned()
    };
    assert_eq!(group(&first, 0, "severity"), "error");
    assert_eq!(group(&first, 0, "code"), "unknown-key");
    assert_eq!(group(&first, 0, "message"), "`tilte` is not a key of a step");
    assert_eq!(["file", "line", "column"].map(|key| group(&second, 1, key)), ["stir.yaml", "13", "5"]);
}

/// The words after `countersign check` in a file, which the command must take.
#[track_caller]
fn takes(text: &str) {
    let (_, arguments) = text.split_once("countersign check ").unwrap();
    let arguments: Vec<&str> = arguments.lines().next().unwrap().split_whitespace().collect();
    let project = Project::new().file("procedures/stir.yaml", CLEAN);
    project.run(&[&["check"][..], &arguments].concat()).code(0);
}

#[test]
fn the_job_for_gitlab_is_understood() {
    takes(&file("ci/gitlab.yml"));
}

#[test]
fn the_hooks_are_understood() {
    let hooks = file(".pre-commit-hooks.yaml");
    assert_eq!(hooks.matches("entry: countersign check\n").count(), 1);
    assert!(file("ci/pre-commit.sh").ends_with("/countersign\" check \"$@\"\n"));
    assert_eq!(hooks.matches("args: [--deny, warnings]\n").count(), 2);
    takes("countersign check --deny warnings procedures/stir.yaml");
}

#[cfg(unix)]
#[test]
fn the_action_for_github_checks_and_reports() {
    let project = Project::new().file("a b/stir.yaml", broken()).file("summary.md", "");
    let run = |sarif: &str, arguments: &str| {
        let mut command = Command::new("bash");
        command.arg(format!("{ROOT}/ci/github-check.sh")).arg(env!("CARGO_BIN_EXE_countersign"));
        command.current_dir(project.path("")).env("PATHS", "a b\n\n").env("ARGUMENTS", arguments);
        command.env("GITHUB_STEP_SUMMARY", project.path("summary.md")).env("SARIF", sarif);
        command.output().unwrap()
    };
    let answer = run("out.sarif", "--deny\nwarnings\n");
    assert_eq!(answer.status.code(), Some(1), "{answer:?}");
    assert!(String::from_utf8(answer.stdout).unwrap().starts_with("::error file=a b/stir.yaml,line=13,"));
    assert!(project.read("summary.md").contains("unknown-key"));
    assert!(project.read("out.sarif").contains("unknown-key"));
    let hostile = run("", "$(touch owned)\n");
    assert_eq!(hostile.status.code(), Some(3), "{hostile:?}");
    assert!(!project.path("owned").exists());
}
