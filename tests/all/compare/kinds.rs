//! One change of each kind, forwards and backwards: its kind, its effect and the step it asks for.

use std::collections::BTreeSet;

use countersign::compare::{Change, ChangeKind, Effect, compare};
use countersign::document::Document;
use countersign::procedure::Procedure;

/// A procedure in which nearly everything that can be said is said once.
const BASE: &str = "\
countersign: 1
id: example
version: 1.0.0
title: {en: Make the soup, es: Preparar la sopa}
number: SOP-1
effective: 2026-12-01
changes:
  - {version: 1.0.0, on: 2026-11-20, what: {en: First issue., es: Primera edición.}}
purpose: {en: Good soup., es: Buena sopa.}
references:
  - {title: {en: Food code, es: Código alimentario}}
equipment:
  pot: {title: {en: Pot, es: Olla}}
  spoon: {title: {en: Spoon, es: Cuchara}}
roles:
  cook: {title: {en: Cook, es: Cocinero}, needs: [food_handler]}
  lead: {title: {en: Lead, es: Jefe}, people: 4}
  guest: {title: {en: Guest, es: Cliente}}
separate: [[cook, guest]]
inputs:
  order: {title: {en: Order, es: Pedido}, type: text, pattern: '[0-9]+'}
  guests: {title: {en: Guests, es: Comensales}, type: count, min: 1, max: 9}
defaults: {late_after: 15 min, rounding: half_up}
steps:
  - id: boil
    title: {en: Boil the water, es: Hervir el agua}
    do: {en: Boil it., es: Hervirla.}
    warning: {en: Steam burns., es: El vapor quema.}
    by: cook
    record:
      heat: {type: number, unit: °C, decimals: 1, min: 90.0, max: 99.0, alert: {min: 95}, plausible: {max: 110}, also: [{unit: °F, min: 194, max: 210.2}]}
      level: {type: number, unit: L, target: 5, tolerance: 1, readings: 3, judge: each, rounding: exact}
      clear: {type: choice, options: [clear, cloudy, brown], accept: [clear]}
      remark: {type: text, required: false, record_only: true}
    verify: {by: lead, how: independent, people: 1, fields: [heat, level], agree: {level: 0.2}, within: 5 min, before: next, on_disagree: {attempts: 2, then: guest}}
    hold_point: {by: lead}
    time:
      - {at_most: 30 min, after: start}
    on_fail: {block: run, rework: {back_to: self, attempts: 3}, decide: {rework: cook, scrap: lead}}
    equipment: [pot]
    takes: 10 min
  - id: season
    title: {en: Season it, es: Sazonarla}
    by: cook
    when: input.guests > 2
    record:
      total: {type: number, unit: L, formula: boil.level + 1, record_only: true}
      salt: {type: number, unit: g, min: 3, max: 5}
    on_fail: {decide: {scrap: lead}}
    not_applicable: {by: lead}
  - id: serve
    title: {en: Serve it, es: Servirla}
    by: cook
    order: strict
    repeat: {min: 2, max: 4}
    steps:
      - id: fill
        title: {en: Fill a bowl, es: Llenar un plato}
        verify: [{id: a, by: lead, how: review}, {id: b, by: guest, how: review}]
      - id: bring
        title: {en: Bring it, es: Llevarlo}
  - id: clean
    title: {en: Clean up, es: Limpiar}
    use: {procedure: clean, version: '>=1', with: {order: input.order}, roles: {cook: cook}}
release: {by: lead}
";

/// What is compared here needn't pass the rules; it must only be read in full.
fn document(text: &str) -> Document {
    let source = countersign::source::Source::new("example.yaml", text);
    let edition = countersign::compare::Edition::read(source).expect("a procedure");
    assert!(edition.is_sound(), "{}\n{text}", countersign::rules::check(source, None));
    edition.document().clone()
}

/// The changes from one text to another, as `kind effect step`.
fn said(old: &str, new: &str) -> BTreeSet<String> {
    let word = |change: &Change| {
        let effect = match change.effect {
            Effect::Weakens => "weakens",
            Effect::Neutral => "-",
            Effect::Strengthens => "strengthens",
        };
        format!("{} {effect} {}", change.kind.word(), change.step)
    };
    compare(&document(old), &document(new)).changes.iter().map(word).collect()
}

/// What the lines of the table came to.
#[derive(Default)]
struct Table {
    kinds: BTreeSet<String>,
    failures: Vec<String>,
}

impl Table {
    /// Replaces a part of `BASE` that stands there once, and looks at both directions.
    fn both(&mut self, part: &str, other: &str, forwards: &[&str], backwards: &[&str]) {
        assert_eq!(BASE.matches(part).count(), 1, "`{part}` must stand once in the base");
        let changed = BASE.replace(part, other);
        for (old, new, expected) in [(BASE, changed.as_str(), forwards), (&changed, BASE, backwards)] {
            let found = said(old, new);
            let expected: BTreeSet<String> = expected.iter().map(|it| (*it).to_owned()).collect();
            if found != expected {
                self.failures.push(format!("`{part}` and `{other}`: {found:?} instead of {expected:?}"));
            }
            self.kinds.extend(found.iter().filter_map(|it| it.split(' ').next()).map(str::to_owned));
        }
    }

    /// The same where both directions come to the same.
    fn same(&mut self, part: &str, other: &str, expected: &str) {
        self.both(part, other, &[expected], &[expected]);
    }
}

#[test]
fn the_base_is_a_procedure_in_full() {
    assert!(said(BASE, BASE).is_empty());
    let procedure = Procedure::from_document(&document(BASE));
    let shape =
        |report: &countersign::finding::Report| report.findings().iter().any(|it| it.rule == "wrong-type");
    assert!(!procedure.err().is_some_and(|report| shape(&report)));
}

#[test]
fn each_kind_in_both_directions() {
    let mut table = Table::default();
    // The head.
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
    // Steps.
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
    // Fields.
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
    // The second person.
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
    // What these lines don't show: a file of another format, what is moved below, and what the page of
    // `step-id-reused` shows.
    let elsewhere = ["format_changed", "step_moved", "step_replaced"];
    let missing = ChangeKind::ALL.iter().map(|kind| kind.word());
    let missing = missing.filter(|word| !table.kinds.contains(*word) && !elsewhere.contains(word));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_weakening_always_asks_for_a_major_step() {
    for kind in ChangeKind::ALL {
        assert_eq!(kind.least_step(Effect::Weakens).word(), "major", "{}", kind.word());
        assert!(kind.least_step(Effect::Strengthens) <= kind.least_step(Effect::Neutral), "{}", kind.word());
        assert!(kind.meaning().ends_with('.'), "{}", kind.word());
    }
}

#[test]
fn what_moves_is_moved_and_not_removed() {
    let step = |id: &str| format!("  - {{id: {id}, title: Do {id}, by: cook}}\n");
    let file = |steps: &[&str]| {
        let steps: String = steps.iter().map(|id| step(id)).collect();
        format!(
            "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\nroles: {{cook: {{title: Cook}}}}\nsteps:\n{steps}"
        )
    };
    let check = |old: &[&str], new: &[&str], expected: &[&str]| {
        let expected: BTreeSet<String> = expected.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(said(&file(old), &file(new)), expected, "{old:?} {new:?}");
    };
    check(&["a", "b", "c", "d"], &["d", "a", "b", "c"], &["step_moved - major"]);
    check(&["a", "b", "c"], &["x", "a", "b", "c"], &["step_added - major"]);
    check(&["a", "b", "c"], &["c", "a"], &["step_moved - major", "step_removed - major"]);
    let moved = compare(&document(&file(&["a", "b", "c"])), &document(&file(&["c", "a", "b"])));
    let sites: Vec<_> = moved.changes.iter().map(|it| (&it.old, &it.new)).collect();
    assert_eq!(sites.len(), 1);
    assert_eq!(sites[0].0.as_ref().map(|it| it.path.as_str()), Some("steps[2]"));
    assert_eq!(sites[0].1.as_ref().map(|it| it.path.as_str()), Some("steps[0]"));
}
