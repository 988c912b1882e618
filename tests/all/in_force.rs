//! Which version of a procedure is in force on a day, and that a run finds the one it started with.

use countersign::compare::Edition;
use countersign::manual::Manual;
use countersign::procedure::Procedure;
use countersign::source::Source;

/// A version with both signatures under its own content.
pub(crate) fn version(number: &str, status: &str, from: &str) -> Procedure {
    let text = |digest: &str| {
        format!(
            "countersign: 1\nid: stir\nversion: {number}\ntitle: Stir the soup\nstatus: {status}\neffective: {from}\n\
             review_by: 2030-01-01\nowner: Chef\napprovals:\n\
             - {{role: author, name: Ana Ruiz, on: 2026-01-01, digest: '{digest}'}}\n\
             - {{role: approver, name: Ben Okoro, on: 2026-01-01, digest: '{digest}'}}\n\
             changes: [{{version: {number}, on: 2026-01-01, what: An issue.}}]\nroles: {{cook: {{title: Cook}}}}\n\
             steps: [{{id: stir, title: Stir the soup, by: cook}}]\n"
        )
    };
    let unsigned = text("");
    let digest = Edition::read(Source::new("", &unsigned)).unwrap().digest();
    Procedure::parse(&text(&digest.to_string())).unwrap()
}

#[test]
fn the_newest_that_is_effective_by_then() {
    let versions = [
        version("1.0.0", "effective", "2026-02-01"),
        version("1.1.0", "retired", "2026-03-01"),
        version("2.0.0", "effective", "2026-06-01"),
        version("3.0.0", "draft", "2026-07-01"),
    ];
    let first = versions[0].digest();
    let manual = Manual::new(versions);
    let check = |day: &str, expected: Option<&str>| {
        let found = manual.in_force("stir", day.parse().unwrap()).map(|it| it.version().to_string());
        assert_eq!(found.as_deref(), expected, "{day}");
    };
    check("2026-01-31", None);
    check("2026-02-01", Some("1.0.0"));
    check("2026-05-31", Some("1.0.0"));
    check("2026-06-01", Some("2.0.0"));
    check("2028-01-01", Some("2.0.0"));
    assert!(manual.in_force("other", "2028-01-01".parse().unwrap()).is_none());
    // A run of the first version goes on by it, whatever came later.
    assert_eq!(manual.by_digest(first).map(|it| it.version().to_string()).as_deref(), Some("1.0.0"));
    assert_eq!(manual.newest("stir").map(|it| it.version().to_string()).as_deref(), Some("3.0.0"));
}

#[test]
fn a_record_finds_all_that_it_was_made_with() {
    let inner = version("1.0.0", "effective", "2026-02-01");
    let outer = |number: &str, used: &str| {
        let text = format!(
            "countersign: 1\nid: outer\nversion: {number}\ntitle: Cook\n\
             changes: [{{version: {number}, on: 2026-01-01, what: An issue.}}]\nroles: {{cook: {{title: Cook}}}}\n\
             steps: [{{id: soup, title: Stir, use: {{procedure: stir, version: '{used}', roles: {{cook: cook}}}}}}]\n"
        );
        Procedure::parse(&text).unwrap()
    };
    let first = Manual::new([inner.clone(), outer("1.0.0", ">=1, <3")]);
    let plan = first.plan("outer", &"1.0.0".parse().unwrap()).unwrap();
    let digests: Vec<_> = plan.digests().collect();
    // What came later is not what the run was made with, whatever versions would do now.
    let later = Manual::new([
        inner,
        outer("1.0.0", ">=1, <3"),
        version("2.0.0", "effective", "2026-03-01"),
        outer("2.0.0", ">=2, <3"),
    ]);
    assert_eq!(later.pinned(digests[0], &digests[1..]).unwrap(), plan);
    assert_ne!(later.plan("outer", &"1.0.0".parse().unwrap()).unwrap(), plan);
    let gone = Manual::new([outer("1.0.0", ">=1, <3")]).pinned(digests[0], &digests[1..]).unwrap_err();
    assert_eq!(gone.to_string(), format!("no procedure with the digest `{}` is in the manual", digests[1]));
}

#[test]
fn nothing_is_in_force_that_nobody_approved() {
    // A run starts from a procedure, and without both signatures under its own content there is none.
    let unsigned = "countersign: 1\nid: stir\nversion: 1.0.0\ntitle: Stir\nstatus: effective\neffective: 2026-02-01\n\
        review_by: 2027-01-01\nowner: Chef\nchanges: [{version: 1.0.0, on: 2026-01-01, what: An issue.}]\n\
        roles: {cook: {title: Cook}}\nsteps: [{id: stir, title: Stir, by: cook}]\n";
    let report = Procedure::parse(unsigned).unwrap_err();
    assert!(report.findings().iter().any(|it| it.rule == "effective-without-approval"), "{report}");
}
