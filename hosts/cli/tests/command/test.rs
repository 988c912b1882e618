//! `test`: scenarios played through the command.

use crate::project::{CLEAN, Project, broken};

const PASSING: &str = "\
scenario: 1
procedure: stir
people:
  ana: {name: Ana Ruiz, roles: [cook]}
cases:
  - name: the soup is stirred
    at: 2026-12-01T09:00:00Z
    acts:
      - {by: ana, start: trial}
      - {by: ana, after: 90 s, perform: stir}
      - expect: {run: completed}
  - name: nobody stirs \"a < b\" & waits
    follows: {case: the soup is stirred, until: stir}
    acts:
      - expect: {run: running}
";

fn project(scenarios: &str) -> Project {
    Project::new().file("procedures/stir.yaml", CLEAN).file("procedures/stir.scenarios.yaml", scenarios)
}

/// The same with its second case failing.
fn failing() -> String {
    PASSING.replace("      - expect: {run: running}\n", "      - expect: {run: rejected}\n")
}

#[test]
fn passing_cases() {
    let project = project(PASSING);
    let out = "procedures/stir.scenarios.yaml: 2 cases passed\n";
    project.run(&["test"]).code(0).out(out).err_has("2 cases in 1 file passed");
    project.run(&["test", "procedures/stir.scenarios.yaml", "--quiet"]).code(0).out(out);
    let filtered = project.run(&["test", "--filter", "NOBODY"]).code(0);
    filtered.out("procedures/stir.scenarios.yaml: 1 case passed\n");
    let covered = project.run(&["test", "--coverage"]).code(0).out_has("  reached: 1 of 1 steps");
    covered.out_has("not reached: refusal `not_effective`");
}

#[test]
fn a_failing_case_shows_line_expectation_and_story() {
    let expected = "\
error: case `nobody stirs \"a < b\" & waits` fails at its line 1
  --> procedures/stir.scenarios.yaml:15:9
   |
15 |       - expect: {run: rejected}
   |         ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = expected: the run is `rejected`
   = happened: it is `running` (`stir` is `open`)

  the run so far:
    on 2026-12-01:
      09:00:00  Ana Ruiz starts a trial

procedures/stir.scenarios.yaml: 1 of 2 cases failed
";
    let project = project(&failing());
    project.run(&["test"]).code(1).out(expected).err_has("1 of 2 cases in 1 file failed");
}

#[test]
fn json_says_which_act_failed() {
    let project = project(&failing());
    let out = project.run(&["test", "--format", "json", "--coverage"]).code(1).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (json["format"].as_u64(), json["passed"].as_u64(), json["failed"].as_u64()),
        (Some(1), Some(1), Some(1))
    );
    let (passed, failed) = (&json["cases"][0], &json["cases"][1]);
    assert_eq!((passed["passed"].as_bool(), passed["act"].as_u64()), (Some(true), None));
    assert_eq!((failed["passed"].as_bool(), failed["act"].as_u64()), (Some(false), Some(1)));
    assert_eq!(failed["file"], "procedures/stir.scenarios.yaml");
    assert!(failed["message"].as_str().unwrap().contains("the run is `rejected`"), "{failed}");
    assert_eq!(json["coverage"][0]["groups"][0]["group"], "steps");
}

#[test]
fn junit_is_escaped_and_counted() {
    let project = project(&failing());
    let out = project.run(&["test", "--format", "junit"]).code(1).out;
    let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"countersign\" tests=\"2\" failures=\"1\" errors=\"0\">
  <testsuite name=\"procedures/stir.scenarios.yaml\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">
    <testcase classname=\"stir\" name=\"the soup is stirred\" file=\"procedures/stir.scenarios.yaml\" line=\"6\"/>
    <testcase classname=\"stir\" name=\"nobody stirs &quot;a &lt; b&quot; &amp; waits\" file=\"procedures/stir.scenarios.yaml\" line=\"12\">
      <failure message=\"expected: the run is `rejected`; happened: it is `running` (`stir` is `open`)\" type=\"case\">";
    assert!(out.starts_with(expected), "{out}");
    assert!(out.ends_with("    </testcase>\n  </testsuite>\n</testsuites>\n"), "{out}");
    let broken = Project::new().file("procedures/a.scenarios.yaml", "scenario: 1\n");
    broken.run(&["test", "--format", "junit"]).code(1).out_has("errors=\"1\"").out_has("<error message=");
}

#[test]
fn what_cant_be_played_is_said() {
    let misspelt = PASSING.replace("perform: stir", "perform: strir");
    let answer = project(&misspelt).run(&["test"]).code(1);
    answer
        .out_has("error[unknown-step-in-case]")
        .out_has("did you mean `stir`?")
        .err_has("could not be played");
    let missing = PASSING.replace("procedure: stir", "procedure: stirr");
    project(&missing)
        .run(&["test"])
        .code(1)
        .out_has("error[nothing-to-test]")
        .out_has("did you mean `stir`?");
    let unsound = Project::new().file("stir.yaml", broken()).file("stir.scenarios.yaml", PASSING);
    unsound.run(&["test", "."]).code(1).out_has("there are errors in the procedure `stir`");
    let elsewhere = PASSING.replace("procedure: stir", "procedure: ../stir.yaml");
    let project = Project::new().file("stir.yaml", CLEAN).file("scenarios/a.scenarios.yaml", elsewhere);
    project.run(&["test", "scenarios"]).code(0);
}

#[test]
fn check_speaks_of_scenarios_too() {
    let project = project(&PASSING.replace("- {by: ana, start", "- {by: anna, start"));
    project.run(&["check"]).code(1).out_has("error[undefined-person]").err_has("1 error in 1 of 2 files");
    let alone = Project::new().file("a/stir.scenarios.yaml", PASSING);
    alone.run(&["check", "a"]).code(1).out_has("error[nothing-to-test]");
}

#[test]
fn nothing_to_test_is_no_success() {
    let project = project(PASSING);
    project.run(&["test", "gone"]).code(3).err_has("can't test `gone`");
    project.run(&["test", "--filter", "no such case"]).code(3).err_has("no case has such a name");
    Project::new().file("procedures/stir.yaml", CLEAN).run(&["test"]).code(3).err_has("nothing to test");
    project.run(&["test", "--format", "xml"]).code(2);
}
