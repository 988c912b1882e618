//! `approve`: a signature that is bound to the content.

use crate::project::{CLEAN, Project, broken};

#[test]
fn an_approval_is_added_and_holds_until_the_content_changes() {
    let project = Project::new().file("stir.yaml", CLEAN).file("broken.yaml", broken());
    let digest = project.run(&["digest", "stir.yaml"]).code(0).out;
    let arguments = ["approve", "stir.yaml", "--by", "Ben Okoro", "--date", "2026-11-24"];
    project.run(&arguments).code(0).err_has("stir.yaml: signed by Ben Okoro");
    let line = format!(
        "approvals:\n  - {{role: approver, name: Ben Okoro, on: 2026-11-24, digest: \"{}\"}}\n",
        digest.trim()
    );
    let expected = CLEAN.replace("changes:", &format!("{line}changes:"));
    assert_eq!(project.read("stir.yaml"), expected);
    project.run(&["digest", "stir.yaml"]).code(0).out(&digest);
    project.run(&["check", "stir.yaml", "--as-of", "2026-12-01"]).code(0);
    let again = ["approve", "stir.yaml", "--by", "BEN OKORO", "--role", "author", "--date", "2026-11-24"];
    project.run(&again).code(1).err_has("[author-is-approver]");
    assert_eq!(project.read("stir.yaml"), expected);
    let project =
        project.file("stir.yaml", expected.replace("Stir the soup\n    by", "Stir the stew\n    by"));
    project.run(&["check", "stir.yaml"]).code(1).out_has("[approval-of-other-content]");
    project.run(&["approve", "broken.yaml", "--by", "Ben Okoro"]).code(1).err_has("was not approved");
    project.run(&["approve", "gone.yaml", "--by", "Ben Okoro"]).code(3);
    project.run(&["approve", "stir.yaml", "--by", " "]).code(2);
    project.run(&["approve", "-", "--by", "Ben Okoro"]).code(2);
    let tab = project.run(&["approve", "stir.yaml", "--by", "Ben\tOkoro"]).code(1);
    tab.err_has("the name has a character in it that doesn't show");
}

#[test]
fn only_what_is_in_the_way_is_said() {
    let head = "status: effective\neffective: 2026-11-25\nreview_by: 2027-11-25\nowner: Chef\nchanges:";
    let project = Project::new().file("stir.yaml", CLEAN.replace("changes:", head));
    let sign = |role: &str, day: &str| {
        project.run(&["approve", "stir.yaml", "--by", "Ana Ruiz", "--role", role, "--date", day])
    };
    let late = sign("author", "2026-11-26").code(1).err_has("[effective-before-approval]");
    assert!(!late.err.contains("[no-approver]"), "{}", late.err);
    sign("author", "2026-11-24").code(0);
    sign("approver", "2026-11-24").code(1).err_has("[author-is-approver]");
}
