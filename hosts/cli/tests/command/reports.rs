//! The reports for other tools, each held against the schema of its format.

use std::collections::BTreeSet;

use boon::{Compiler, Schemas};
use serde_json::Value;

use crate::project::{CLEAN, Project, broken};

const SARIF: &str = include_str!("../data/sarif-2.1.0.schema.json");
const GITLAB: &str = include_str!("../data/gitlab-code-quality.schema.json");
const JUNIT: &str = include_str!("../data/junit-10.xsd");

/// Everything that a report can hold: errors, a warning, a note, related places, allowed findings, text with marks of
/// every format in it, bytes that aren't UTF-8, and a path that isn't there.
fn everything() -> Project {
    let twice = CLEAN.replace("    by: cook", "    by: cook\n    by: cook");
    let hostile = CLEAN.replacen("title: Stir", "titel: \"<&]]>\\u202E|%0A::error::\"\ntitle: Stir", 1);
    let allowed = CLEAN.replacen(
        "steps:",
        "  # countersign: allow(unused-role): hired & trained <soon>\n  guest: {title: Guest}\nsteps:",
        1,
    );
    let warned = CLEAN.replacen("steps:", "  guest: {title: Guest}\nsteps:", 1);
    Project::new()
        .file("a/stir.yaml", broken())
        .file("a/twice.yaml", twice)
        .file("a/sub folder/é,:<>&\".yaml", hostile)
        .file("a/allowed.yaml", allowed)
        .file("a/warned.yaml", warned)
        .file("a/broken.yaml", "a: [")
        .file("a/bytes.yaml", b"\xff")
        .file("b/clean.yaml", CLEAN.replacen("id: stir", "id: clean", 1))
}

const ARGUMENTS: [&str; 5] = ["check", "a", "b", "gone", "--notes"];

fn report(format: &str) -> String {
    everything().run(&[&ARGUMENTS[..], &["--format", format]].concat()).code(3).out
}

#[track_caller]
fn validate(schema: &str, value: &Value) {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", serde_json::from_str(schema).unwrap()).unwrap();
    let mut schemas = Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, index) {
        panic!("{error:#}\n{value:#}");
    }
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    validate(SARIF, &log);
    let clean = Project::new().file("stir.yaml", CLEAN);
    let clean = clean.run(&["check", "stir.yaml", "--format", "sarif"]).code(0).out;
    validate(SARIF, &serde_json::from_str(&clean).unwrap());
}

#[test]
fn sarif_keeps_what_is_allowed_and_explains_its_rules() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    let run = &log["runs"][0];
    let (rules, results) =
        (run["tool"]["driver"]["rules"].as_array().unwrap(), run["results"].as_array().unwrap());
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Fails"));
    }
    let suppressed: Vec<&Value> = results.iter().filter(|it| it.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["ruleId"], "unused-role");
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "hired & trained <soon>");
    let fingerprints: BTreeSet<&str> =
        results.iter().map(|it| it["partialFingerprints"]["countersign/v1"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), results.len());
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let hostile =
        results.iter().find(|it| it["message"]["text"].as_str().unwrap().contains("titel")).unwrap();
    let uri = &hostile["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a/sub%20folder/%C3%A9%2C%3A%3C%3E%26%22.yaml");
}

#[test]
fn fingerprints_stay_while_lines_move() {
    let of = |text: &str| {
        let project = Project::new().file("stir.yaml", text);
        let log = project.run(&["check", "stir.yaml", "--format", "sarif"]).code(1).out;
        let log: Value = serde_json::from_str(&log).unwrap();
        log["runs"][0]["results"][0]["partialFingerprints"].clone()
    };
    let moved = broken().replacen("steps:", "# one\n# two\nsteps:", 1);
    assert_eq!(of(&moved), of(&broken()));
    assert_ne!(of(&broken().replace("tilte", "titel")), of(&broken()));
}

#[test]
fn gitlab_is_valid_by_its_schema() {
    let issues: Value = serde_json::from_str(&report("gitlab")).unwrap();
    validate(GITLAB, &issues);
    let issues = issues.as_array().unwrap();
    let fingerprints: BTreeSet<&str> = issues.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len());
    let severities: BTreeSet<&str> = issues.iter().map(|it| it["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, BTreeSet::from(["major", "minor"]));
    let clean = Project::new().file("stir.yaml", CLEAN);
    clean.run(&["check", "stir.yaml", "--format", "gitlab"]).code(0).out("[]\n");
}

#[test]
fn junit_is_valid_by_its_schema() {
    let (report, schema) = (report("junit"), roxmltree::Document::parse(JUNIT).unwrap());
    let document = roxmltree::Document::parse(&report).unwrap();
    for element in document.descendants().filter(|node| node.is_element()) {
        described(element, &schema);
    }
    let suites = document.descendants().filter(|node| node.has_tag_name("testsuite"));
    for suite in suites {
        let count = |tag: &str| suite.descendants().filter(|node| node.has_tag_name(tag)).count().to_string();
        let stated =
            ["tests", "failures", "errors", "skipped"].map(|it| suite.attribute(it).unwrap().to_owned());
        assert_eq!(stated, ["testcase", "failure", "error", "skipped"].map(count), "{report}");
    }
}

/// Holds one element against the few words of XML Schema that the schema of JUnit uses: which attributes and children
/// it may have, and which attributes it must have.
fn described(element: roxmltree::Node<'_, '_>, schema: &roxmltree::Document<'_>) {
    let name = element.tag_name().name();
    let declared = schema.root_element().children().find(|it| it.attribute("name") == Some(name));
    let declared = declared.unwrap_or_else(|| panic!("there is no element `{name}`"));
    let under = |tag: &'static str| declared.descendants().filter(move |it| it.tag_name().name() == tag);
    for attribute in element.attributes() {
        assert!(under("attribute").any(|it| it.attribute("name") == Some(attribute.name())), "{attribute:?}");
    }
    for needed in under("attribute").filter(|it| it.attribute("use") == Some("required")) {
        assert!(element.has_attribute(needed.attribute("name").unwrap()), "{element:?} lacks {needed:?}");
    }
    for child in element.children().filter(|child| child.is_element()) {
        let name = Some(child.tag_name().name());
        assert!(under("element").any(|it| it.attribute("ref") == name), "{child:?} in {element:?}");
    }
}

#[test]
fn junit_fails_what_makes_the_check_fail() {
    let project = everything();
    let count = |fail_on: &str| {
        let arguments =
            ["check", "a/warned.yaml", "a/allowed.yaml", "--format", "junit", "--fail-on", fail_on];
        let out = project.run(&arguments).out;
        ["<failure", "<system-out", "<skipped"].map(|tag| out.matches(tag).count())
    };
    let (for_errors, for_warnings) = (count("error"), count("warning"));
    assert_eq!(for_errors[2], 1);
    assert!(
        for_warnings[0] > for_errors[0] && for_warnings[1] < for_errors[1],
        "{for_errors:?} {for_warnings:?}"
    );
}

#[test]
fn github_gets_a_command_a_line_errors_first() {
    let out = report("github");
    let levels: Vec<&str> = out.lines().map(|line| line.split([' ', ',']).next().unwrap()).collect();
    assert!(levels.is_sorted_by_key(|level| *level != "::error"), "{levels:?}");
    assert!(out.contains("::error file=gone::there is no such file or folder\n"), "{out}");
    assert!(
        out.contains(
            "::error file=a/stir.yaml,line=13,endLine=13,col=5,endColumn=10,title=unknown-key::`tilte` is not"
        ),
        "{out}"
    );
    // Text of a file or its name starts no command and ends none.
    assert!(out.contains("file=a/sub folder/é%2C%3A<>&\".yaml,"), "{out}");
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
}

#[test]
fn github_is_told_what_it_leaves_out() {
    let mut project = Project::new();
    for number in 0..13 {
        let named = broken().replacen("id: stir", &format!("id: p{number}"), 1);
        project = project.file(&format!("a/p{number}.yaml"), named);
    }
    let answer = project.run(&["check", "a", "--format", "github"]).code(1);
    answer.out_has("3 findings more than GitHub shows beside the lines\n");
}

#[test]
fn a_summary_is_added_to_its_file() {
    let project = everything().file("summary.md", "before\n");
    project.run(&[&ARGUMENTS[..], &["--report", "summary=summary.md"]].concat()).code(3);
    let page = project.read("summary.md");
    assert!(page.starts_with("before\n### countersign: "), "{page}");
    assert!(
        page.contains("| error | unknown-key | a/stir.yaml&#58;13&#58;5 | <code>tilte</code> is not"),
        "{page}"
    );
    let rows = page.lines().filter(|line| line.starts_with("| error") || line.starts_with("| warning"));
    assert!(rows.clone().count() > 5 && rows.clone().all(|row| row.matches('|').count() == 5), "{page}");
    assert!(rows.map(|row| row.starts_with("| warning")).is_sorted(), "errors come first: {page}");
}

#[test]
fn all_reports_come_of_one_run() {
    let project = everything();
    let formats = ["json", "sarif", "github", "gitlab", "junit"];
    let reports = formats.map(|format| format!("{format}={format}.out"));
    let mut arguments = ARGUMENTS.to_vec();
    for report in &reports {
        arguments.extend(["--report", report]);
    }
    project.run(&arguments).code(3);
    for format in formats {
        let alone = project.run(&[&ARGUMENTS[..], &["--format", format]].concat()).out;
        assert_eq!(project.read(&format!("{format}.out")), alone, "{format}");
    }
}
