//! The table of rules: complete, without orphans, and stable.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use countersign::catalog;

use crate::golden;

#[test]
fn names_are_stable() {
    // A rename or a removal shows in review; a name that went is never used again.
    let mut names: Vec<&str> = catalog::rules().map(|rule| rule.name()).collect();
    names.sort_unstable();
    golden::check("tests/data/rules.txt", &(names.join("\n") + "\n"));
}

#[test]
fn every_name_is_used_once_and_well_formed() {
    let mut seen = BTreeSet::new();
    for rule in catalog::rules() {
        assert!(seen.insert(rule.name()), "`{}` stands twice in the tables", rule.name());
        let well_formed =
            rule.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(well_formed, "`{}` is not kebab case", rule.name());
    }
    assert!(seen.len() >= 90, "only {} rules", seen.len());
}

#[test]
fn every_page_and_every_function_is_in_a_table() {
    let names: BTreeSet<&str> = catalog::rules().map(|rule| rule.name()).collect();
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pages = BTreeSet::new();
    let folders = ["rules", "manual/rules", "compare/rules", "scenario/rules"];
    for folder in folders.map(|folder| source.join(folder)) {
        pages.extend(pages_in(&folder));
    }
    for page in &pages {
        assert!(
            names.contains(page.as_str()),
            "{page}.md belongs to no rule: add it to the table of its subject"
        );
    }
    assert_eq!(pages.len(), names.len());
}

#[test]
fn rules_are_found_by_name() {
    assert_eq!(catalog::rule("missing-performer").map(|rule| rule.name()), Ok("missing-performer"));
    assert_eq!(catalog::rule("missing-preformer").err(), Some(Some("missing-performer")));
    assert_eq!(catalog::rule("something else").err(), Some(None));
}

fn pages_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(pages_in(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned());
        }
    }
    found
}

/// The rules on scenarios, of which no comment allows a finding.
const ON_SCENARIOS: &[&str] = &[
    "no-act",
    "several-acts",
    "key-not-for-act",
    "nothing-to-test",
    "duplicate-case",
    "undefined-case",
    "until-nowhere",
    "oversized-scenario",
    "undefined-person",
    "act-before-start",
    "started-twice",
    "case-without-end",
    "unknown-role-of-person",
    "unknown-input-in-case",
    "unknown-step-in-case",
    "unknown-field-in-case",
];

#[test]
fn every_rule_on_procedures_can_be_named_in_a_comment() {
    for rule in catalog::rules().filter(|rule| !ON_SCENARIOS.contains(&rule.name())) {
        let text = format!(
            "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\n\
             changes: [{{version: 1.0.0, on: 2026-11-20, what: First issue.}}]\nroles: {{cook: {{title: Cook}}}}\nsteps:\n\
             \x20 # countersign: allow({}): because\n\x20 - {{id: stir, title: Stir, by: cook}}\n",
            rule.name()
        );
        let report = countersign::rules::check(countersign::source::Source::new("example.yaml", &text), None);
        let finds = |name: &str| report.findings().iter().any(|finding| finding.rule == name);
        assert!(!finds("unknown-rule-in-suppression"), "{report}");
        assert_eq!(finds("suppression-of-firm-rule"), !rule.can_be_allowed(), "{}\n{report}", rule.name());
    }
}
