//! `diff`: two versions of a procedure.

use crate::project::{CLEAN, Project, broken};

fn project() -> Project {
    let weaker = CLEAN
        .replace("    by: cook\n", "    by: [cook, waiter]\n")
        .replace("{title: Cook}", "{title: Cook}\n  waiter: {title: Waiter}");
    Project::new()
        .file("old.yaml", CLEAN)
        .file("same.yaml", format!("# a comment\n{CLEAN}"))
        .file("weaker.yaml", &weaker)
        .file("fine.yaml", weaker.replace("version: 1.0.0\n", "version: 2.0.0\n"))
        .file("broken.yaml", broken())
}

#[test]
fn the_exit_code_says_whether_the_version_rose_enough() {
    let project = project();
    project.run(&["diff", "old.yaml", "same.yaml"]).code(0).out("`stir`: nothing changed\n");
    let answer = project.run(&["diff", "old.yaml", "weaker.yaml"]).code(1);
    answer.out(
        "major, weakens a control [performers_changed]: step `stir` is for `cook`, `waiter`, and was for `cook`\n\
         \x20 at weaker.yaml:13:5\n\
         minor [role_added]: the role `waiter` is new\n\
         \x20 at weaker.yaml:9:3\n\
         `stir` from 1.0.0 to 1.0.0: 2 changes ask for a major step, and 1 weakens a control; the version must be 2.0.0 \
         or later\n",
    );
    project.run(&["diff", "old.yaml", "fine.yaml"]).code(0).out_has("from 1.0.0 to 2.0.0");
    project.run(&["diff", "old.yaml", "broken.yaml"]).code(1).err_has("`broken.yaml` can't be read in full");
    project.run(&["diff", "old.yaml", "gone.yaml"]).code(3).err_has("can't read `gone.yaml`");
    project.run(&["diff", "old.yaml"]).code(2);
}

#[test]
fn forms_for_programs_and_for_reviews() {
    let project = project();
    let json = project.run(&["diff", "old.yaml", "weaker.yaml", "--format", "json"]).code(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["asked"], "major");
    assert_eq!(json["least_version"], "2.0.0");
    assert_eq!(json["enough"], false);
    let changes = json["changes"].as_array().unwrap();
    let performers = changes.iter().find(|change| change["kind"] == "performers_changed").unwrap();
    assert_eq!(performers["effect"], "weakens");
    assert_eq!(performers["new"]["path"], "steps[0].by");
    assert_eq!(performers["new"]["start"]["line"], 13);
    let schema = project.run(&["schema", "comparison"]).code(0).out;
    assert!(schema.contains("performers_changed"), "{schema}");
    let answer = project.run(&["diff", "old.yaml", "weaker.yaml", "--format", "markdown"]).code(1);
    answer.out_has("| step | control | change | where |").out_has("| major | **weakens** | step \\`stir\\`");
}

#[test]
fn versions_are_read_with_git() {
    let project = project().committed();
    project.run(&["diff", "HEAD:old.yaml", "HEAD:./fine.yaml"]).code(0).out_has("at HEAD:./fine.yaml:3:10");
    project.run(&["diff", "HEAD:gone.yaml", "old.yaml"]).code(3).err_has("git has no file `HEAD:gone.yaml`");
}
