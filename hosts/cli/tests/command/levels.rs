//! `--deny`, `--warn`, `--allow` and `--fail-on`.

use crate::project::{Answer, CLEAN, Project, broken};

fn check(arguments: &[&str]) -> Answer {
    let project = Project::new().file("stir.yaml", broken()).file("syntax.yaml", "a: [");
    project.run(&[&["check", "stir.yaml"], arguments].concat())
}

#[test]
fn a_rule_can_be_weakened_left_out_and_restored() {
    check(&["--warn", "unknown-key"])
        .code(0)
        .out_has("warning[unknown-key]")
        .err_has("1 warning in 1 of 1 file");
    check(&["--warn", "unknown-key", "--fail-on", "warning"]).code(1);
    check(&["--warn", "unknown-key", "--deny", "warnings"]).code(0);
    check(&["--allow", "unknown-key"]).code(0).out("").err_has("nothing found");
    check(&["--deny", "unknown-key"]).code(1);
}

#[test]
fn an_unknown_rule_is_a_wrong_argument() {
    check(&["--allow", "unkown-key"]).code(2).out("").err_has("did you mean `unknown-key`?");
    check(&["--deny", "zebra"]).code(2).err_has("`countersign rules` lists them");
    check(&["--allow", "warnings"]).code(2);
    check(&["--deny", "unknown-key", "--allow", "unknown-key"]).code(2).err_has("two different things");
}

#[test]
fn a_firm_rule_stays_an_error() {
    check(&["--allow", "syntax"]).code(2).err_has("findings of `syntax` are always errors");
    check(&["--warn", "syntax"]).code(2);
    check(&["--deny", "syntax"]).code(1);
}

#[test]
fn what_a_file_allows_is_counted() {
    let comment = "    # countersign: allow(unknown-key): tried out in the second shop\n";
    let text = broken().replace("    tilte", &format!("{comment}    tilte"));
    let project = Project::new().file("stir.yaml", text).file("clean.yaml", CLEAN);
    project
        .run(&["check", "stir.yaml"])
        .code(0)
        .out("")
        .err_has("nothing found in 1 file; 1 allowed in the files");
}
