//! One change of each kind, forwards and backwards: its kind, its effect and the step it asks for.

mod checks;
mod fields;
mod head;
mod steps;

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
    head::fill(&mut table);
    steps::fill(&mut table);
    fields::fill(&mut table);
    checks::fill(&mut table);
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
