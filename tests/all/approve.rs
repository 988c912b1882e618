//! Approvals are added to a file, and everything else in it stays, byte for byte.

use countersign::document::{Approval, ApprovalRole};
use countersign::edit;
use countersign::procedure::{ApproveError, Procedure, approve};
use countersign::source::Source;

const HEAD: &str = "# the soup\ncountersign: 1\nid: stir\nversion: 1.0.0 # first\ntitle: Stir the soup\n";
const REST: &str = "changes: # newest first\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\nroles: {cook: {title: Cook}}\nsteps:\n  - {id: stir, title: Stir the soup, by: cook}\n";

fn approval(role: ApprovalRole, name: &str) -> Approval {
    Approval { role, name: name.to_owned(), on: "2026-11-24".parse().unwrap(), digest: None }
}

/// Approves `HEAD`, a middle part and `REST`; the middle part is expected to be another one, with `DIGEST` for the digest.
#[track_caller]
fn check(middle: &str, name: &str, expected: Result<&str, &str>) {
    let text = format!("{HEAD}{middle}{REST}");
    let found = approve(Source::new("stir.yaml", &text), &approval(ApprovalRole::Approver, name));
    match (found, expected) {
        (Ok(edit), Ok(expected)) => {
            let edited = edit::apply(&text, &[edit]).unwrap();
            let procedure = Procedure::parse(&edited).unwrap_or_else(|report| panic!("{report}\n{edited}"));
            let digest = procedure.digest().to_string();
            assert_eq!(edited, format!("{HEAD}{}{REST}", expected.replace("DIGEST", &digest)));
            let last = procedure.document().approvals.last().unwrap();
            assert_eq!((last.name.as_str(), last.digest.as_deref()), (name, Some(digest.as_str())));
        }
        (Err(ApproveError::Layout), Err("layout")) | (Err(ApproveError::Name), Err("name")) => {}
        (Err(ApproveError::Errors(report)), Err(rule)) => {
            let found = report.findings().iter().any(|finding| finding.rule == rule);
            assert!(found, "no {rule} in\n{report}");
        }
        (found, expected) => panic!("{found:?} instead of {expected:?}"),
    }
}

#[test]
fn an_approval_is_written_as_those_that_are_there() {
    let new = "{role: approver, name: Ben Okoro, on: 2026-11-24, digest: \"DIGEST\"}";
    check("", "Ben Okoro", Ok(&format!("approvals:\n  - {new}\n")));
    check(
        "owner: Kitchen manager # for now\n",
        "Ben Okoro",
        Ok(&format!("owner: Kitchen manager # for now\napprovals:\n  - {new}\n")),
    );
    check(
        "owner: |\n  Kitchen\n  manager\n\n",
        "Ben Okoro",
        Ok(&format!("owner: |\n  Kitchen\n  manager\napprovals:\n  - {new}\n\n")),
    );
    check(
        "owner:\n  en: Chef\n  # last\n",
        "Ben Okoro",
        Ok(&format!("owner:\n  en: Chef\napprovals:\n  - {new}\n  # last\n")),
    );
    let author = "approvals:\n# who wrote it\n-   {role: author, name: Ana Ruiz, on: 2026-11-23} # by hand\n";
    check(author, "Ben Okoro", Ok(&format!("{author}-   {new}\n")));
    let block = "approvals:\n  - role: author\n    name: Ana Ruiz\n    on: 2026-11-23 # by hand\n";
    let added = "  - role: approver\n    name: Ben Okoro\n    on: 2026-11-24\n    digest: \"DIGEST\"\n";
    check(block, "Ben Okoro", Ok(&format!("{block}{added}")));
    check("approvals: [] # none yet\n", "Ben Okoro", Ok(&format!("approvals: [{new}] # none yet\n")));
    let author = "{role: author, name: Ana Ruiz, on: 2026-11-23}";
    check(
        &format!("approvals: [ {author} ]\n"),
        "Ben Okoro",
        Ok(&format!("approvals: [ {author}, {new} ]\n")),
    );
    check(
        &format!("approvals: [\n  {author}, # by hand\n]\n"),
        "Ben Okoro",
        Ok(&format!("approvals: [\n  {author}, {new}, # by hand\n]\n")),
    );
    let quoted = new.replace("Ben Okoro", "\"O'Neill, B.\"");
    check("", "O'Neill, B.", Ok(&format!("approvals:\n  - {quoted}\n")));
}

#[test]
fn what_cant_be_done_exactly_or_rightly_is_refused() {
    check(
        "approvals:\n  - {role: author, name: Ana Ruiz, on: 2026-11-23}\n",
        "ana ruiz",
        Err("author-is-approver"),
    );
    check("owner: [a]\n", "Ben Okoro", Err("wrong-type"));
    check("", "Ben\u{7}", Err("name"));
    check(
        "approvals:\n  -\n    role: author\n    name: Ana Ruiz\n    on: 2026-11-23\n",
        "Ben Okoro",
        Err("layout"),
    );
    let foreign = format!(
        "approvals:\n  - {{role: author, name: Ana Ruiz, on: 2026-11-23, digest: \"sha256:{}\"}}\n",
        "0".repeat(64)
    );
    check(&foreign, "Ben Okoro", Err("approval-of-other-content"));
}

#[test]
fn what_is_in_force_can_be_signed_by_one_after_the_other() {
    let dates = "status: effective\neffective: 2026-11-25\nreview_by: 2027-11-25\nowner: Chef\n";
    let text = format!("{HEAD}{dates}{REST}").replace('\n', "\r\n");
    assert!(Procedure::parse(&text).is_err(), "nobody approved it");
    let author = approve(Source::new("", &text), &approval(ApprovalRole::Author, "Ana Ruiz")).unwrap();
    let text = edit::apply(&text, &[author]).unwrap();
    assert!(Procedure::parse(&text).is_err(), "only its author signed it");
    let approver = approve(Source::new("", &text), &approval(ApprovalRole::Approver, "Ben Okoro")).unwrap();
    let text = edit::apply(&text, &[approver]).unwrap();
    assert!(Procedure::parse(&text).is_ok());
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let edited = text.replace("Stir the soup", "Stir the stew");
    assert!(Procedure::parse(&edited).is_err(), "what they signed is another text now");
}
