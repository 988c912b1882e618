//! `print`: paper from files, and what is said where there is none.

use crate::project::{CLEAN, Project};

const PROCEDURE: &str = include_str!("../../../../tests/data/records/v1/sandwich.yaml");
const RECORD: &str = include_str!("../../../../tests/data/records/v1/sandwich.jsonl");

fn project() -> Project {
    Project::new().file("sandwich.yaml", PROCEDURE).file("R-1.jsonl", RECORD)
}

#[test]
fn the_name_of_the_file_says_the_format() {
    let project = project();
    project.run(&["print", "sandwich.yaml", "-o", "blank.html", "--lang", "it", "--paper", "letter"]).code(0);
    let page = project.read("blank.html");
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("size:letter") && page.contains("Eseguito da")
    );
    project.run(&["print", "sandwich.yaml", "-o", "blind.md", "--sheet", "verifier", "--copy", "7"]).code(0);
    let sheet = project.read("blind.md");
    assert!(sheet.contains("Verifier’s sheet") && sheet.contains("Controlled copy no. 7"), "{sheet}");
    project.run(&["print", "sandwich.yaml"]).code(0).out_has("<!DOCTYPE html>");
}

#[test]
fn a_record_is_printed_with_its_head() {
    let project = project();
    project.run(&["print", "sandwich.yaml", "--record", "R-1.jsonl", "-o", "run.md"]).code(0);
    let print = project.read("run.md");
    assert!(print.contains("TRIAL") && print.contains("Record ends at | 9:sha256:"), "{print}");
}

#[test]
fn what_cannot_be_printed_is_said() {
    let project = project()
        .file("stir.yaml", CLEAN)
        .file("other/sandwich.yaml", PROCEDURE.replace("Weigh the turkey", "Weigh it"))
        .file("bad.jsonl", "{}");
    let check = |arguments: &[&str], code: i32, said: &str| {
        project.run(arguments).code(code).err_has(said);
    };
    check(&["print", "sandwich.yaml", "-o", "out.doc"], 2, "says no format");
    check(&["print", "missing.yaml"], 3, "there is no such file");
    check(&["print", "sandwich.yaml", "--record", "missing.jsonl"], 3, "can't read");
    check(&["print", "sandwich.yaml", "--record", "bad.jsonl"], 1, "`bad.jsonl` can't be printed");
    check(&["print", "other/sandwich.yaml", "--record", "R-1.jsonl"], 1, "no procedure with the digest");
    check(&["print", "stir.yaml", "--record", "R-1.jsonl"], 1, "the run is of `sandwich`, and `stir.yaml`");
    check(
        &["print", "sandwich.yaml", "--record", "R-1.jsonl", "--sheet", "verifier"],
        2,
        "cannot be used with",
    );
}
