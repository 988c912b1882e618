//! A walk through a run: acts that are plausible where things stand, and after each the engine and the model agree.

use std::collections::{BTreeMap, BTreeSet};

use countersign::document::Disposition;
use countersign::manual::Plan;
use countersign::run::{Act, ActKind, Event, Given, Person, Run, Stage, Start};
use countersign::value::{DateTime, Duration};

use super::choices::Choices;
use super::facts::Model;
use super::order;
use super::places::{self, Kind};
use super::refusals::{Answer, Asked};

/// How often each kind of act had each outcome: accepted, or the stage of its refusal.
pub type Counts = BTreeMap<(ActKind, Option<Stage>), u64>;

/// One run, in the engine and in the model.
#[derive(Debug, Clone)]
pub struct Walk<'p> {
    /// What is executed.
    pub plan: &'p Plan,
    /// Who there is.
    pub people: Vec<Person>,
    /// The engine's run.
    pub run: Run,
    /// The slow second one.
    pub model: Model<'p>,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// The clock.
    pub now: DateTime,
    /// Outcomes so far.
    pub counts: Counts,
    /// What was asked, for the story of a difference.
    pub story: Vec<String>,
}

/// People of every role, one who holds all, one who holds none, a device, and one who is not qualified.
pub fn people(plan: &Plan) -> Vec<Person> {
    let until = "2030-01-01".parse().expect("a day");
    let roles: Vec<String> = plan.main().document().roles.keys().cloned().collect();
    let mut people: Vec<Person> = Vec::new();
    for role in &roles {
        for number in 1..=2 {
            people.push(Person::new(format!("{role}{number}"), "Somebody").role(role.as_str()));
        }
    }
    let with_all = |person: Person| roles.iter().fold(person, |person, role| person.role(role.as_str()));
    people.push(with_all(Person::new("all", "All")));
    people.push(Person::new("two", "Two").role("doer").role("checker"));
    people.push(Person::new("none", "None"));
    for person in &mut people {
        person.qualifications.insert("skill".to_owned(), until);
    }
    people.push(with_all(Person::new("unskilled", "Unskilled")));
    let mut device = with_all(Person::new("robot", "Robot")).device();
    device.qualifications.insert("skill".to_owned(), until);
    people.push(device);
    people
}

/// Every disposition there is.
pub const DISPOSITIONS: [Disposition; 8] = [
    Disposition::UseAsIs,
    Disposition::Rework,
    Disposition::Repair,
    Disposition::Regrade,
    Disposition::Return,
    Disposition::Scrap,
    Disposition::Cancel,
    Disposition::EntryError,
];

impl<'p> Walk<'p> {
    /// A run that was started.
    pub fn start(plan: &'p Plan, wanted: u64) -> Walk<'p> {
        let now: DateTime = "2026-12-01T09:00:00Z".parse().expect("a time");
        let people = people(plan);
        let mut start = Start::trial("R-1");
        if plan.main().inputs().contains_key("wanted") {
            start = start.input("wanted", wanted.to_string());
        }
        let (run, events) = Run::start(plan, start.clone(), &people[0], now).expect("a start");
        let model = Model::start(plan, &start, &people[0], now, run.seq());
        let (counts, story) = (Counts::new(), Vec::new());
        let walk = Walk { plan, people, run, model, events, now, counts, story };
        walk.agree();
        walk
    }

    /// Time passes.
    pub fn wait(&mut self, minutes: u64) {
        let wait = Duration::from_seconds(minutes * 60).expect("a duration");
        self.now = self.now.checked_add(wait).expect("a time");
    }

    /// One act: mostly one that is offered, some wrong in one way, some anything.
    pub fn step(&mut self, choices: &mut Choices) {
        let wait = [0, 1, 1, 2, 3, 5, 8, 21];
        self.wait(*choices.pick(&wait).expect("a time"));
        let mut act = match choices.below(10) {
            0 => {
                let act = self.anything(choices);
                let person = choices.pick(&self.people).expect("people").clone();
                (person, act)
            }
            _ => self.offered(choices),
        };
        if choices.one_in(3) {
            self.spoil(&mut act, choices);
        }
        let at = if choices.one_in(60) {
            self.now.checked_sub(Duration::from_seconds(7200).expect("a duration"))
        } else {
            None
        };
        self.ask(&act.1, &act.0, at.unwrap_or(self.now));
    }

    /// Asks both; they give the same answer, and go on to the same state.
    pub fn ask(&mut self, act: &Act, person: &Person, now: DateTime) {
        let line = format!("{now} {} {}", person.id, serde_json::to_string(act).expect("JSON"));
        let before = self.run.clone();
        let found = self.run.ask(act, person, now);
        assert!(self.run == before, "asking changes nothing: {line}\n{}", self.tale());
        let answer = self.model.ask(Asked { act, person, now });
        let outcome = found.as_ref().err().map(|refusal| refusal.code.stage());
        *self.counts.entry((act.act, outcome)).or_default() += 1;
        match (&found, &answer) {
            (Err(refusal), Err(codes)) => {
                assert!(
                    codes.contains(&refusal.code),
                    "{line}\n  engine: {}, model: {codes:?}\n{}",
                    refusal.code,
                    self.tale()
                );
                return;
            }
            (Ok(events), Ok(_)) => {
                let last = self.run.seq();
                self.run.fold(events).unwrap_or_else(|error| panic!("{line}: {error}"));
                let new = events.iter().filter(|event| event.seq > last).cloned();
                self.events.extend(new);
            }
            (Ok(_), Err(codes)) => panic!("{line}\n  engine: accepted, model: {codes:?}\n{}", self.tale()),
            (Err(refusal), Ok(_)) => {
                panic!("{line}\n  engine: {}: {refusal}, model: accepted\n{}", refusal.code, self.tale())
            }
        }
        self.story.push(line);
        let repeats = act.key.is_some() && self.model.accepted.iter().any(|it| it.act.key == act.key);
        if let Ok(model) = answer {
            self.model = if repeats { model } else { model.keep(act, person, self.run.seq()) };
        }
        self.agree();
    }

    /// What was asked and accepted so far.
    pub fn tale(&self) -> String {
        format!("  {}", self.story.join("\n  "))
    }

    /// Engine and model see the same run.
    pub fn agree(&self) {
        let tree = places::tree(&self.model);
        let told = || self.tale();
        assert_eq!(self.run.status(), order::run_status(&self.model, &tree), "status of the run\n{}", told());
        for (at, place) in tree.iter().enumerate().skip(1) {
            let found = self.run.step_status(&place.path);
            if place.kind == Kind::Step {
                let expected = order::step_status(&self.model, &tree, at);
                assert_eq!(found, Some(expected), "status of {}\n{}", place.path, told());
                let known = self.model.of(&place.path);
                assert_eq!(
                    self.run.attempts(&place.path),
                    known.attempts.len(),
                    "attempts of {}\n{}",
                    place.path,
                    told()
                );
                let verdicts: Vec<_> = known
                    .attempts
                    .last()
                    .into_iter()
                    .flat_map(|it| &it.values)
                    .map(|it| (it.field.clone(), it.verdict, it.value.clone()))
                    .collect();
                let values: Vec<_> = self
                    .run
                    .values(&place.path)
                    .iter()
                    .map(|it| (it.field.clone(), it.verdict, it.value.clone()))
                    .collect();
                assert_eq!(values, verdicts, "values of {}\n{}", place.path, told());
            }
        }
        let found: Vec<_> =
            self.run.deviations().map(|it| (it.step, it.cause, it.disposition, it.block)).collect();
        let expected: Vec<_> = self
            .model
            .deviations
            .iter()
            .map(|it| (it.path.clone(), it.cause.clone(), it.decided, it.block))
            .collect();
        assert_eq!(found, expected, "deviations\n{}", told());
        let found: Vec<_> = self
            .run
            .breaches()
            .map(|it| (it.step, it.limit, it.happened, it.alert, it.done_in_time))
            .collect();
        let expected: Vec<_> = self
            .model
            .breaches
            .iter()
            .map(|it| (it.path.clone(), it.limit, it.happened, it.alert, it.in_time))
            .collect();
        assert_eq!(found, expected, "breaches\n{}", told());
        self.failures_show();
        self.blind_values_are_hidden();
    }

    /// An act that the model says is possible here, for somebody who may do it.
    fn offered(&mut self, choices: &mut Choices) -> (Person, Act) {
        let kinds = [
            (ActKind::Perform, 24),
            (ActKind::Verify, 24),
            (ActKind::Adjudicate, 24),
            (ActKind::ReleaseHoldPoint, 12),
            (ActKind::Decide, 12),
            (ActKind::Release, 12),
            (ActKind::TakeOver, 12),
            (ActKind::Resume, 12),
            (ActKind::Enough, 6),
            (ActKind::Another, 6),
            (ActKind::Correct, 6),
            (ActKind::NotApplicable, 4),
            (ActKind::Interrupt, 4),
            (ActKind::Note, 1),
            (ActKind::Pause, 1),
            (ActKind::HandOver, 1),
            (ActKind::Tick, 1),
        ];
        let every = self.every_act();
        let total: u64 = kinds.iter().map(|(_, weight)| weight).sum();
        for _ in 0..12 {
            // First which kind of act, then which one: so that what is seldom possible isn't seldom done.
            let mut at = choices.below(total);
            let kind = kinds.iter().find(|(_, weight)| {
                let found = at < *weight;
                at = at.saturating_sub(*weight);
                found
            });
            let Some((kind, _)) = kind else { continue };
            let ends = |act: &Act| matches!(act.disposition, Some(Disposition::Scrap | Disposition::Cancel));
            let mut offers: Vec<(usize, Act)> = Vec::new();
            for act in every.iter().filter(|act| act.act == *kind) {
                for (index, person) in self.people.iter().enumerate() {
                    if is_offered(&self.model.ask(Asked { act, person, now: self.now })) {
                        offers.push((index, act.clone()));
                    }
                }
            }
            if let Some((index, act)) = choices.pick(&offers).cloned()
                && (!ends(&act) || choices.one_in(8))
            {
                return (self.people[index].clone(), self.filled(act, choices));
            }
        }
        (self.people[0].clone(), Act::tick())
    }

    /// An act with the values and reason that it needs.
    fn filled(&self, mut act: Act, choices: &mut Choices) -> Act {
        match act.act {
            ActKind::Verify if choices.one_in(8) => {
                act.reject = true;
                act.reason = Some("no good".to_owned());
            }
            ActKind::Decide
            | ActKind::NotApplicable
            | ActKind::Interrupt
            | ActKind::Note
            | ActKind::Pause => {
                act.reason = Some("because".to_owned());
            }
            ActKind::Resume | ActKind::HandOver | ActKind::Abort => act.reason = Some("because".to_owned()),
            ActKind::Correct => {
                act.reason = Some("misread".to_owned());
                let names = match &act.step {
                    Some(_) => vec!["x".to_owned(), "side".to_owned(), "why".to_owned(), "spare".to_owned()],
                    None => vec!["wanted".to_owned()],
                };
                let known = act.step.as_ref().map(|step| self.model.of(step));
                let recorded = |name: &String| {
                    known
                        .as_ref()
                        .is_none_or(|it| it.standing().is_some_and(|it| it.given.contains_key(name)))
                };
                let names: Vec<String> = names.into_iter().filter(recorded).collect();
                let name = choices.pick(&names).cloned().unwrap_or("x".to_owned());
                let value = typed(&name, choices);
                act = act.value(name, value);
            }
            ActKind::Perform | ActKind::Verify | ActKind::Adjudicate => {}
            _ => return act,
        }
        if matches!(act.act, ActKind::Perform | ActKind::Verify | ActKind::Adjudicate) {
            let names = [
                "x", "sure", "side", "marks", "mass", "twice", "round", "word", "day", "spare", "soak",
                "all", "why",
            ];
            let path = act.step.clone().unwrap_or_default();
            let tree = places::tree(&self.model);
            let step = places::find(&tree, &path).and_then(|at| tree[at].step);
            let disagreed = self.model.of(&path).attempts.iter().any(|it| it.disagreed);
            let standing = self.model.of(&path).standing().map(|it| it.given.clone()).unwrap_or_default();
            for name in names {
                let Some(field) = step.and_then(|step| step.field(name)) else { continue };
                let blind = act.act != ActKind::Perform;
                if (blind && name != "x") || field.formula().is_some() {
                    continue;
                }
                // The second person mostly finds what the first did.
                let value = match standing.get(name) {
                    Some(value) if blind && !disagreed && !choices.one_in(3) => value.clone(),
                    _ => typed(name, choices),
                };
                let asked = name != "why"
                    || act.values.get("x").is_some_and(|it| it.texts() == ["2"] || it.texts() == ["3"]);
                if asked {
                    act = act.value(name, value);
                }
            }
            let independent = step.is_some_and(|step| {
                let all = step.verifications();
                let own = all.iter().find(|it| it.id == act.of).or(all.first());
                own.is_some_and(|it| it.how == countersign::document::How::Independent)
            });
            if act.act == ActKind::Verify && (!independent || (act.reject && choices.one_in(2))) {
                act.values.clear();
            }
            if choices.one_in(8) {
                let ago = [60, 300, 1200, 2400];
                let ago = Duration::from_seconds(*choices.pick(&ago).expect("a time")).expect("a duration");
                act.performed_at = self.now.checked_sub(ago);
                if choices.one_in(2) && !act.reject {
                    act.reason = Some("the tablet was flat".to_owned());
                }
            }
            if act.act == ActKind::Perform && choices.one_in(8) {
                act.performed_by = choices.pick(&self.people).cloned();
            }
        }
        act
    }

    fn anything(&mut self, choices: &mut Choices) -> Act {
        let all = self.every_act();
        let kind = *choices.pick(&ActKind::ALL).expect("kinds");
        let kind = if kind == ActKind::Abort && !choices.one_in(20) { ActKind::Perform } else { kind };
        let of_kind: Vec<&Act> = all.iter().filter(|act| act.act == kind).collect();
        let act = choices.pick(&of_kind).map_or(Act::new(kind), |act| (*act).clone());
        self.filled(act, choices)
    }

    /// Makes an act wrong in one way.
    fn spoil(&self, asked: &mut (Person, Act), choices: &mut Choices) {
        let act = &mut asked.1;
        match choices.below(10) {
            0..=2 => asked.0 = choices.pick(&self.people).expect("people").clone(),
            3 => act.reason = None,
            4 => act.reason = Some("something to say".to_owned()),
            5 => drop(act.values.shift_remove("x")),
            6 => {
                let wrong = [
                    ("x", "-1"),
                    ("x", "1.5"),
                    ("x", "many"),
                    ("nothing", "1"),
                    ("mass", "1 kg"),
                    ("mass", "1.23"),
                    ("side", "below"),
                    ("mass", "99"),
                ];
                let (name, value) = *choices.pick(&wrong).expect("a value");
                act.values.insert(name.to_owned(), Given::from(value));
            }
            7 => {
                let seen: Vec<u64> = self.model.accepted.iter().map(|it| it.seq).collect();
                act.seen = choices.pick(&seen).copied();
            }
            8 => act.key = Some(format!("k{}", choices.below(3))),
            _ => act.performed_at = self.now.checked_add(Duration::from_seconds(60).expect("a duration")),
        }
    }

    /// Every act there could be, as far as offers tell acts apart.
    pub fn every_act(&self) -> Vec<Act> {
        // As if the clock had ticked: deviations that time alone opens can be decided.
        let mut model = self.model.clone();
        model.tick(self.now);
        let tree = places::tree(&model);
        let paths: Vec<&str> = tree.iter().skip(1).map(|place| place.path.as_str()).collect();
        let mut acts = Vec::new();
        for kind in ActKind::ALL {
            match kind {
                ActKind::Decide => {
                    for number in 1..=model.deviations.len() {
                        let number = u32::try_from(number).expect("a number");
                        acts.extend(DISPOSITIONS.map(|it| Act::decide(number, it, "because")));
                    }
                }
                ActKind::Note
                | ActKind::Pause
                | ActKind::Resume
                | ActKind::HandOver
                | ActKind::TakeOver
                | ActKind::Tick
                | ActKind::Release
                | ActKind::Abort => acts.push(Act::new(kind)),
                ActKind::Verify | ActKind::Correct => {
                    // Where there are no inputs, none can be corrected.
                    if kind == ActKind::Correct && !model.plan.main().inputs().is_empty() {
                        acts.push(Act::new(kind));
                    }
                    for (at, place) in tree.iter().enumerate().skip(1) {
                        acts.push(Act::new(kind).at_step(&place.path));
                        let all = tree[at]
                            .step
                            .filter(|_| place.kind == Kind::Step)
                            .map(|step| step.verifications());
                        let names = all.into_iter().flatten().map(|it| match (&it.id, it.how) {
                            (Some(id), _) => id.clone(),
                            (None, countersign::document::How::Independent) => "independent".to_owned(),
                            (None, countersign::document::How::Witness) => "witness".to_owned(),
                            (None, countersign::document::How::Review) => "review".to_owned(),
                        });
                        let names: BTreeSet<String> = names.collect();
                        acts.extend(names.into_iter().map(|of| Act::new(kind).at_step(&place.path).of(of)));
                    }
                }
                _ => acts.extend(paths.iter().map(|path| Act::new(kind).at_step(*path))),
            }
        }
        acts
    }
}

/// Whether an act is possible as far as role and state go: what is entered may still be refused.
pub fn is_offered(answer: &Answer) -> bool {
    answer.as_ref().err().is_none_or(|codes| codes.iter().all(|code| code.stage() == Stage::Values))
}

/// Walks the run that bytes choose; for fuzzers.
///
/// # Panics
///
/// Where engine and model differ, or an invariant doesn't hold.
pub fn of_bytes(bytes: &[u8]) {
    let Some((procedure, acts)) = bytes.split_first_chunk::<2>() else { return };
    let mut choices = Choices::seeded(u64::from(u16::from_le_bytes(*procedure)));
    let Some(generated) = super::generate::plan(&mut choices) else { return };
    let mut choices = Choices::of_bytes(acts);
    let mut walk = Walk::start(&generated.plan, 1 + choices.below(3));
    while !choices.is_used_up() && walk.story.len() < 60 {
        walk.step(&mut choices);
    }
    walk.replays();
}

/// Something that may be typed into a field of this name.
fn typed(name: &str, choices: &mut Choices) -> Given {
    let texts: &[&str] = match name {
        "x" => &["0", "1", "1", "2", "3"],
        "sure" => &["yes", "yes", "no"],
        "side" => &["left", "right", "top"],
        "mass" => &["1.0", "1.2 g", "1.8", "3", "0"],
        "round" => &["2", "2.4", "2.5"],
        "word" => &["ab", "c"],
        "day" => &["2026-12-01", "2026-11-30"],
        "soak" => &["20 s", "19 s", "1 min"],
        "why" => &["a reason"],
        "marks" => return choices.pick(&[Given::from(["a"]), Given::from(["a", "c"])]).expect("one").clone(),
        "twice" => {
            return choices.pick(&[Given::from(["1", "3"]), Given::from(["2", "2.1"])]).expect("one").clone();
        }
        _ => &["1", "2", "2"],
    };
    Given::from(*choices.pick(texts).expect("a text"))
}

/// Walks one random run of one random procedure; how often what happened, or the story of what went wrong.
///
/// # Errors
///
/// Where engine and model differ, or an invariant doesn't hold.
pub fn seeded(seed: u64) -> Result<Counts, String> {
    let mut choices = Choices::seeded(seed.wrapping_mul(7_919));
    let generated = super::generate::plan(&mut choices).ok_or("no procedure passes the rules")?;
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut walk = Walk::start(&generated.plan, 1 + choices.below(3));
        for _ in 0..80 {
            if walk.run.status().is_final() && choices.one_in(4) {
                break;
            }
            walk.step(&mut choices);
            if choices.one_in(10) {
                let person = choices.pick(&walk.people).expect("people").clone();
                walk.offers_are_exact(&person);
            }
        }
        walk.replays();
        walk.counts
    }));
    told.map_err(|why| {
        let message = why.downcast_ref::<String>().cloned().unwrap_or_default();
        format!("{message}\n{}", generated.text)
    })
}
