//! The head, the roles and the inputs.

use super::Table;

pub(super) fn fill(table: &mut Table) {
    table.same("id: example", "id: other", "id_changed - major");
    table.same("version: 1.0.0\ntitle", "version: 1.1.0\ntitle", "version_changed - no");
    table.same("number: SOP-1", "number: SOP-2", "number_changed - patch");
    table.same("2026-12-01", "2026-12-02", "date_changed - patch");
    table.same("First issue.", "First.", "history_rewritten - patch");
    table.same("Good soup.", "Fine soup.", "text_changed - patch");
    table.same("Good soup.", "Good soup in 5 minutes.", "text_changed - minor");
    table.same("Buena sopa.", "Rica sopa.", "translation_changed - patch");
    table.same("Food code", "Health code", "reference_changed - patch");
    table.both(
        "changes:\n",
        "changes:\n  - {version: 1.1.0, on: 2026-11-21, what: More.}\n",
        &["history_added - no"],
        &["history_rewritten - patch"],
    );
    table.both(
        "{en: Good soup., es: Buena sopa.}",
        "{en: Good soup.}",
        &["translation_removed - minor"],
        &["translation_added - patch"],
    );
    table.both(
        "number: SOP-1",
        "language: es",
        &["language_changed - minor", "number_changed - patch"],
        &["language_changed - minor", "number_changed - patch"],
    );
    table.both(
        "  spoon: {title: {en: Spoon, es: Cuchara}}\n",
        "",
        &["item_removed - minor"],
        &["item_added - minor"],
    );
    table.both(
        ", needs: [food_handler]",
        "",
        &["qualification_removed weakens major"],
        &["qualification_added strengthens major"],
    );
    table.both(
        "\nroles:\n",
        "\nsafety:\n  - {warning: {en: Steam burns.}}\nroles:\n",
        &["hazard_added strengthens minor"],
        &["hazard_removed weakens major"],
    );
    table.same("people: 4", "people: 5", "role_holders_changed - minor");
    table.both(
        "  guest: {title: {en: Guest, es: Cliente}}\n",
        "",
        &["role_removed - major"],
        &["role_added - minor"],
    );
    table.both(
        "separate: [[cook, guest]]\n",
        "",
        &["separation_removed weakens major"],
        &["separation_added strengthens minor"],
    );
    table.both(
        "late_after: 15 min",
        "late_after: 20 min",
        &["late_entry_changed weakens major"],
        &["late_entry_changed strengthens minor"],
    );
    table.both(
        "  order: {title: {en: Order, es: Pedido}, type: text, pattern: '[0-9]+'}\n",
        "",
        &["input_removed weakens major"],
        &["input_added strengthens major"],
    );
    table.both(
        "release: {by: lead}\n",
        "",
        &["release_removed weakens major"],
        &["release_added strengthens minor"],
    );
    table.both(
        "release: {by: lead}",
        "release: {by: [lead, cook]}",
        &["releasers_changed weakens major"],
        &["releasers_changed strengthens major"],
    );
    table.same("[[cook, guest]]", "[[guest, cook]]", "separation_changed - patch");
    table.same(
        "rounding: half_up}",
        "rounding: half_up, on_fail: {decide: {scrap: lead}}}",
        "default_moved - patch",
    );
    table.both(
        "inputs:\n",
        "inputs:\n  table: {type: text, required: false, record_only: true}\n",
        &["optional_input_added - minor"],
        &["input_removed - major"],
    );
    let order = "  order: {title: {en: Order, es: Pedido}, type: text, pattern: '[0-9]+'}\n";
    let guests = "  guests: {title: {en: Guests, es: Comensales}, type: count, min: 1, max: 9}\n";
    table.same(&format!("{order}{guests}"), &format!("{guests}{order}"), "input_moved - minor");
}
