//! `--baseline` and `--write-baseline`.

use crate::project::{CLEAN, Project};

/// A procedure with a step for each role that is named, none of which exists.
fn with_roles(roles: &[&str]) -> String {
    let mut text = CLEAN.to_owned();
    for role in roles {
        text.push_str(&format!("  - id: ask_{role}\n    title: Ask the {role}\n    by: {role}\n"));
    }
    text
}

fn written(text: &str) -> Project {
    let project = Project::new().file("stir.yaml", text);
    project.run(&["check", "stir.yaml", "--write-baseline", "known.json"]).code(0).out("");
    project
}

const CHECK: [&str; 4] = ["check", "stir.yaml", "--baseline", "known.json"];

#[test]
fn what_is_known_does_not_count_and_what_is_new_does() {
    let project = written(&with_roles(&["waiter", "buyer"]));
    project.run(&CHECK).code(0).out("").err_has("nothing found in 1 file; 2 in the baseline");
    let moved = with_roles(&["porter", "buyer", "waiter"]).replacen("steps:", "# moved\n\nsteps:", 1);
    let answer = project.file("stir.yaml", moved).run(&CHECK).code(1).out_has("role `porter` is not defined");
    answer.out_lacks("buyer").err_has("1 error in 1 of 1 file; 2 in the baseline");
}

#[test]
fn a_swap_of_the_same_number_is_seen_and_the_list_gets_shorter() {
    let project =
        written(&with_roles(&["waiter", "buyer"])).file("stir.yaml", with_roles(&["waiter", "porter"]));
    project
        .run(&CHECK)
        .code(1)
        .out_has("error[undefined-role]: role `porter` is not defined")
        .out_has("warning[unneeded-baseline-entry]: `undefined-role` at `stir: steps[ask_buyer].by`")
        .out_has("--> known.json:2:3")
        .err_has("1 error, 1 warning in 1 of 1 file; 1 in the baseline");
    let project = project.file("stir.yaml", with_roles(&["waiter"]));
    project.run(&CHECK).code(0).out_has("unneeded-baseline-entry");
    project.run(&[&CHECK[..], &["--deny", "warnings"]].concat()).code(1);
    project.run(&["check", "stir.yaml", "--write-baseline", "known.json"]).code(0);
    project.run(&[&CHECK[..], &["--deny", "warnings"]].concat()).code(0).out("");
    // Nothing is said of what wasn't checked.
    let other =
        project.file("other.yaml", CLEAN.replacen("id: stir", "id: other", 1)).file("stir.yaml", CLEAN);
    other.run(&["check", "other.yaml", "--baseline", "known.json"]).code(0).out("");
    other.run(&["check", ".", "--baseline", "known.json"]).code(0).out_has("unneeded-baseline-entry");
}

#[test]
fn no_baseline_hides_what_cannot_be_allowed() {
    let twice = CLEAN.replace("    by: cook", "    by: cook\n    by: cook");
    let project = Project::new().file("stir.yaml", twice);
    project.run(&["check", "stir.yaml", "--write-baseline", "known.json"]).code(1).out_has("duplicate-key");
    project.run(&CHECK).code(1).out_has("duplicate-key");
    assert_eq!(project.read("known.json"), "{\"baseline\": 1, \"findings\": []}\n");
}

#[test]
fn a_baseline_that_cannot_be_read_is_said_so() {
    let project = Project::new().file("stir.yaml", CLEAN).file("known.json", "{");
    project.run(&CHECK).code(2).out("").err_has("`known.json`: line 1 is not as a baseline has it");
    project.run(&["check", "stir.yaml", "--baseline", "gone.json"]).code(4).err_has("can't read `gone.json`");
    project.run(&[&CHECK[..], &["--write-baseline", "b.json"]].concat()).code(2);
}

#[test]
fn code_scanning_is_told_what_is_known() {
    let project = written(&with_roles(&["waiter"]));
    project
        .run(&[&CHECK[..], &["--format", "sarif"]].concat())
        .code(0)
        .out_has(r#""suppressions":[{"kind":"external","status":"accepted"}]"#)
        .out_has(r#""baselineState":"unchanged""#);
}
