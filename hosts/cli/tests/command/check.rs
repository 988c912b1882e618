//! `check`: exit codes, several files, standard input, reports.

use crate::project::{CLEAN, Project, broken};

#[test]
fn a_clean_file_says_nothing_on_standard_output() {
    let project = Project::new().file("procedures/stir.yaml", CLEAN);
    project.run(&["check"]).code(0).out("").err_has("nothing found in 1 file\n");
    project.run(&["check", "--quiet"]).code(0).out("");
}

#[test]
fn a_finding_shows_the_line_with_carets() {
    let project = Project::new().file("stir.yaml", broken());
    let expected = "\
error[unknown-key]: `tilte` is not a key of a step
  --> stir.yaml:13:5
   |
13 |     tilte: x
   |     ^^^^^
   |
   = help: did you mean `title`?

";
    project.run(&["check", "stir.yaml"]).code(1).out(expected).err_has("1 error in 1 of 1 file\n");
}

#[test]
fn a_related_place_is_marked_in_the_same_frame_or_named() {
    let twice = CLEAN.replace("    by: cook", "    by: cook\n    by: cook");
    let far = format!("{CLEAN}{}title: again\n", "\n".repeat(40));
    let project = Project::new().file("far.yaml", far).file("near.yaml", twice);
    project
        .run(&["check", "."])
        .code(1)
        .out_has("12 |     by: cook\n   |     -- first here\n13 |     by: cook\n   |     ^^\n")
        .out_has("= note: first here at far.yaml:4:1\n");
}

#[test]
fn one_broken_file_hides_no_other() {
    let mut project =
        Project::new().file("a/0.yaml", "a: [").file("a/1.yaml", b"\xff\xfe").file("a/2.yaml", "");
    for number in 10..210 {
        project = project.file(&format!("a/{number}.yaml"), broken());
    }
    let answer = project.run(&["check", "a", "--max", "0"]).code(1);
    assert_eq!(answer.out.matches("error[unknown-key]").count(), 200);
    answer
        .out_has("error[syntax]")
        .out_has("error[not-utf8]")
        .out_has("error[empty-file]")
        .err_has("203 of 203 files");
}

#[test]
fn only_so_many_findings_are_shown_but_all_are_counted() {
    let mut project = Project::new();
    for number in 0..7 {
        project = project.file(&format!("a/{number}.yaml"), broken());
    }
    let answer = project.run(&["check", "a", "--max", "3", "--report", "human=all.txt"]).code(1);
    assert_eq!(answer.out.matches("error[").count(), 3);
    answer.out_has("… and 4 findings more (--max 0 shows all)\n").err_has("7 errors in 7 of 7 files");
    assert_eq!(project.read("all.txt").matches("error[").count(), 7);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let mut project = Project::new();
    for number in 0..150 {
        let text = if number % 3 == 0 { broken() } else { CLEAN.to_owned() };
        project = project.file(&format!("a/{}/{number}.yaml", number % 7), text);
    }
    for format in ["human", "json"] {
        let answers = ["1", "2", "8"].map(|jobs| {
            let answer =
                project.run(&["check", "a", "--max", "0", "--format", format, "--jobs", jobs]).code(1);
            (answer.out, answer.err)
        });
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }
}

#[test]
fn standard_input() {
    let project = Project::new();
    project.run_with(&["check", "-"], CLEAN, &[]).code(0);
    project.run_with(&["check", "-"], &broken(), &[]).code(1).out_has("--> <stdin>:13:5");
    let named = ["check", "-", "--stdin-filename", "./a/stir.yaml"];
    project.run_with(&named, &broken(), &[]).code(1).out_has("--> a/stir.yaml:13:5");
    project.run(&["check", "a.yaml", "--stdin-filename", "b.yaml"]).code(2).err_has("--stdin-filename");
}

#[test]
fn standard_input_stands_for_the_file_of_its_name() {
    let project = Project::new().file("stir.yaml", broken());
    let arguments = ["check", "stir.yaml", "-", "--stdin-filename", "stir.yaml"];
    project.run_with(&arguments, CLEAN, &[]).code(0).err_has("nothing found in 1 file");
}

#[test]
fn what_is_missing_counts_more_than_findings_and_stops_nothing() {
    let project = Project::new().file("stir.yaml", broken());
    project
        .run(&["check", "gone.yaml", "stir.yaml"])
        .code(3)
        .out_has("error[unknown-key]")
        .err_has("error: can't check `gone.yaml`: there is no such file or folder\n")
        .err_has("1 error in 1 of 1 file; 1 path could not be looked at");
    project.run(&["check"]).code(3).err_has("can't check `procedures`");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_counts_most() {
    let project = Project::new().file("stir.yaml", broken());
    // Reading one's own memory from its start fails for everybody, root included.
    let answer = project.run(&["check", "gone.yaml", "stir.yaml", "/proc/self/mem"]).code(4);
    answer.out_has("error[unknown-key]").err_has("can't check `/proc/self/mem`");
}

#[test]
fn nothing_to_check_is_not_fine() {
    let project = Project::new().file("procedures/readme.md", "");
    project.run(&["check"]).code(3).err_has("nothing to check");
}

#[test]
fn a_file_that_is_too_large_is_a_finding() {
    let project =
        Project::new().file("a.yaml", "#".repeat(3 * 1024 * 1024)).file("b.yaml", "é".repeat(700_000));
    let answer = project.run(&["check", "."]).code(1);
    assert_eq!(answer.out.matches("error[file-too-large]").count(), 2, "{}", answer.out);
    answer.out_lacks("not-utf8");
}

#[test]
fn several_reports_come_of_one_run() {
    let project = Project::new().file("stir.yaml", broken());
    let arguments = ["check", "stir.yaml", "--report", "json=a.json", "--report", "human=b.txt"];
    let answer = project.run(&arguments).code(1);
    assert_eq!(answer.out, project.read("b.txt"));
    let json = project.run(&["check", "stir.yaml", "--format", "json"]).code(1);
    assert_eq!(json.out, project.read("a.json"));
    project.run(&["check", "stir.yaml", "--report", "xml=a"]).code(2).err_has("there are human, json");
    project.run(&["check", "stir.yaml", "--report", "json=no/a.json"]).code(4).out("").err_has("no/a.json");
}

#[test]
fn the_day_can_be_said() {
    let project = Project::new().file("stir.yaml", CLEAN);
    project.run(&["check", "stir.yaml", "--as-of", "2026-12-01"]).code(0);
    project.run(&["check", "stir.yaml", "--as-of", "1.12.2026"]).code(2).err_has("is not a date");
}
