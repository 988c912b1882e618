//! Which files are checked.

use crate::project::{CLEAN, Project};

fn check(project: &Project, paths: &[&str], expected: &str) {
    let arguments = [&["check", "--list-files"], paths].concat();
    project.run(&arguments).code(0).out(expected);
}

#[test]
fn folders_are_searched_and_sorted() {
    let project = Project::new()
        .file("procedures/b.yaml", CLEAN)
        .file("procedures/a.yml", CLEAN)
        .file("procedures/a/z.yaml", CLEAN)
        .file("procedures/a.scenarios.yaml", "")
        .file("procedures/archive/a/1.0.0.yaml", CLEAN)
        .file("procedures/.hidden.yaml", "")
        .file("procedures/notes.txt", "");
    let all = "procedures/a/z.yaml\nprocedures/a.scenarios.yaml\nprocedures/a.yml\nprocedures/archive/a/1.0.0.yaml\nprocedures/b.yaml\n";
    check(&project, &[], all);
    check(&project, &["./procedures/", "procedures/b.yaml"], all);
    check(&project, &["."], all);
}

#[test]
fn ignored_files_are_left_out_unless_named() {
    let project = Project::new()
        .file(".gitignore", "drafts/\n*.tmp.yaml\n")
        .file("a.yaml", CLEAN)
        .file("a.tmp.yaml", CLEAN)
        .file("drafts/b.yaml", CLEAN);
    check(&project, &["."], "a.yaml\n");
    check(&project, &[".", "drafts/b.yaml", "a.tmp.yaml"], "a.tmp.yaml\na.yaml\ndrafts/b.yaml\n");
}

#[test]
fn a_named_file_is_checked_whatever_its_name() {
    let project = Project::new().file("a.scenarios.yaml", CLEAN).file("b.txt", "a: [");
    check(&project, &["b.txt", "a.scenarios.yaml"], "a.scenarios.yaml\nb.txt\n");
    project.run(&["check", "b.txt"]).code(1).out_has("error[syntax]");
}

#[test]
fn listing_nothing_is_not_fine() {
    let project = Project::new().file("a.yaml", CLEAN).file("b/readme.md", "");
    project.run(&["check", "--list-files", "b"]).code(3).out("");
    project.run(&["check", "--list-files", "a.yaml", "gone"]).code(3).out("a.yaml\n").err_has("`gone`");
}

#[cfg(unix)]
#[test]
fn links_to_files_are_followed_and_links_to_folders_are_not() {
    use std::os::unix::fs::symlink;
    let project = Project::new().file("a/real.yaml", CLEAN).file("b/c.yaml", CLEAN);
    symlink(project.path("b/c.yaml"), project.path("a/link.yaml")).unwrap();
    symlink(project.path("."), project.path("a/circle.yaml")).unwrap();
    check(&project, &["a"], "a/link.yaml\na/real.yaml\n");
    symlink("gone", project.path("a/dead.yaml")).unwrap();
    project.run(&["check", "a"]).code(3).err_has("`a/dead.yaml`");
}
