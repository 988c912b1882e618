//! The second person's checks, and what happens when a step fails.

use super::{BASE, Table};

pub(super) fn fill(table: &mut Table) {
    table.both(
        "how: independent",
        "how: witness",
        &["verification_method_changed weakens major"],
        &["verification_method_changed strengthens minor"],
    );
    table.both(
        "verify: {by: lead",
        "verify: {by: [lead, guest]",
        &["verifiers_changed weakens major"],
        &["verifiers_changed strengthens minor"],
    );
    table.both(
        "people: 1",
        "people: 2",
        &["verifier_count_changed strengthens minor"],
        &["verifier_count_changed weakens major"],
    );
    table.both(
        "fields: [heat, level]",
        "fields: [heat]",
        &["verified_fields_changed weakens major"],
        &["verified_fields_changed strengthens minor"],
    );
    table.both(
        "agree: {level: 0.2}",
        "agree: {level: 0.3}",
        &["agreement_changed weakens major"],
        &["agreement_changed strengthens minor"],
    );
    table.same("agree: {level: 0.2}", "agree: {level: 0.20}", "agreement_changed - patch");
    table.both(
        "before: next",
        "before: release",
        &["verification_due_changed weakens major"],
        &["verification_due_changed strengthens minor"],
    );
    table.both(
        "within: 5 min",
        "within: 6 min",
        &["witness_time_changed weakens major"],
        &["witness_time_changed strengthens minor"],
    );
    table.both(
        "attempts: 2, then",
        "attempts: 3, then",
        &["disagreement_changed weakens major"],
        &["disagreement_changed strengthens major"],
    );
    table.both(
        "verify: {by: lead",
        "verify: {apart_from: [season], by: lead",
        &["separation_added strengthens minor"],
        &["separation_removed weakens major"],
    );
    table.same("verify: {by: lead", "verify: {id: taste, by: lead", "verification_renamed - major");
    let verify = BASE.lines().find(|line| line.contains("verify:")).map(|line| format!("{line}\n")).unwrap();
    table.both(
        &verify,
        "",
        &["verification_removed weakens major"],
        &["verification_added strengthens minor"],
    );
    table.same(
        "[{id: a, by: lead, how: review}, {id: b, by: guest, how: review}]",
        "[{id: b, by: guest, how: review}, {id: a, by: lead, how: review}]",
        "verification_moved - minor",
    );
    // Failure.
    table.both(
        "block: run",
        "block: release",
        &["block_changed weakens major"],
        &["block_changed strengthens major"],
    );
    table.both(
        "attempts: 3}",
        "attempts: 4}",
        &["rework_changed weakens major"],
        &["rework_changed strengthens major"],
    );
    table.both(
        "rework: cook, scrap: lead",
        "rework: cook, use_as_is: lead, scrap: lead",
        &["disposition_allowed weakens major"],
        &["disposition_forbidden strengthens major"],
    );
    table.both(
        "rework: cook, scrap: lead",
        "rework: [cook, guest], scrap: lead",
        &["deciders_changed weakens major"],
        &["deciders_changed strengthens major"],
    );
    table.both(
        "    on_fail: {decide: {scrap: lead}}\n",
        "",
        &["on_fail_removed weakens major"],
        &["on_fail_added strengthens major"],
    );
    assert!(table.failures.is_empty(), "{}", table.failures.join("\n"));
}
