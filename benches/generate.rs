//! Realistic procedure files of about 8 KB, any number of them, the same ones every time.
//!
//! Each file is a batch procedure of a small factory, as a quality manager would write it by hand: a head with roles,
//! inputs and equipment, ten to fourteen steps in three groups, every type of field, limits, formulas, conditions,
//! second-person checks, time limits and ways out of a failure; comments, block and flow style, quoted and folded
//! text, and some characters beyond ASCII. None of them has a finding.

use std::fmt::Write as _;

/// A procedure file: the name it must be stored under, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Name with the ending `.yaml`.
    pub name: String,
    /// The file's text.
    pub text: String,
}

/// The file with this number.
pub fn procedure(number: u64) -> Generated {
    let mut writer = Writer { numbers: Numbers(number), text: String::with_capacity(9000) };
    let id = writer.head(number);
    writer.prepare();
    writer.make();
    writer.close();
    Generated { name: format!("{id}.yaml"), text: writer.text }
}

const PRODUCTS: &[(&str, &str)] = &[
    ("apricot-jam", "apricot jam"),
    ("creme-fraiche", "crème fraîche"),
    ("jalapeno-relish", "jalapeño relish"),
    ("gruyere-portions", "Gruyère portions"),
    ("acai-puree", "açaí purée"),
    ("oat-bars", "oat bars"),
    ("saute-base", "sauté base"),
    ("herb-vinegar", "herb vinegar"),
];
const PLACES: &[&str] = &["Kraków", "Münster", "León", "Forlì", "Århus", "Leeds", "Orléans"];
const PEOPLE: &[&str] = &["Zoë Brandt", "Iñigo Sáez", "Łucja Wójcik", "Sam Field", "Chiara Nicolò"];
const WHY: &[&str] = &[
    "What leaves this step wrong can't be told from what is right later on.",
    "The customer pays for what the label says, and the law says the same.",
    "The next shift works with what is written here, and with nothing else.",
    "Three complaints of last year began at this point of the line.",
    "A value that is guessed afterwards helps nobody – write it while you see it.",
];
const NOTES: &[&str] = &[
    "The instrument needs a minute to settle; read it only when the last digit stands still.",
    "If the display flickers, press “hold” once and read again.",
    "Gloves stay on until the group is finished.",
    "Left-handed colleagues may turn the tray; the order stays the same.",
    "The line may run on meanwhile.",
];
const COMMENTS: &[&str] = &[
    "# Agreed with the laboratory; see the risk assessment, row 14.",
    "# The limit is the supplier's; ours would be wider.",
    "# Changed after the audit of spring.",
    "# Keep this together with the step above: one person, one trip.",
];

/// A small generator of numbers (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `from` up to and including `to`.
    fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from + 1)
    }

    fn coin(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }

    fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let count = u64::try_from(from.len()).unwrap_or(1);
        let at = usize::try_from(self.next() % count).unwrap_or(0);
        from.get(at).copied().unwrap_or_default()
    }
}

struct Writer {
    numbers: Numbers,
    text: String,
}

/// Steps of a group stand this deep.
const STEP: usize = 6;

impl Writer {
    fn line(&mut self, indentation: usize, line: &str) {
        let _ = writeln!(self.text, "{:indentation$}{line}", "");
    }

    fn lines(&mut self, indentation: usize, lines: &str) {
        for line in lines.lines() {
            self.line(indentation, line);
        }
    }

    /// A key with text, in one of the ways in which people write text.
    fn prose(&mut self, indentation: usize, key: &str, text: &str) {
        match self.numbers.between(0, 5) {
            0 => {
                self.line(indentation, &format!("{key}: >-"));
                self.wrapped(indentation + 2, text);
            }
            1 => {
                self.line(indentation, &format!("{key}: |-"));
                self.wrapped(indentation + 2, text);
            }
            2 => self.line(indentation, &format!("{key}: \"{text}\"")),
            3 => self.line(indentation, &format!("{key}: '{}'", text.replace('\'', "''"))),
            _ if text.contains(": ") => self.line(indentation, &format!("{key}: \"{text}\"")),
            _ => self.line(indentation, &format!("{key}: {text}")),
        }
    }

    fn wrapped(&mut self, indentation: usize, text: &str) {
        let mut line = String::new();
        for word in text.split(' ') {
            if line.len() + word.len() > 72 {
                self.line(indentation, &line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(indentation, &line);
    }

    /// A map under a key: on one line, or a line each.
    fn map(&mut self, indentation: usize, key: &str, entries: &[(&str, &str)]) {
        let flow: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let flow = format!("{key}: {{{}}}", flow.join(", "));
        if flow.chars().count() + indentation <= 110 && self.numbers.between(0, 3) > 0 {
            return self.line(indentation, &flow);
        }
        self.line(indentation, &format!("{key}:"));
        for (key, value) in entries {
            self.line(indentation + 2, &format!("{key}: {value}"));
        }
    }

    fn head(&mut self, number: u64) -> String {
        let (id, product) = self.numbers.pick(PRODUCTS);
        let id = format!("{id}-{number}");
        let place = self.numbers.pick(PLACES);
        let person = self.numbers.pick(PEOPLE);
        let minor = self.numbers.between(0, 9);
        let text = format!(
            r#"# yaml-language-server: $schema=../schema/procedure.json
# Limits come from the product sheet; ask before you change one.
countersign: 1
id: {id}
version: 2.{minor}.1
title: Make and pack {product}, {place}
number: "QP-{number:05}"
language: en
status: draft
owner: Head of production, {place}
changes:
  - version: 2.{minor}.1
    on: 2026-10-0{day}
    what: Second scale, proposed by {person} after the audit.
  - {{version: 2.{minor}.0, on: 2026-05-12, what: "Time limit between mixing and filling."}}
purpose: >-
  Every lot of {product} that leaves the plant is what its label says
  and can be traced to the people who made it.
scope: All lots of the {place} plant. One run is one lot on one line.
references:
  - {{title: "Product sheet {product}", url: "https://intranet.example/sheets/{id}"}}
safety:
  - danger: The mixer starts without warning. Reach into it only when the key is in your pocket.
equipment:
  floor_scale: {{title: "Floor scale, 150 kg class III"}}
  thermometer: {{title: Core thermometer, note: Calibrated each quarter.}}
  filler:
    title: Piston filler
    note: |
      Zero the counter first.
      It doesn't count rejects.
materials:
  product: {{title: Mixed {product}}}
  labels: {{title: Labels of the lot}}
roles:
  operator: {{title: Line operator, needs: [food_handler]}}
  checker: {{title: Second operator, needs: [food_handler, scale_user]}}
  shift_lead:
    title: Shift lead
    needs: [food_handler]
    note: Answers for the line as long as it runs.
separate:
  - [operator, checker]
  - [operator, shift_lead]
inputs:
  lot:
    title: Lot number
    type: text
    pattern: "[A-Z]{{2}}[0-9]{{4,6}}"
  containers: {{title: Containers to fill, type: count, min: 1, max: {most}}}
  allergens: {{title: Allergen code, type: text, pattern: "[A-Z]{{1,14}}"}}
  chilled:
    title: Chilled goods
    type: choice
    options: {{chilled: "Chilled, below 7 °C", ambient: Ambient}}
defaults:
  late_after: 20 min
  on_fail:
    rework: {{back_to: self, attempts: 3}}
    decide: {{rework: operator, scrap: shift_lead}}
steps:
"#,
            day = self.numbers.between(1, 9),
            most = self.numbers.between(20, 400),
        );
        self.text.push_str(&text);
        id
    }

    fn group(&mut self, id: &str, title: &str) {
        self.lines(2, &format!("- id: {id}\n  title: {title}\n  by: operator\n  steps:"));
    }

    /// The first lines of a step: its name, what to do, and now and then why, a note or a comment.
    fn step(&mut self, id: &str, title: &str, instruction: &str) {
        if self.numbers.between(0, 4) == 0 {
            let comment = self.numbers.pick(COMMENTS);
            self.line(STEP, comment);
        }
        self.line(STEP, &format!("- id: {id}"));
        self.line(STEP + 2, &format!("title: {title}"));
        self.prose(STEP + 2, "do", instruction);
        if self.numbers.between(0, 9) == 0 {
            let why = self.numbers.pick(WHY);
            self.prose(STEP + 2, "why", why);
        }
        if self.numbers.between(0, 9) == 0 {
            let note = self.numbers.pick(NOTES);
            self.prose(STEP + 2, "note", note);
        }
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn prepare(&mut self) {
        self.group("prepare", "Get the line ready");
        self.step(
            "identify",
            "Read the lot number from the mix card",
            "Read the number from the card, not from the plan.",
        );
        self.lines(STEP + 2, "critical: true\nrecord:");
        let fields: &[(&str, &str)] =
            &[("title", "Lot number on the card"), ("type", "text"), ("equals", "{formula: input.lot}")];
        self.map(STEP + 4, "card", fields);
        self.lines(
            STEP + 2,
            "verify:\n  by: checker\n  how: independent\n  fields: [card]\non_fail:\n  rework: {back_to: self, attempts: 2}\n  decide: {rework: operator, cancel: shift_lead}",
        );
        self.gap();

        let (limit, fahrenheit) = self.numbers.pick(&[("4.0", "39.2"), ("5.0", "41.0"), ("6.0", "42.8")]);
        self.step(
            "cold_room",
            "Read the cold room",
            "Hold the thermometer in the middle of the room, away from the door.",
        );
        self.lines(STEP + 2, "equipment: [thermometer]\nrecord:\n  temperature:");
        self.lines(
            STEP + 6,
            &format!(
                "title: Temperature of the room\ntype: number\nunit: °C\ndecimals: 1\nmax: {limit}\nalso: [{{unit: °F, max: {fahrenheit}}}]\nalert: {{max: 3.5}}\nplausible: {{min: -10, max: 30}}"
            ),
        );
        self.gap();

        self.step(
            "wash",
            "Wash your hands",
            "Wash your hands with soap under running water, then dry them with paper.",
        );
        self.line(STEP + 2, "warning: Unwashed hands carry germs into food that isn't heated again.");
        self.line(STEP + 2, "record:");
        let fields: &[(&str, &str)] = &[("title", "Washing time"), ("type", "duration"), ("min", "20 s")];
        self.map(STEP + 4, "washing", fields);
        self.gap();

        self.step(
            "clearance",
            "Clear the line",
            "Take away everything of the lot before: labels, containers, leaflets, product.",
        );
        self.line(STEP + 2, "record:");
        let fields: &[(&str, &str)] = &[("title", "Nothing of another lot is left"), ("type", "confirm")];
        self.map(STEP + 4, "clear", fields);
        let fields: &[(&str, &str)] = &[
            ("title", "Photo of the cleared line"),
            ("type", "evidence"),
            ("kinds", "[photo]"),
            ("at_least", "1"),
        ];
        self.map(STEP + 4, "photo", fields);
        self.line(STEP + 2, "hold_point: {by: shift_lead}");
        self.gap();
    }

    fn make(&mut self) {
        self.group("make", "Mix and fill");
        let (least, most) = (self.numbers.between(4, 8), self.numbers.between(10, 15));
        self.step(
            "mix",
            "Mix the lot",
            "Start the mixer with the lid closed and let it run until the timer rings.",
        );
        self.line(STEP + 2, "record:");
        self.lines(
            STEP + 4,
            &format!("time:\n  title: Mixing time\n  type: duration\n  min: {least} min\n  max: {most} min\nmixed_at:\n  title: Mixing ended\n  type: datetime"),
        );
        self.lines(STEP + 4, "  record_only: true");
        self.line(STEP + 2, &format!("takes: {most} min"));
        self.gap();

        let target = self.numbers.between(80, 120);
        self.step(
            "weigh",
            "Weigh the full trolley",
            "Weigh the trolley twice: empty before filling, full after it.",
        );
        self.lines(STEP + 2, "equipment: [floor_scale]\nmaterials: [product]\nrecord:");
        let plausible = "{min: 1, max: 150}";
        let mass: &[(&str, &str)] = &[
            ("title", "Tare of the trolley"),
            ("type", "number"),
            ("unit", "kg"),
            ("decimals", "1"),
            ("record_only", "true"),
            ("plausible", plausible),
        ];
        self.map(STEP + 4, "tare", mass);
        let gross: &[(&str, &str)] = &[
            ("title", "Gross mass of the trolley"),
            ("type", "number"),
            ("unit", "kg"),
            ("decimals", "1"),
            ("above", "tare"),
        ];
        self.map(STEP + 4, "gross", gross);
        self.lines(
            STEP + 4,
            &format!("net:\n  title: Net mass of the lot\n  type: number\n  unit: kg\n  formula: gross - tare\n  target: {target}\n  tolerance: {{plus: 6, minus: 3}}\n  rounding: half_even"),
        );
        self.lines(STEP + 2, "verify: {by: checker, how: independent, fields: [net], agree: {net: 0.5}}");
        self.lines(STEP + 2, "on_fail:\n  rework: {back_to: mix, attempts: 3}\n  decide: {rework: operator, scrap: shift_lead}");
        self.gap();

        if self.numbers.coin() {
            let acid = self.numbers.pick(&["3.9", "4.1", "4.4"]);
            self.step(
                "acidity",
                "Measure the acidity",
                "Take three samples: from the top, the middle and the bottom of the vessel.",
            );
            self.lines(STEP + 2, "record:\n  ph:");
            self.lines(
                STEP + 6,
                &format!("title: Acidity\ntype: number\nunit: pH\ndecimals: 2\nreadings: 3\njudge: mean\nmax: {acid}\nplausible: {{min: 1, max: 9}}"),
            );
            self.gap();
        }

        self.step("chill", "Chill the vessel", "Open the cooling valve and wait until the display is green.");
        self.line(STEP + 2, "when: input.chilled = 'chilled'");
        self.line(STEP + 2, "record:");
        let core: &[(&str, &str)] = &[
            ("title", "Core temperature"),
            ("type", "number"),
            ("unit", "°C"),
            ("decimals", "1"),
            ("min", "0.0"),
            ("max", "7.0"),
        ];
        self.map(STEP + 4, "core", core);
        self.gap();

        if self.numbers.coin() {
            self.step(
                "look",
                "Look at the surface",
                "Look at the surface of the mix from above, with the lamp switched on.",
            );
            self.line(STEP + 2, "record:");
            self.lines(
                STEP + 4,
                "surface:\n  title: Surface\n  type: choice\n  options:\n    smooth: Smooth\n    bubbles: Some bubbles\n    skin: A skin has formed\n  accept: [smooth, bubbles]\nremark:\n  title: What was seen\n  type: text\n  multiline: true\n  max_length: 400\n  when: surface != 'smooth'",
            );
            self.gap();
        }

        self.step(
            "fill",
            "Fill the containers",
            "Fill the containers without a pause; rejects go into the red bin and are counted apart.",
        );
        self.lines(
            STEP + 2,
            "equipment: [filler]\ncaution: The piston moves for a second after the stop.\nrecord:",
        );
        let filled: &[(&str, &str)] =
            &[("title", "Containers filled"), ("type", "count"), ("min", "1"), ("max", "input.containers")];
        self.map(STEP + 4, "filled", filled);
        let rejects: &[(&str, &str)] = &[
            ("title", "Rejects"),
            ("type", "count"),
            ("record_only", "true"),
            ("help", "Counted from the red bin."),
        ];
        self.map(STEP + 4, "rejects", rejects);
        self.lines(
            STEP + 2,
            "time:\n  # Mixed product separates when it stands.\n  - {at_most: 45 min, after: mix}\n  - {at_most: 30 min, after: mix.mixed_at, alert: true}\non_fail:\n  rework: {back_to: mix, attempts: 2}\n  decide: {rework: shift_lead, regrade: shift_lead, scrap: shift_lead}",
        );
        self.gap();
    }

    fn close(&mut self) {
        self.group("close", "Label and hand over");
        self.step(
            "label",
            "Label the containers",
            "Stick one label on each container and read the code on the last one aloud.",
        );
        self.lines(
            STEP + 2,
            "danger: An allergen that is missing from a label can kill a customer.\nmaterials: [labels]\ncritical: true\nrecord:",
        );
        let code: &[(&str, &str)] = &[
            ("title", "Allergen code on the label"),
            ("type", "text"),
            ("equals", "{formula: input.allergens}"),
        ];
        self.map(STEP + 4, "code", code);
        let before: &[(&str, &str)] = &[
            ("title", "Best before"),
            ("type", "date"),
            ("not_before", "today + 30 d"),
            ("not_after", "today + 730 d"),
        ];
        self.map(STEP + 4, "best_before", before);
        self.lines(
            STEP + 2,
            "verify: {by: checker, how: independent, fields: [code, best_before]}\non_fail:\n  rework: {back_to: self, attempts: 3}\n  decide: {rework: operator, scrap: shift_lead}",
        );
        self.gap();

        if self.numbers.coin() {
            self.step("seal", "Look at the seals", "Press on each lid of the first tray with your thumb.");
            self.line(STEP + 2, "record:");
            let faults: &[(&str, &str)] = &[
                ("title", "Faults of the seals"),
                ("type", "choices"),
                ("options", "[loose, torn, skewed, none]"),
                ("accept", "[none]"),
            ];
            self.map(STEP + 4, "faults", faults);
            self.gap();
        }

        if self.numbers.coin() {
            self.step(
                "reconcile",
                "Reconcile the labels",
                "Count what is left of the labels, and what went into the bin.",
            );
            self.line(STEP + 2, "record:");
            let left: &[(&str, &str)] =
                &[("title", "Labels left"), ("type", "count"), ("record_only", "true")];
            self.map(STEP + 4, "left", left);
            let used: &[(&str, &str)] =
                &[("title", "Labels used"), ("type", "count"), ("equals", "fill.filled")];
            self.map(STEP + 4, "used", used);
            self.lines(
            STEP + 4,
            "share:\n  title: Share of labels used\n  type: number\n  unit: \"%\"\n  formula: round(used / (used + left) * 100, 1)\n  record_only: true\n  when: used + left > 0",
        );
            self.gap();
        }

        self.step(
            "hand_over",
            "Hand the lot over",
            "Put the trolley into the bay of the lot and hand the card to the shift lead.",
        );
        self.line(STEP + 2, "record:");
        let bay: &[(&str, &str)] =
            &[("title", "Bay"), ("type", "text"), ("pattern", "\"[A-H][0-9]{2}\""), ("max_length", "3")];
        self.map(STEP + 4, "bay", bay);
        let at: &[(&str, &str)] = &[
            ("title", "Time in the bay"),
            ("type", "time"),
            ("not_before", "06:00"),
            ("not_after", "\"22:00\""),
        ];
        self.map(STEP + 4, "at", at);
        self.lines(
            STEP + 2,
            "verify:\n  by: shift_lead\n  how: witness\n  within: 15 min\n  before: release\ntakes: 5 min",
        );
        self.line(0, "# What leaves the plant was released by somebody who didn't make it.");
        self.line(0, "release: {by: shift_lead, apart_from: run}");
    }
}
