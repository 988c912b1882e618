//! Random small procedures that hold a bit of everything of the format.

use countersign::manual::{Manual, Plan};
use countersign::procedure::Procedure;

use super::choices::Choices;

/// A plan with the text that it was made of.
#[derive(Debug)]
pub struct Generated {
    /// The text of its procedures, the main one first.
    pub text: String,
    /// The plan.
    pub plan: Plan,
}

/// A random plan; nothing where chance made no procedure that passes the rules.
pub fn plan(choices: &mut Choices) -> Option<Generated> {
    for _ in 0..40 {
        let main = Writer::main(choices);
        let used = main.contains("use:").then(|| Writer::used(choices));
        let procedures: Option<Vec<Procedure>> =
            std::iter::once(&main).chain(&used).map(|text| Procedure::parse(text).ok()).collect();
        let Some(procedures) = procedures else { continue };
        let (id, version) = (procedures[0].id().to_owned(), procedures[0].version().clone());
        if let Ok(plan) = Manual::new(procedures).plan(&id, &version) {
            return Some(Generated { text: main + &used.unwrap_or_default(), plan });
        }
    }
    None
}

/// Why the texts of a seed are refused, for whoever changes the generator.
pub fn problems(choices: &mut Choices) -> Option<String> {
    let text = Writer::main(choices);
    Procedure::parse(&text).err().map(|report| format!("{report}\n{text}"))
}

const ROLES: [&str; 3] = ["doer", "checker", "boss"];

/// A text being written.
struct Writer<'c> {
    text: String,
    choices: &'c mut Choices,
    next: u32,
    /// Steps with a count that later steps may read.
    counts: Vec<String>,
    /// Steps that later time limits and `apart_from` may name.
    steps: Vec<String>,
}

impl Writer<'_> {
    fn main(choices: &mut Choices) -> String {
        let mut writer =
            Writer { text: String::new(), choices, next: 0, counts: Vec::new(), steps: Vec::new() };
        writer.head("random");
        writer.line("inputs:");
        writer.line("  wanted: {type: count, min: 1, max: 3}");
        writer.line("defaults:");
        if writer.one_in(2) {
            writer.line("  late_after: 15 min");
        }
        let block = if writer.one_in(3) { "block: release, " } else { "" };
        let attempts = 2 + writer.choices.below(2);
        writer.line(&format!(
            "  on_fail: {{{block}rework: {{back_to: self, attempts: {attempts}}}, decide: {{rework: doer, use_as_is: boss, scrap: boss}}}}"
        ));
        writer.line("steps:");
        let count = 2 + writer.choices.below(3);
        for _ in 0..count {
            match writer.choices.below(8) {
                0 | 1 => writer.group(),
                2 => writer.repeat(),
                3 => writer.use_other(),
                _ => writer.step("  ", Surrounding::Outermost),
            }
        }
        if !writer.one_in(3) {
            let apart = writer.apart(4, true);
            writer.line(&format!("release: {{by: boss{apart}}}"));
        }
        writer.text
    }

    fn used(choices: &mut Choices) -> String {
        let mut writer =
            Writer { text: String::new(), choices, next: 0, counts: Vec::new(), steps: Vec::new() };
        writer.head("other");
        writer.line("inputs:");
        writer.line("  thing: {type: count, max: 2}");
        writer.line("defaults:");
        writer.line("  on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: doer, use_as_is: boss, cancel: boss}}");
        writer.line("steps:");
        for _ in 0..=writer.choices.below(2) {
            writer.step("  ", Surrounding::Outermost);
        }
        if writer.one_in(2) {
            let apart = writer.apart(4, true);
            writer.line(&format!("release: {{by: boss{apart}}}"));
        }
        writer.text
    }

    fn head(&mut self, id: &str) {
        self.line(&format!("countersign: 1\nid: {id}\nversion: 1.0.0\ntitle: Random\nchanges:\n  - {{version: 1.0.0, on: 2026-11-20, what: First issue.}}\nroles:"));
        for role in ROLES {
            let needs = if self.one_in(6) { ", needs: [skill]" } else { "" };
            self.line(&format!("  {role}: {{title: Role{needs}}}"));
        }
        match self.choices.below(6) {
            0 => self.line("separate: [[doer, checker]]"),
            1 => self.line("separate: [[checker, boss]]"),
            2 => self.line("separate: [[doer, checker, boss]]"),
            _ => {}
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.choices.one_in(times)
    }

    fn pick<'t>(&mut self, items: &[&'t str]) -> &'t str {
        self.choices.pick(items).copied().unwrap_or_default()
    }

    fn name(&mut self) -> String {
        self.next += 1;
        format!("s{}", self.next)
    }

    /// Now and then, whose people are kept apart.
    fn apart(&mut self, times: u64, whole: bool) -> String {
        if !self.one_in(times) {
            return String::new();
        }
        let steps = self.steps.clone();
        match self.choices.pick(&steps).cloned() {
            Some(step) if self.one_in(2) => format!(", apart_from: [{step}]"),
            _ if whole => ", apart_from: run".to_owned(),
            _ => String::new(),
        }
    }

    fn step(&mut self, indent: &str, surrounding: Surrounding) {
        let name = self.name();
        let by = self.pick(&["doer", "doer", "doer", "[doer, checker]", "checker"]);
        self.line(&format!("{indent}- id: {name}\n{indent}  title: Step {name}\n{indent}  by: {by}"));
        let recorded = !self.one_in(4);
        if recorded {
            self.record(indent, surrounding);
        }
        if self.one_in(2) {
            let verified = self.verification(indent, recorded, surrounding);
            if verified && self.one_in(5) {
                self.line(&format!("{indent}  critical: true"));
                self.line(&format!("{indent}  on_fail: {{rework: {{back_to: self, attempts: 3}}, decide: {{rework: boss, scrap: boss}}}}"));
            }
        }
        let apart = self.apart(6, true);
        if let Some(apart) = apart.strip_prefix(", ") {
            self.line(&format!("{indent}  {apart}"));
        }
        if self.one_in(5) {
            let apart = self.apart(3, true);
            self.line(&format!("{indent}  hold_point: {{by: boss{apart}}}"));
        }
        let counts = self.counts.clone();
        let mut sure = true;
        if self.one_in(6) {
            self.line(&format!("{indent}  not_applicable: {{by: checker}}"));
            sure = false;
        } else if let Some(other) = self.choices.pick(&counts).cloned()
            && self.one_in(3)
        {
            self.line(&format!("{indent}  when: {other}.x < 2"));
            sure = false;
        }
        if sure && recorded && surrounding == Surrounding::Outermost {
            self.counts.push(name.clone());
        }
        if self.one_in(4) {
            self.time(indent, surrounding);
        }
        if surrounding != Surrounding::Repeat && sure {
            self.steps.push(name);
        }
    }

    fn record(&mut self, indent: &str, surrounding: Surrounding) {
        self.line(&format!("{indent}  record:\n{indent}    x: {{type: count, max: 2}}"));
        if self.one_in(3) {
            self.line(&format!("{indent}    y: {{type: number, unit: '1', formula: x * 2, min: 0}}"));
        }
        if self.one_in(5) {
            self.line(&format!("{indent}    why: {{type: text, when: x > 1}}"));
        }
        if self.one_in(5) {
            let field = self.pick(&[
                "sure: {type: confirm}",
                "side: {type: choice, options: [left, right, top], accept: [left, right]}",
                "marks: {type: choices, options: [a, b, c], accept: [a, b], at_least: 1}",
                "mass: {type: number, unit: g, decimals: 1, target: 1.0, tolerance: 1, alert: {max: 1.5}, plausible: {max: 50}}",
                "twice: {type: number, unit: g, readings: 2, judge: mean, max: 2}",
                "round: {type: number, unit: g, max: 2, rounding: half_up}",
                "word: {type: text, pattern: '[ab]+'}",
                "day: {type: date, not_before: today}",
                "spare: {type: count, record_only: true, required: false}",
                "soak: {type: duration, min: 20 s}",
            ]);
            self.line(&format!("{indent}    {field}"));
        }
        let counts = self.counts.clone();
        if let Some(other) = self.choices.pick(&counts).cloned()
            && self.one_in(2)
        {
            let limit = self.pick(&["max: 3", "min: 1", "record_only: true"]);
            self.line(&format!("{indent}    z: {{type: count, formula: {other}.x + x, {limit}}}"));
        }
        if surrounding == Surrounding::Outermost && self.one_in(6) {
            self.line(&format!("{indent}    all: {{type: count, equals: input.wanted}}"));
        }
    }

    fn verification(&mut self, indent: &str, recorded: bool, surrounding: Surrounding) -> bool {
        let befores: &[&str] = match surrounding {
            Surrounding::Outermost => &["", "", ", before: release"],
            _ => &["", "", ", before: group", ", before: release"],
        };
        let before = self.pick(befores);
        let apart = self.apart(5, true);
        let conditional = recorded && self.one_in(6);
        let when = if conditional { ", when: x > 0" } else { "" };
        let one = match self.choices.below(7) {
            0 => format!("by: checker, how: witness, within: 20 min{apart}"),
            1 => format!("by: [checker, boss], how: review, people: 2{before}{apart}"),
            2 => format!("by: checker, how: review{before}{apart}{when}"),
            3 | 4 if recorded => {
                let attempts = 2 + self.choices.below(2);
                format!(
                    "by: checker, how: independent, fields: x, on_disagree: {{attempts: {attempts}, then: boss}}{before}{when}"
                )
            }
            5 if recorded => format!(
                "by: [checker, boss], how: independent, fields: x, agree: {{x: 1}}, people: 2{before}"
            ),
            6 if recorded => {
                format!("by: checker, how: independent, fields: x, uninterrupted: true{before}{when}")
            }
            _ => format!("by: checker, how: review{before}"),
        };
        if self.one_in(4) {
            let second = self.pick(&["review", "witness"]);
            self.line(&format!("{indent}  verify:\n{indent}    - {{id: first, {one}}}\n{indent}    - {{id: second, by: boss, how: {second}}}"));
        } else {
            self.line(&format!("{indent}  verify: {{{one}}}"));
        }
        !conditional
    }

    fn time(&mut self, indent: &str, surrounding: Surrounding) {
        let mut after = "start".to_owned();
        let steps = self.steps.clone();
        if let Some(step) = self.choices.pick(&steps).cloned()
            && surrounding != Surrounding::Any
            && !self.one_in(3)
        {
            after = step;
        }
        let limit = self.pick(&[
            "at_most: 40 min, after: AFTER",
            "at_most: 20 min, after: AFTER",
            "at_most: 20 min, after: AFTER, alert: true",
            "at_least: 5 min, after: AFTER",
            "at_least: 5 min, after: AFTER, alert: true",
            "at_least: 5 min, after: AFTER, refuse: true",
            "at_most: 90 min, after: AFTER, refuse: true",
        ]);
        self.line(&format!("{indent}  time: [{{{}}}]", limit.replace("AFTER", &after)));
    }

    fn group(&mut self) {
        let name = self.name();
        self.line(&format!("  - id: {name}\n    title: Group {name}\n    by: doer"));
        let mut surrounding = Surrounding::Strict;
        match self.choices.below(3) {
            0 => {
                self.line("    order: any");
                surrounding = Surrounding::Any;
            }
            1 => self.line("    uninterrupted: true"),
            _ => {}
        }
        if self.one_in(4) {
            let apart = self.apart(3, true);
            self.line(&format!("    hold_point: {{by: boss{apart}}}"));
        }
        let apart = self.apart(6, false);
        if let Some(apart) = apart.strip_prefix(", ") {
            self.line(&format!("    {apart}"));
        }
        let counts = self.counts.clone();
        if let Some(other) = self.choices.pick(&counts).cloned()
            && self.one_in(5)
        {
            self.line(&format!("    when: {other}.x < 2"));
        }
        if self.one_in(6) {
            self.line("    time: [{at_most: 60 min, after: start}]");
        }
        self.line("    steps:");
        for _ in 0..2 {
            self.step("      ", surrounding);
        }
    }

    fn repeat(&mut self) {
        let name = self.name();
        let repeat = self.pick(&[
            "{times: input.wanted, max: 3}",
            "{min: 1, max: 3}",
            "{min: 0, max: 2}",
            "{min: 2, max: 3}",
        ]);
        self.line(&format!("  - id: {name}\n    title: Repeat {name}\n    by: doer\n    repeat: {repeat}"));
        if self.one_in(5) {
            self.line("    hold_point: {by: boss}");
        }
        self.line("    steps:");
        for _ in 0..2 {
            self.step("      ", Surrounding::Repeat);
        }
    }

    fn use_other(&mut self) {
        let name = self.name();
        let roles = self.pick(&[
            "{doer: doer, checker: checker, boss: boss}",
            "{doer: checker, checker: doer, boss: boss}",
        ]);
        let counts = self.counts.clone();
        let thing = match self.choices.pick(&counts).cloned() {
            Some(step) if self.one_in(2) => format!("{step}.x"),
            _ => "input.wanted".to_owned(),
        };
        self.line(&format!("  - id: {name}\n    title: Use {name}\n    use: {{procedure: other, version: '>=1.0.0', with: {{thing: {thing}}}, roles: {roles}}}"));
    }
}

/// What a step stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surrounding {
    Outermost,
    Strict,
    Any,
    Repeat,
}
