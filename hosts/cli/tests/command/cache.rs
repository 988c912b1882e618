//! `--cache`: the same answer as without it, whatever has changed since.

use crate::project::{CLEAN, Project, broken};

/// A procedure that uses another one.
fn user() -> String {
    CLEAN.replacen("\nid: stir\n", "\nid: open\n", 1).replace(
        "    by: cook\n",
        "    use: {procedure: stir, version: \">=1.0, <2\", roles: {cook: cook}}\n",
    )
}

/// Checks with and without a cache, twice, and holds the answers against each other.
#[track_caller]
fn same(project: &Project, arguments: &[&str]) -> String {
    let check = |more: &[&str]| {
        let answer =
            project.run(&[&["check", "a", "--notes", "--as-of", "2026-12-01"], arguments, more].concat());
        (answer.code, answer.out, answer.err)
    };
    let without = check(&[]);
    assert_eq!(check(&["--cache"]), without, "first");
    assert_eq!(check(&["--cache"]), without, "second");
    without.1
}

#[test]
fn the_answer_is_the_same_whatever_changes() {
    let project = Project::new()
        .file("a/open.yaml", user())
        .file("a/stir.yaml", CLEAN)
        .file("a/x.yaml", broken().replacen("id: stir", "id: x", 1));
    let project = project.file("a/bytes.yaml", b"\xff").file("a/syntax.yaml", "a: [");
    assert!(same(&project, &[]).contains("unknown-key"));
    // A file that another one uses asks for a version that the other one doesn't take.
    let project = project.file("a/stir.yaml", CLEAN.replace("1.0.0", "2.0.0"));
    assert!(same(&project, &[]).contains("version-not-satisfied"));
    let project = project.file("a/stir.yaml", CLEAN);
    assert!(!same(&project, &[]).contains("version-not-satisfied"));
    std::fs::remove_file(project.path("a/stir.yaml")).unwrap();
    assert!(same(&project, &[]).contains("undefined-procedure"));
    let project = project.file("a/new.yaml", CLEAN).file("a/x.yaml", CLEAN.replacen("id: stir", "id: x", 1));
    assert!(!same(&project, &[]).contains("undefined-procedure"));
}

#[test]
fn a_scenario_is_known_while_its_procedure_is_what_it_was() {
    let scenario = "\
scenario: 1
procedure: stir
people:
  ana: {name: Ana Ruiz, roles: [cook]}
cases:
  - name: good
    at: 2026-12-01T09:00:00Z
    acts:
      - {by: ana, start: trial}
      - {by: ana, perform: stir}
      - expect: {run: completed}
";
    let project = Project::new().file("a/stir.yaml", CLEAN).file("a/stir.scenarios.yaml", scenario);
    assert_eq!(same(&project, &[]), "");
    assert!(project.read(".countersign-cache").contains("stir.scenarios.yaml"));
    // The scenario is what it was, and what it tests is not.
    let project = project.file("a/stir.yaml", CLEAN.replace("id: stir\n    title", "id: turn\n    title"));
    assert!(same(&project, &[]).contains("[unknown-step-in-case]"));
    std::fs::rename(project.path("a/stir.yaml"), project.path("a/stir.yml")).unwrap();
    assert!(same(&project, &[]).contains("[unknown-step-in-case]"));
    let project = project.file("a/stir.yaml", CLEAN);
    assert!(!same(&project, &[]).contains("[unknown-step-in-case]"));
    std::fs::remove_file(project.path("a/stir.yaml")).unwrap();
    std::fs::remove_file(project.path("a/stir.yml")).unwrap();
    assert!(same(&project, &[]).contains("[nothing-to-test]"));
}

#[test]
fn options_count_as_they_are_typed() {
    let project = Project::new().file("a/stir.yaml", broken());
    for arguments in
        [&[][..], &["--warn", "unknown-key"], &["--allow", "unknown-key"], &["--format", "sarif"]]
    {
        same(&project, arguments);
    }
    let guest = "  # countersign: allow(unused-role): away until 2026-12-31\n  guest: {title: Guest}\nsteps:";
    let overdue = CLEAN.replacen("steps:", guest, 1);
    let project = Project::new().file("a/stir.yaml", overdue);
    let check = |day: &str| project.run(&["check", "a", "--cache", "--as-of", day]).code(0).out;
    assert!(!check("2026-11-30").contains("expired-suppression"));
    assert!(check("2027-01-01").contains("expired-suppression"));
    assert!(!check("2026-11-30").contains("expired-suppression"));
}

#[test]
fn fixes_come_out_of_a_cache_too() {
    let project = Project::new().file("a/stir.yaml", CLEAN.replacen("title: Stir", "titel: Stir", 1));
    project.run(&["check", "a", "--cache"]).code(1);
    project.run(&["check", "a", "--cache", "--fix"]).code(0).err_has("mended 1 finding");
    project.run(&["check", "a", "--cache"]).code(0);
    assert_eq!(project.read("a/stir.yaml"), CLEAN);
}

#[test]
fn a_cache_that_cannot_be_read_is_an_empty_one() {
    for text in ["", "{", "null", r#"{"build":"0","as_of":null,"files":{},"together":null}"#] {
        let project = Project::new().file("a/stir.yaml", broken()).file(".countersign-cache", text);
        same(&project, &[]);
    }
}

#[test]
fn nothing_is_kept_unasked_and_a_cache_that_has_nothing_new_is_not_written() {
    let project = Project::new().file("a/stir.yaml", CLEAN);
    project.run(&["check", "a"]).code(0);
    assert!(!project.path(".countersign-cache").exists());
    project.run(&["check", "a", "--cache=kept", "--as-of", "2026-12-01"]).code(0);
    let age = || std::fs::metadata(project.path("kept")).unwrap().modified().unwrap();
    let before = age();
    project.run(&["check", "a", "--cache=kept", "--as-of", "2026-12-01"]).code(0);
    assert_eq!(age(), before);
    project.run(&["check", "a", "--cache=no/kept"]).code(4).err_has("no/kept");
}
