//! `--fix`, `--fix-effective` and `--diff`.

use crate::project::{CLEAN, Project};

/// A procedure with a comment, a misspelt key, a misspelt role, and a mistake that nobody can mend for the author.
fn wrong() -> String {
    CLEAN.replace("    by: cook", "    by: cok   # who is here\n    dо: x").replacen(
        "title: Stir",
        "titel: Stir",
        1,
    )
}

const MENDED: &str = "    by: cok   # who is here\n";

#[test]
fn what_can_be_mended_is_and_the_rest_is_shown() {
    let project = Project::new().file("stir.yaml", wrong());
    let answer = project.run(&["check", "stir.yaml", "--fix"]).code(1);
    answer.err_has("mended 1 finding in 1 file\n").out_has("is not a key of a step").out_has("role `cok`");
    let text = project.read("stir.yaml");
    assert_eq!(text, wrong().replace("titel:", "title:"));
    assert!(text.contains(MENDED));
    project.run(&["check", "stir.yaml", "--fix"]).code(1);
    assert_eq!(project.read("stir.yaml"), text);
}

#[test]
fn one_mistake_behind_another_is_mended_too() {
    let text = CLEAN
        .replacen("roles:\n  cook:", "rolse:\n  kitchen_help:", 1)
        .replace("by: cook", "by: kitchen_hlep");
    let project = Project::new().file("stir.yaml", text);
    project.run(&["check", "stir.yaml", "--fix"]).code(0).out("").err_has("mended 2 findings in 1 file\n");
    assert_eq!(
        project.read("stir.yaml"),
        CLEAN.replace("cook:", "kitchen_help:").replace("by: cook", "by: kitchen_help")
    );
}

#[test]
fn a_diff_is_shown_and_nothing_written() {
    let project = Project::new().file("a/stir.yaml", wrong());
    let expected = "\
--- a/a/stir.yaml
+++ b/a/stir.yaml
@@ -1,7 +1,7 @@
 countersign: 1
 id: stir
 version: 1.0.0
-titel: Stir the soup
+title: Stir the soup
 changes:
   - {version: 1.0.0, on: 2026-11-20, what: First issue.}
 roles:
";
    let answer = project.run(&["check", "a", "--diff"]).code(1).out(expected);
    answer.err_has("would mend 1 finding in 1 file\n");
    assert_eq!(project.read("a/stir.yaml"), wrong());
    project.run_with(&["check", "-", "--diff"], CLEAN, &[]).code(0).out("");
    project.run_with(&["check", "-", "--fix"], &wrong(), &[]).code(2).err_has("`--diff`");
}

#[test]
fn a_procedure_in_force_is_left_alone() {
    for status in ["effective", "retired"] {
        let text = wrong().replacen("version: 1.0.0\n", &format!("version: 1.0.0\nstatus: {status}\n"), 1);
        let project = Project::new().file("stir.yaml", &text);
        let answer = project.run(&["check", "stir.yaml", "--fix"]).code(1);
        answer.err_has("left 1 finding in procedures in force (--fix-effective)\n");
        assert_eq!(project.read("stir.yaml"), text);
        project.run(&["check", "stir.yaml", "--fix-effective"]).code(1).err_has("mended 1 finding");
        assert_ne!(project.read("stir.yaml"), text);
    }
}

#[test]
fn only_what_counts_is_mended() {
    let project = Project::new().file("stir.yaml", wrong());
    project.run(&["check", "stir.yaml", "--fix", "--allow", "unknown-key"]).code(1).err_has("2 errors");
    assert_eq!(project.read("stir.yaml"), wrong());
}
