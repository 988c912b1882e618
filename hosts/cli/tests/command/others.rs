//! The commands beside `check`.

use crate::project::{CLEAN, Project, broken};

#[test]
fn explain_prints_the_page() {
    let project = Project::new();
    let page = project.run(&["explain", "missing-performer"]).code(0);
    page.out_has("# missing-performer\n").out_has("## Fails").out_has("allow(missing-performer): reason");
    let styled = project.run(&["explain", "missing-performer", "--color", "always"]).code(0);
    styled.out_has("    steps:").out_lacks("```").out_lacks("## ");
    project.run(&["explain", "syntax"]).code(0).out_has("It can't be allowed.");
    project.run(&["explain", "missing-perfomer"]).code(2).err_has("did you mean `missing-performer`?");
    project.run(&["explain"]).code(2);
}

#[test]
fn all_rules_are_listed_and_explained() {
    let project = Project::new();
    let list = project.run(&["rules"]).code(0).out;
    let json = project.run(&["rules", "--format", "json"]).code(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let pages = project.run(&["explain", "--all"]).code(0).out;
    assert_eq!(json["rules"].as_array().unwrap().len(), list.lines().count());
    for line in list.lines() {
        let name = line.split_whitespace().next().unwrap();
        assert!(pages.contains(&format!("# {name}\n")), "{name}");
    }
}

#[test]
fn schemas_are_json() {
    let project = Project::new();
    for name in ["procedure", "scenario", "record", "findings"] {
        let schema = project.run(&["schema", name]).code(0).out;
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert!(schema["title"].is_string());
    }
    project.run(&["schema", "nothing"]).code(2);
}

#[test]
fn a_new_procedure_passes_and_overwrites_nothing() {
    let project = Project::new();
    project.run(&["new", "ham-sandwich"]).code(0).out("").err_has("wrote ham-sandwich.yaml");
    let arguments = ["check", "ham-sandwich.yaml", "--notes", "--fail-on", "note"];
    project.run(&arguments).code(0).out("");
    assert!(project.read("ham-sandwich.yaml").contains("title: Ham sandwich\n"));
    project.run(&["new", "ham-sandwich"]).code(2).err_has("is there already");
    let printed = project.run(&["new", "ham-sandwich", "--stdout"]).code(0).out;
    assert_eq!(printed, project.read("ham-sandwich.yaml"));
}

#[test]
fn a_new_procedure_goes_where_it_is_told() {
    let project = Project::new().file("a/readme.md", "");
    project.run(&["new", "soup", "-o", "a"]).code(0);
    project.run(&["new", "soup", "-o", "a/b.yaml"]).code(0);
    assert_eq!(project.read("a/soup.yaml"), project.read("a/b.yaml"));
    project.run(&["new", "soup", "-o", "gone/b.yaml"]).code(4);
    project.run(&["new", "Ham Sandwich"]).code(2).err_has("write `ham-sandwich`");
    project.run(&["new", "../soup"]).code(2);
}

#[test]
fn a_digest_is_of_what_is_said() {
    let project = Project::new()
        .file("stir.yaml", CLEAN)
        .file("a/stir.yaml", format!("# a comment\n{CLEAN}"))
        .file("b/stir.yaml", CLEAN.replace("Stir the soup", "Stir the stew"))
        .file("broken.yaml", broken())
        .file("latin.yaml", [CLEAN.as_bytes(), b"purpose: caf\xe9\n"].concat());
    let digest = project.run(&["digest", "stir.yaml"]).code(0).out;
    assert!(digest.starts_with("sha256:") && digest.len() == "sha256:".len() + 64 + 1, "{digest}");
    project.run(&["digest", "a/stir.yaml"]).code(0).out(&digest);
    project.run(&["digest", "./stir.yaml"]).code(0).out(&digest);
    project.run_with(&["digest", "-"], CLEAN, &[]).code(0).out(&digest);
    assert_ne!(project.run(&["digest", "b/stir.yaml"]).code(0).out, digest);
    project.run(&["digest", "latin.yaml"]).code(1).out("").err_has("has no digest");
    project.run(&["digest", "broken.yaml"]).code(1).out("").err_has("has no digest");
    project.run(&["digest", "gone.yaml"]).code(3).err_has("can't read `gone.yaml`");
}

#[test]
fn completions_and_manual_pages() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        project.run(&["completions", shell]).code(0).out_has("countersign");
    }
    project.run(&["man"]).code(0).out_has(".TH countersign 1");
    project.run(&["man", "check"]).code(0).out_has(".TH countersign-check 1").out_has("as\\-of");
    project.run(&["man", "chek"]).code(2).err_has("did you mean `check`?");
}

#[test]
fn help_and_version() {
    let project = Project::new();
    project.run(&["--version"]).code(0).out(concat!("countersign ", env!("CARGO_PKG_VERSION"), "\n"));
    project.run(&["check", "--help"]).code(0).out_has("Exit codes:");
    project.run(&[]).code(2).err_has("Usage: countersign");
    project.run(&["chek"]).code(2).err_has("check");
    project.run(&["check", "--jobs", "0"]).code(2);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = Project::new();
    let command = format!("'{}' explain --all | head -n 1", env!("CARGO_BIN_EXE_countersign"));
    let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    drop(project);
}
