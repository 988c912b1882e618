//! Steps: what they say, when they are done and by whom.

use super::Table;

pub(super) fn fill(table: &mut Table) {
    table.both(
        "    warning: {en: Steam burns., es: El vapor quema.}\n",
        "",
        &["hazard_removed weakens major"],
        &["hazard_added strengthens minor"],
    );
    table.both(
        "warning: {en: Steam",
        "caution: {en: Steam",
        &["hazard_lowered weakens major"],
        &["hazard_raised strengthens minor"],
    );
    table.same("Steam burns.", "Hot steam burns.", "hazard_changed - minor");
    table.both(
        "    by: cook\n    record:\n      heat",
        "    by: [cook, guest]\n    record:\n      heat",
        &["performers_changed weakens major"],
        &["performers_changed strengthens major"],
    );
    table.both(
        "    when: input.guests > 2\n",
        "",
        &["condition_removed strengthens major"],
        &["condition_added weakens major"],
    );
    table.same("input.guests > 2", "input.guests > 3", "condition_changed - major");
    table.both(
        "    hold_point: {by: lead}\n",
        "",
        &["hold_point_removed weakens major"],
        &["hold_point_added strengthens minor"],
    );
    table.both(
        "hold_point: {by: lead}",
        "hold_point: {by: [lead, cook]}",
        &["hold_point_changed weakens major"],
        &["hold_point_changed strengthens major"],
    );
    table.both(
        "hold_point: {by: lead}",
        "hold_point: {by: lead, apart_from: run}",
        &["separation_added strengthens minor"],
        &["separation_removed weakens major"],
    );
    table.both(
        "at_most: 30 min",
        "at_most: 40 min",
        &["time_limit_changed weakens major"],
        &["time_limit_changed strengthens major"],
    );
    table.both(
        "    time:\n      - {at_most: 30 min, after: start}\n",
        "",
        &["time_limit_removed weakens major"],
        &["time_limit_added strengthens major"],
    );
    table.both(
        "    takes: 10 min\n",
        "    takes: 10 min\n    critical: true\n",
        &["critical_changed strengthens major"],
        &["critical_changed weakens major"],
    );
    table.same("takes: 10 min", "takes: 11 min", "expected_time_changed - patch");
    table.same("equipment: [pot]", "equipment: [pot, spoon]", "equipment_changed - minor");
    table.both(
        "    not_applicable: {by: lead}\n",
        "",
        &["not_applicable_changed strengthens major"],
        &["not_applicable_changed weakens major"],
    );
    table.both(
        "order: strict",
        "order: any",
        &["order_changed weakens major"],
        &["order_changed strengthens major"],
    );
    table.both(
        "order: strict",
        "uninterrupted: true",
        &["interruption_changed strengthens minor"],
        &["interruption_changed weakens major"],
    );
    table.both(
        "    repeat: {min: 2, max: 4}\n",
        "",
        &["repeat_removed weakens major"],
        &["repeat_added strengthens major"],
    );
    table.both(
        "repeat: {min: 2,",
        "repeat: {min: 1,",
        &["repeat_changed weakens major"],
        &["repeat_changed strengthens major"],
    );
    table.both(
        "      - id: bring\n        title: {en: Bring it, es: Llevarlo}\n",
        "",
        &["step_removed - major"],
        &["step_added - major"],
    );
    table.same("id: bring", "id: carry", "step_renamed - major");
    let last = "release: {by: lead}\n";
    table.both(
        last,
        &format!("  - {{id: rest, title: Rest, by: cook, when: input.guests > 3}}\n{last}"),
        &["optional_step_added - minor"],
        &["step_removed - major"],
    );
    table.same("use: {procedure: clean", "use: {procedure: wipe", "use_changed - major");
    table.same("with: {order: input.order}", "with: {order: '1'}", "use_changed - major");
    table.same("version: '>=1'", "version: '>=2'", "used_version_changed - minor");
    let used =
        "    use: {procedure: clean, version: '>=1', with: {order: input.order}, roles: {cook: cook}}\n";
    table.both(used, "", &["use_removed weakens major"], &["use_added strengthens major"]);
}
