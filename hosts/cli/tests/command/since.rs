//! `check --since`: the working tree against the state that a branch began with.

use crate::project::{CLEAN, Project};

const WASH: &str = "\
countersign: 1
id: wash
version: 1.0.0  # keep this comment
title: Wash your hands
changes:
  - {version: 1.0.0, on: 2026-11-20, what: First issue.}
roles:
  cook: {title: Cook}
steps:
  - id: wash
    title: Wash your hands
    by: cook
    record: {washing: {type: number, unit: s, min: 20}}
    on_fail: {decide: {cancel: cook}}
";

const USER: &str = "\
countersign: 1
id: open
version: 1.0.0
title: Open the kitchen
changes:
  - {version: 1.0.0, on: 2026-11-20, what: First issue.}
roles:
  cook: {title: Cook}
steps:
  - id: hands
    title: Wash your hands
    use: {procedure: wash, version: \">=1, <2\", roles: {cook: cook}}
";

/// `WASH` in force: both signatures are added by the command.
fn in_force() -> Project {
    let dates =
        "status: effective\neffective: 2026-11-24\nreview_by: 2027-11-24\nowner: Kitchen manager\nchanges:";
    let project = Project::new().file("procedures/wash.yaml", WASH.replace("changes:", dates));
    for (role, name) in [("author", "Ana Ruiz"), ("approver", "Ben Okoro")] {
        let arguments =
            ["approve", "procedures/wash.yaml", "--by", name, "--role", role, "--date", "2026-11-24"];
        project.run(&arguments).code(0);
    }
    project.committed()
}

#[test]
fn what_changed_needs_a_version() {
    let project =
        Project::new().file("procedures/wash.yaml", WASH).file("procedures/stir.yaml", CLEAN).committed();
    project.run(&["check", "--since", "HEAD"]).code(0).out("");
    let project = project.file("procedures/wash.yaml", format!("# a comment\n{WASH}"));
    project.run(&["check", "--since", "HEAD"]).code(0).out("");
    let project = project.file("procedures/wash.yaml", WASH.replace("min: 20", "min: 15"));
    project.run(&["check"]).code(0);
    let answer = project.run(&["check", "--since", "HEAD", "--fail-on", "note"]).code(1);
    answer
        .out_has("[version-not-raised]")
        .out_has("it must be `2.0.0` or later")
        .out_has("[control-weakened]")
        .out_has("the lower limit of `washing` of step `wash` is `15`, and was `20`");
}

#[test]
fn the_version_is_written_and_nothing_else() {
    let project = Project::new().file("procedures/wash.yaml", WASH).committed();
    let changed = WASH.replace("min: 20", "min: 15").replace('\n', "\r\n");
    let project = project.file("procedures/wash.yaml", &changed);
    let arguments = ["check", "--since", "HEAD", "--write-version"];
    // The history has no entry for the new version: that is for the author to say.
    let answer = project.run(&arguments).code(1);
    answer
        .err_has("procedures/wash.yaml: the version is 2.0.0 now")
        .out_has("[no-change-entry]")
        .out_lacks("version-");
    assert_eq!(project.read("procedures/wash.yaml"), changed.replacen("1.0.0 ", "2.0.0 ", 1));
    project.run(&["check", "--write-version"]).code(2);
}

#[test]
fn what_is_in_force_stays_what_it_was() {
    let project = in_force();
    project.run(&["check", "--since", "HEAD", "--as-of", "2026-12-01"]).code(0);
    let text = project.read("procedures/wash.yaml");
    let project = project.file("procedures/wash.yaml", text.replace("Wash your", "Clean your"));
    let answer = project.run(&["check", "--since", "HEAD", "--as-of", "2026-12-01"]).code(1);
    answer
        .out_has("[effective-edited]")
        .out_has("[approval-of-other-content]")
        .out_lacks("version-not-raised");
    std::fs::remove_file(project.path("procedures/wash.yaml")).unwrap();
    let project = project.file("procedures/stir.yaml", CLEAN);
    let answer = project.run(&["check", "--since", "HEAD", "--as-of", "2026-12-01"]).code(1);
    answer.out_has("[procedure-removed]").out_has("procedures/wash.yaml");
    // Under another name, or in another folder, it is the same procedure.
    let project = project.file("procedures/kitchen/wash.yaml", text);
    project.run(&["check", "--since", "HEAD", "--as-of", "2026-12-01"]).code(0);
}

#[test]
fn it_compares_with_where_the_branch_began() {
    let project =
        Project::new().file("procedures/wash.yaml", WASH).file("procedures/stir.yaml", CLEAN).committed();
    project.git(&["checkout", "-q", "-b", "work"]);
    let project =
        project.file("procedures/stir.yaml", CLEAN.replace("Stir the soup", "Stir the stew")).committed();
    project.git(&["checkout", "-q", "main"]);
    let project = project
        .file("procedures/wash.yaml", WASH.replace("1.0.0", "2.0.0").replace("20}", "30}"))
        .committed();
    project.git(&["checkout", "-q", "work"]);
    let answer = project.run(&["check", "--since", "main"]).code(1);
    answer.out_has("procedures/stir.yaml").out_lacks("wash.yaml");
}

#[test]
fn procedures_that_use_a_changed_one_are_judged_again() {
    let project =
        Project::new().file("procedures/wash.yaml", WASH).file("procedures/open.yaml", USER).committed();
    let changed = WASH.replace("version: 1.0.0  #", "version: 2.0.0  #").replace("min: 20", "min: 30");
    let history = "changes:\n  - {version: 2.0.0, on: 2026-11-25, what: Longer.}";
    let changed = changed.replace("changes:", history);
    let project = project.file("procedures/wash.yaml", changed);
    let answer = project.run(&["check", "procedures/wash.yaml", "--since", "HEAD"]).code(1);
    answer.out_has("procedures/open.yaml").out_has("[version-not-satisfied]");
    project.run(&["check", "procedures/wash.yaml"]).code(0).out_lacks("open.yaml");
}

#[test]
fn an_older_version_stays_in_the_archive() {
    let project = in_force();
    let old = project.read("procedures/wash.yaml");
    let new = WASH.replace("version: 1.0.0  #", "version: 2.0.0  #").replace("20}", "30}");
    let history = "changes:\n  - {version: 2.0.0, on: 2026-11-25, what: Longer.}";
    let project = project
        .file("procedures/archive/wash/1.0.0.yaml", &old)
        .file("procedures/wash.yaml", new.replace("changes:", history))
        .committed();
    project.run(&["check", "--since", "HEAD~1", "--as-of", "2030-12-01"]).code(0).out("");
    let project = project.file("procedures/archive/wash/1.0.0.yaml", old.replace("min: 20", "min: 10"));
    let answer = project.run(&["check", "--since", "HEAD", "--as-of", "2026-12-01"]).code(1);
    answer.out_has("[effective-edited]").out_has("put back what runs of this version used");
}

#[test]
fn a_revision_that_is_not_there() {
    let project = Project::new().file("procedures/wash.yaml", WASH).committed();
    let project = project.file("procedures/wash.yaml", WASH.replace("your", "both")).committed();
    project.run(&["check", "--since", "nothing"]).code(2).err_has("there is no revision `nothing`");
    let clone = Project::new();
    let source = format!("file://{}", project.path(".").canonicalize().unwrap().display());
    clone.git(&["clone", "-q", "--depth", "1", &source, "."]);
    let answer = clone.run(&["check", "--since", "HEAD~1"]).code(4);
    answer.err_has("this clone is shallow").err_has("git fetch --unshallow");
    clone.run(&["check", "--since", "origin/main"]).code(0);
    clone.run(&["check", "--since", "origin/next"]).code(4).err_has("git fetch --unshallow origin next:");
    clone.run(&["check", "--since", "v1"]).code(4).err_has("`git fetch --unshallow --tags` for a tag");
}

#[test]
fn the_fetch_that_is_missing_is_all_that_is_missing() {
    let project = Project::new().file("procedures/wash.yaml", WASH).committed();
    project.git(&["checkout", "-q", "-b", "work"]);
    let project = project.file("procedures/wash.yaml", WASH.replace("min: 20", "min: 15")).committed();
    let source = format!("file://{}", project.path(".").canonicalize().unwrap().display());
    for (depth, reference) in [(&["--depth", "1"][..], "origin/main"), (&["--single-branch"], "origin/main")]
    {
        let clone = Project::new();
        clone.git(&[&["clone", "-q"], depth, &["-b", "work", &source, "."]].concat());
        let answer = clone.run(&["check", "--since", reference]).code(4);
        let fetch = answer.err.split('`').find(|part| part.starts_with("git fetch")).unwrap().to_owned();
        clone.git(&fetch.split(' ').skip(1).collect::<Vec<_>>());
        clone.run(&["check", "--since", reference]).code(1).out_has("[version-not-raised]");
        clone.run(&["check", "--since", "main"]).code(2).err_has("did you mean `origin/main`?");
    }
}

#[test]
fn no_setting_and_no_folder_hides_a_change() {
    let project = Project::new().file("procedures/wash.yaml", WASH).file("out/stir.yaml", CLEAN).committed();
    let project = project.file("procedures/wash.yaml", WASH.replace("min: 20", "min: 15"));
    for setting in [["diff.relative", "true"], ["diff.noprefix", "true"], ["color.ui", "always"]] {
        project.git(&[&["config"][..], &setting].concat());
        let inside = Project::at(project.path("procedures"));
        inside.run(&["check", ".", "--since", "HEAD"]).code(1).out_has("[version-not-raised]");
        let beside = Project::at(project.path("out"));
        beside.run(&["check", "../procedures", "--since", "HEAD"]).code(1).out_has("[version-not-raised]");
    }
    // Of a file in another repository nobody knows what it was.
    let other = Project::new().file("a/stir.yaml", CLEAN).committed();
    let path = project.path("procedures").canonicalize().unwrap();
    let answer = other.run(&["check", path.to_str().unwrap(), "--since", "HEAD"]).code(2);
    answer.err_has("isn't in the repository around this folder");
}

#[test]
fn a_version_is_written_however_it_stands() {
    let versions = ["1.0.0  # c", "'1.0.0'", "  \"1.0.0\"", "\n  1.0.0", ">-\n  1.0.0"];
    for version in versions {
        let text = WASH.replace("1.0.0  # keep this comment", version);
        let project = Project::new().file("procedures/wash.yaml", &text).committed();
        let project = project.file("procedures/wash.yaml", text.replace("min: 20", "min: 15"));
        project.run(&["check", "--since", "HEAD", "--write-version"]).code(1);
        let expected = text.replace("min: 20", "min: 15").replacen("1.0.0", "2.0.0", 1);
        assert_eq!(project.read("procedures/wash.yaml"), expected);
    }
}
