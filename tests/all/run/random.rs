//! Random small procedures under random acts: what holds in every run, tried often enough to mean something.

use countersign::document::Document;
use countersign::manual::Plan;
use countersign::procedure::Procedure;
use countersign::run::{Act, Person};

use super::dice::Dice;
use super::driver::{Counts, Driver};

const HEAD: &str = "countersign: 1\nid: random\nversion: 1.0.0\ntitle: Random\nchanges:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\nroles:\n  doer: {title: Doer}\n  checker: {title: Checker}\n  boss: {title: Boss}\n";

/// The text of a procedure that holds a bit of everything.
fn text(dice: &mut Dice) -> String {
    let mut text = HEAD.to_owned();
    if dice.roll(3) == 0 {
        text.push_str("separate: [[doer, checker]]\n");
    }
    text.push_str("inputs:\n  wanted: {type: count, min: 1, max: 3}\n");
    text.push_str("defaults:\n  late_after: 15 min\n  on_fail: {");
    if dice.roll(3) == 0 {
        text.push_str("block: release, ");
    }
    text.push_str(
        "rework: {back_to: self, attempts: 3}, decide: {rework: doer, use_as_is: boss, scrap: boss}}\n",
    );
    text.push_str("steps:\n");
    let count = 2 + dice.roll(3);
    let mut writer = Writer { text, next: 0, earlier: Vec::new() };
    for _ in 0..count {
        match dice.roll(5) {
            0 => writer.group(dice),
            1 => writer.repeat(dice),
            _ => writer.step(dice, "  ", true),
        }
    }
    if dice.roll(3) > 0 {
        let apart = if dice.roll(3) == 0 { ", apart_from: run" } else { "" };
        writer.text.push_str(&format!("release: {{by: boss{apart}}}\n"));
    }
    writer.text
}

struct Writer {
    text: String,
    next: u32,
    /// Steps with a count that later steps may read.
    earlier: Vec<String>,
}

impl Writer {
    fn name(&mut self) -> String {
        self.next += 1;
        format!("s{}", self.next)
    }

    fn step(&mut self, dice: &mut Dice, indent: &str, readable: bool) {
        let name = self.name();
        let by = if dice.roll(4) == 0 { "[doer, checker]" } else { "doer" };
        self.text.push_str(&format!("{indent}- id: {name}\n{indent}  title: Step\n{indent}  by: {by}\n"));
        let recorded = dice.roll(4) > 0;
        let mut critical = false;
        if recorded {
            self.text.push_str(&format!("{indent}  record:\n{indent}    x: {{type: count, max: 2}}\n"));
            if dice.roll(2) == 0 {
                self.text.push_str(&format!("{indent}    y: {{type: number, formula: x * 2, min: 0}}\n"));
            }
            if dice.roll(3) == 0 {
                self.text
                    .push_str(&format!("{indent}    why: {{type: text, when: x > 1, required: true}}\n"));
            }
            if let Some(other) = dice.pick(&self.earlier).filter(|_| readable).cloned()
                && dice.roll(2) == 0
            {
                self.text
                    .push_str(&format!("{indent}    z: {{type: count, formula: {other}.x + x, max: 3}}\n"));
            }
        }
        if dice.roll(2) == 0 {
            critical = dice.roll(4) == 0;
            self.verification(dice, indent, recorded);
        }
        if critical {
            self.text.push_str(&format!("{indent}  critical: true\n"));
        }
        if dice.roll(5) == 0 {
            let apart = if dice.roll(2) == 0 { ", apart_from: run" } else { "" };
            self.text.push_str(&format!("{indent}  hold_point: {{by: boss{apart}}}\n"));
        }
        if dice.roll(5) == 0 {
            self.text.push_str(&format!("{indent}  not_applicable: {{by: checker}}\n"));
        } else if let Some(other) = dice.pick(&self.earlier).filter(|_| readable).cloned()
            && dice.roll(3) == 0
        {
            self.text.push_str(&format!("{indent}  when: {other}.x < 2\n"));
            return;
        } else if readable && recorded {
            self.earlier.push(name);
        }
        if dice.roll(5) == 0 {
            let kind = ["", ", alert: true", ", refuse: true"][usize::try_from(dice.roll(3)).expect("small")];
            let limit = if dice.roll(3) == 0 { "at_least: 5 min" } else { "at_most: 40 min" };
            let limit = if kind.contains("refuse") { "at_least: 5 min" } else { limit };
            self.text.push_str(&format!("{indent}  time: [{{{limit}, after: start{kind}}}]\n"));
        }
    }

    fn verification(&mut self, dice: &mut Dice, indent: &str, recorded: bool) {
        let before = [", before: group", ", before: release", "", "", ""];
        let before = before[usize::try_from(dice.roll(5)).expect("small")];
        let apart = if dice.roll(5) == 0 { ", apart_from: run" } else { "" };
        let one = match dice.roll(6) {
            0 => format!("by: checker, how: witness, within: 20 min{apart}"),
            1 => format!("by: [checker, boss], how: review, people: 2{before}{apart}"),
            2 => format!("by: checker, how: review{before}{apart}"),
            _ if recorded && dice.roll(3) > 0 => {
                format!(
                    "by: checker, how: independent, fields: x, on_disagree: {{attempts: 2, then: boss}}{before}"
                )
            }
            _ if recorded => format!("by: checker, how: independent, fields: x, uninterrupted: true{before}"),
            _ => format!("by: checker, how: review{before}"),
        };
        if dice.roll(4) == 0 {
            self.text.push_str(&format!("{indent}  verify:\n{indent}    - {{id: first, {one}}}\n"));
            self.text.push_str(&format!("{indent}    - {{id: second, by: boss, how: review}}\n"));
        } else {
            self.text.push_str(&format!("{indent}  verify: {{{one}}}\n"));
        }
    }

    fn group(&mut self, dice: &mut Dice) {
        let name = self.name();
        self.text.push_str(&format!("  - id: {name}\n    title: Group\n    by: doer\n"));
        match dice.roll(3) {
            0 => self.text.push_str("    order: any\n"),
            1 => self.text.push_str("    uninterrupted: true\n"),
            _ => {}
        }
        if dice.roll(4) == 0 {
            self.text.push_str("    hold_point: {by: boss}\n");
        }
        self.text.push_str("    steps:\n");
        for _ in 0..2 {
            self.step(dice, "      ", false);
        }
    }

    fn repeat(&mut self, dice: &mut Dice) {
        let name = self.name();
        let repeat = if dice.roll(2) == 0 { "{times: input.wanted, max: 3}" } else { "{min: 1, max: 3}" };
        self.text.push_str(&format!(
            "  - id: {name}\n    title: Repeat\n    by: doer\n    repeat: {repeat}\n    steps:\n"
        ));
        for _ in 0..2 {
            self.step(dice, "      ", false);
        }
    }
}

/// A plan that was made by chance, with its text.
pub(crate) fn random_plan(dice: &mut Dice) -> (String, Plan) {
    for _ in 0..50 {
        let text = text(dice);
        if let Ok(procedure) = Procedure::parse(&text) {
            let _: &Document = procedure.document();
            return (text, Plan::of(procedure).expect("a plan"));
        }
    }
    let text = text(dice);
    panic!("{}\n{text}", Procedure::parse(&text).expect_err("problems"));
}

#[test]
fn what_holds_in_every_run() {
    let runs: u64 = std::option_env!("COUNTERSIGN_RUNS").and_then(|text| text.parse().ok()).unwrap_or(200);
    let mut counts = Counts::new();
    let mut ends = std::collections::BTreeMap::new();
    let mut stuck: Vec<String> = Vec::new();
    for seed in 0..runs {
        let mut dice = Dice(seed.wrapping_mul(7_919));
        let (text, plan) = random_plan(&mut dice);
        let mut driver = Driver::start(&plan, seed);
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for number in 0..90 {
                if driver.run.status().is_final() {
                    break;
                }
                driver.step(true);
                if number % 15 == 0 {
                    driver.offers_are_exact();
                }
            }
            driver.offers_are_exact();
            // What is left is finished without nonsense: every state can come to an end.
            for _ in 0..120 {
                if !driver.run.status().is_final() {
                    driver.step(false);
                }
            }
            // Whoever took part in too much is replaced: with fresh people, every run can come to its end.
            for role in ["doer", "checker", "boss"] {
                for number in 7..=9 {
                    driver.people.push(Person::new(format!("{role}{number}"), "Somebody else").role(role));
                }
            }
            for _ in 0..120 {
                if !driver.run.status().is_final() {
                    driver.step(false);
                }
            }
            if !driver.run.status().is_final() {
                stuck.push(format!("{seed}: {}", driver.stuck()));
                driver.ask(&Act::abort("stuck"), &driver.people[0].clone());
            }
            assert!(driver.run.status().is_final(), "every run can be given up");
            driver.replays();
        }));
        if let Err(why) = told {
            let message = why.downcast_ref::<String>().cloned().unwrap_or_default();
            panic!("seed {seed}: {message}\n{text}\n{:?}", driver.run.status());
        }
        *ends.entry(driver.run.status().word()).or_insert(0) += 1;
        for (cell, count) in driver.counts {
            *counts.entry(cell).or_insert(0) += count;
        }
    }
    let lines: Vec<String> =
        counts.iter().map(|((act, outcome), count)| format!("{act} {outcome} {count}")).collect();
    println!("{ends:?}\n{}\n{}", lines.join("\n"), stuck.join("\n"));
    assert!(stuck.is_empty(), "runs that don't come to an end:\n{}", stuck.join("\n"));
    let floor = [
        ("perform", "accepted", 300),
        ("perform", "not_open", 2),
        ("perform", "wrong_role", 2),
        ("perform", "missing_value", 3),
        ("verify", "accepted", 100),
        ("verify", "wrong_role", 2),
        ("verify", "self_verification", 1),
        ("decide", "wrong_role", 1),
        ("adjudicate", "accepted", 2),
        ("release_hold_point", "accepted", 20),
        ("decide", "accepted", 40),
        ("correct", "accepted", 20),
        ("not_applicable", "accepted", 2),
        ("another", "accepted", 3),
        ("enough", "accepted", 5),
        ("interrupt", "accepted", 2),
        ("note", "accepted", 5),
        ("pause", "accepted", 5),
        ("resume", "accepted", 5),
        ("hand_over", "accepted", 5),
        ("take_over", "accepted", 5),
        ("tick", "accepted", 20),
        ("release", "accepted", 10),
    ];
    for (act, outcome, least) in floor {
        let count = counts.get(&(act.to_owned(), outcome.to_owned())).copied().unwrap_or(0);
        assert!(count >= least, "{act} {outcome}: only {count} of {least}");
    }
}
