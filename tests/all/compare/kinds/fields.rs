//! Fields and their limits.

use super::Table;

pub(super) fn fill(table: &mut Table) {
    let remark = "      remark: {type: text, required: false, record_only: true}\n";
    let clear = "      clear: {type: choice, options: [clear, cloudy, brown], accept: [clear]}\n";
    table.same(&format!("{clear}{remark}"), &format!("{remark}{clear}"), "field_moved - minor");
    table.both(
        "      remark: {type: text, required: false, record_only: true}\n",
        "",
        &["field_removed - major"],
        &["optional_field_added - minor"],
    );
    table.both(
        "      salt: {type: number, unit: g, min: 3, max: 5}\n",
        "",
        &["field_removed weakens major"],
        &["field_added strengthens major"],
    );
    table.both(
        "min: 3, max: 5",
        "min: 3, max: 6",
        &["limit_widened weakens major"],
        &["limit_narrowed strengthens major"],
    );
    table.both(
        "min: 3, max: 5",
        "above: 3, max: 5",
        &["limit_narrowed strengthens major"],
        &["limit_widened weakens major"],
    );
    table.both(
        "min: 3, max: 5",
        "min: 4, max: 6",
        &["limit_narrowed strengthens major", "limit_widened weakens major"],
        &["limit_narrowed strengthens major", "limit_widened weakens major"],
    );
    table.both(
        "min: 3, max: 5",
        "min: 3",
        &["limit_removed weakens major"],
        &["limit_added strengthens major"],
    );
    table.same("min: 3, max: 5", "min: 3, max: 5 + 1", "limit_changed - major");
    table.both(
        "min: 3, max: 5",
        "above: 3, below: 5",
        &["limit_narrowed strengthens major"],
        &["limit_widened weakens major"],
    );
    table.same("min: 3, max: 5", "target: 4, tolerance: 1", "limit_rewritten - minor");
    // Rounded to fewer decimals, more values meet the limit.
    table.both(
        "max: 99.0",
        "max: 99",
        &["limit_widened weakens major"],
        &["limit_narrowed strengthens major"],
    );
    table.both(
        "target: 5, tolerance: 1",
        "target: 5, tolerance: 2",
        &["limit_widened weakens major"],
        &["limit_narrowed strengthens major"],
    );
    table.same(
        "target: 5, tolerance: 1",
        "target: 5.5, tolerance: {plus: 0.5, minus: 1.5}",
        "target_changed - major",
    );
    table.both(
        "alert: {min: 95}",
        "alert: {min: 94}",
        &["alert_changed weakens major"],
        &["alert_changed strengthens minor"],
    );
    table.same("plausible: {max: 110}", "plausible: {max: 120}", "plausibility_changed - minor");
    table.same("unit: L, target", "unit: mL, target", "unit_changed - major");
    table.both(
        "max: 210.2}",
        "max: 211}",
        &["limit_widened weakens major"],
        &["limit_narrowed strengthens major"],
    );
    table.same(", also: [{unit: °F, min: 194, max: 210.2}]", "", "other_unit_changed - major");
    table.same("decimals: 1", "decimals: 2", "resolution_changed - minor");
    table.both(
        "rounding: exact",
        "rounding: half_even",
        &["rounding_changed weakens major", "limit_widened weakens major"],
        &["rounding_changed strengthens major", "limit_narrowed strengthens major"],
    );
    table.both(
        "readings: 3",
        "readings: 2",
        &["readings_changed weakens major"],
        &["readings_changed strengthens minor"],
    );
    table.both(
        "judge: each",
        "judge: mean",
        &["judged_value_changed weakens major"],
        &["judged_value_changed strengthens major"],
    );
    table.both(
        "accept: [clear]",
        "accept: [clear, cloudy]",
        &["limit_widened weakens major"],
        &["limit_narrowed strengthens major"],
    );
    table.both("cloudy, brown]", "cloudy]", &["option_removed - major"], &["option_added - minor"]);
    table.same("[clear, cloudy, brown]", "[clear, brown, cloudy]", "option_moved - patch");
    table.both(
        "required: false, record_only",
        "required: true, record_only",
        &["requirement_changed strengthens major"],
        &["requirement_changed weakens major"],
    );
    table.same(
        "{type: text, required: false, record_only: true}",
        "{type: text, required: false}",
        "record_only_changed - patch",
    );
    table.same(
        "{type: text, required: false, record_only: true}",
        "{type: text, required: false, record_only: true, multiline: true}",
        "lines_changed - minor",
    );
    table.same("remark: {type: text", "remark: {type: evidence", "type_changed - major");
    table.same("boil.level + 1", "boil.level + 2", "formula_changed - major");
    table.both(
        "formula: boil.level + 1, record_only",
        "record_only",
        &["formula_removed weakens major"],
        &["formula_added strengthens major"],
    );
    table.both(
        "pattern: '[0-9]+'",
        "min_length: 2",
        &["limit_removed weakens major", "limit_added strengthens major"],
        &["limit_removed weakens major", "limit_added strengthens major"],
    );
}
