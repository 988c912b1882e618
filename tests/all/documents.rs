//! The documents of the repository say what is so.

use std::fs;
use std::path::PathBuf;

use countersign::procedure::Procedure;
use countersign::source::Source;

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).expect("text")
}

/// The blocks of a kind in a Markdown text.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("\n```{kind}\n");
    text.split(fence.as_str())
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("\n```")?.0.to_owned() + "\n"))
        .collect()
}

#[test]
fn the_procedure_in_the_readme_has_no_findings() {
    let readme = read("README.md");
    let [procedure] = blocks(&readme, "yaml").try_into().expect("one procedure");
    let (parsed, report) = Procedure::read(Source::new("turkey-sandwich.yaml", &procedure), None);
    assert!(report.is_empty() && parsed.is_some(), "{report}");
}

#[test]
fn the_finding_in_the_readme_is_what_the_procedure_would_give() {
    let readme = read("README.md");
    let [procedure] = blocks(&readme, "yaml").try_into().expect("one procedure");
    let wrong = procedure.replacen("verify: {by: shift_lead", "verify: {by: shift_laed", 1);
    let (_, report) = Procedure::read(Source::new("turkey-sandwich.yaml", &wrong), None);
    let [finding] = report.findings() else { panic!("{report}") };
    let (line, column) = (finding.place.start.line, finding.place.start.column);
    let shown = blocks(&readme, "text").remove(0);
    let head = format!(
        "{}[{}]: {}\n  --> procedures/turkey-sandwich.yaml:{line}:{column}",
        finding.severity, finding.rule, finding.message
    );
    assert!(shown.starts_with(&head), "{head}\n{shown}");
    assert!(shown.contains(finding.help.as_deref().expect("help")), "{shown}");
}

#[test]
fn the_gate_runs_the_commands_of_the_readme() {
    let (readme, gate) = (read("README.md"), read(".ci/run"));
    let [commands] = blocks(&readme, "sh").try_into().expect("one block of commands");
    let commands: Vec<&str> =
        commands.lines().filter_map(|line| Some(line.split('#').next()?.trim())).collect();
    assert_eq!(commands, ["cargo run --release -- check procedures", "cargo test"]);
    assert!(gate.contains("cargo run --release --quiet -- check procedures"));
    assert!(gate.lines().any(|line| line == "cargo test"));
}

/// What the README shows of a host is what the example does.
#[test]
fn the_readme_quotes_the_example() {
    let (readme, example) = (read("README.md"), read("examples/two_people.rs"));
    let flat = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let quotes: Vec<&str> =
        readme.split("```rust,ignore\n").skip(1).filter_map(|it| it.split("```").next()).collect();
    assert_eq!(quotes.len(), 2);
    for quote in quotes {
        assert!(flat(&example).contains(flat(quote).trim()), "not in the example:\n{quote}");
    }
}
