//! Colour, and text that would like to play with the terminal.

use crate::project::{CLEAN, Project, broken};

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let project = Project::new().file("stir.yaml", broken());
    let check = |arguments: &[&str], environment: &[(&str, &str)], expected: bool| {
        let arguments = [&["check", "stir.yaml"], arguments].concat();
        let answer = project.run_with(&arguments, "", environment).code(1);
        assert_eq!(answer.out.contains('\u{1b}'), expected, "{arguments:?} {environment:?}\n{}", answer.out);
    };
    check(&[], &[], false);
    check(&[], &[("TERM", "xterm-256color")], false);
    check(&[], &[("CLICOLOR_FORCE", "1")], true);
    check(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false);
    check(&["--color", "always"], &[("NO_COLOR", "1")], true);
    check(&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false);
    check(&["--color", "always", "--format", "json"], &[], false);
}

#[test]
fn colour_changes_nothing_but_colour() {
    let project = Project::new().file("stir.yaml", broken());
    let plain = project.run(&["check", "stir.yaml"]).out;
    let styled = project.run(&["check", "stir.yaml", "--color", "always"]).out;
    let mut stripped = String::new();
    for part in styled.split('\u{1b}') {
        match part.strip_prefix('[').and_then(|rest| rest.split_once('m')) {
            Some((_, text)) => stripped.push_str(text),
            None => stripped.push_str(part),
        }
    }
    assert_eq!(stripped, plain);
}

#[test]
fn hostile_characters_are_written_out() {
    let keys = "    \"t\\e[31mi\\u202et\": x\n    a\u{1b}]0;title\u{7}b\u{202e}c\u{200b}: x\n";
    let text = format!("{CLEAN}{keys}");
    let project = Project::new().file("a.yaml", text).file("b.yaml", CLEAN.replace("  - id", "\t- id\r"));
    for color in ["always", "never"] {
        let answer = project.run(&["check", ".", "--color", color]).code(1);
        let unseen = |it: char| it.is_control() && it != '\n' && it != '\u{1b}';
        assert!(!answer.out.contains(unseen), "{}", answer.out.escape_debug());
        for hidden in ["\u{1b}]", "\u{1b}[31mi", "\u{202e}", "\u{200b}"] {
            assert!(!answer.out.contains(hidden), "{}", answer.out.escape_debug());
        }
        answer
            .out_has("`t\\u{1b}[31mi\\u{202e}t` is not a key of a step")
            .out_has("a\\u{1b}]0;title\\u{7}b\\u{202e}c\\u{200b}: x");
    }
}

#[cfg(unix)]
#[test]
fn hostile_file_names_are_written_out() {
    let project = Project::new().file("a\u{1b}[2J.yaml", broken());
    project.run(&["check", "."]).code(1).out_has("a\\u{1b}[2J.yaml:13:5").out_lacks("\u{1b}");
    project.run(&["check", ".", "--list-files"]).code(0).out("a\\u{1b}[2J.yaml\n");
    let answer = project.run(&["check", "gone\u{1b}[2J"]).code(3).err_has("gone\\u{1b}[2J");
    assert!(!answer.err.contains('\u{1b}'));
}

#[test]
fn a_long_line_is_cut_around_what_is_meant() {
    let long = "ä".repeat(3000);
    let project =
        Project::new().file("a.yaml", format!("{CLEAN}  - {{id: x, do: {long}, tilte: {long}, by: cook}}\n"));
    let answer = project.run(&["check", "a.yaml"]).code(1).out_has("a.yaml:13:3019").out_has(", tilte: ");
    assert!(answer.out.lines().all(|line| line.chars().count() < 130), "{}", answer.out);
}
