//! Small scripts that play runs: who does what, what must be refused, and what must hold.
//!
//! A line is one of:
//! - `people ana=builder,shift_lead+food_handler:2027-06-30 ben=builder`: who there is, with roles and qualifications;
//!   a `!` before the name makes a device of it
//! - `start ana order=40`, `start trial ana order=40`
//! - `ana perform turkey slices=4 mass=53.9`, `ben verify turkey mass=54.2 of:second ago:5_min because late`; in
//!   values `_` is a space and `|` parts several; `doer:cyd` did it, `key:k`, `seen:3`, `confirmed`
//! - any of these with `-> refused CODE`
//! - `wait 5 min`
//! - `expect run running`, `expect turkey failed`, `expect turkey.mass nonconforming`, `expect turkey.mass = 53.9 g`,
//!   `expect open 1`, `expect attempts turkey 2`, `expect steps a b c`
//! - `expect ben sees turkey.mass`, `expect ben hidden turkey.mass`, `expect ben offered perform turkey`,
//!   `expect ben notes 1`

use std::collections::BTreeMap;

use countersign::document::Disposition;
use countersign::manual::{Manual, Plan};
use countersign::procedure::Procedure;
use countersign::run::{Act, ActKind, Event, Given, Person, Refusal, ReplayError, Run, Start, What};
use countersign::value::{DateTime, Duration};

use super::answers::Answers;

/// A procedure (or several, parted by `---`) and a script to play on it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) procedure: &'static str,
    pub(crate) script: &'static str,
}

/// What was reached by playing.
#[derive(Default)]
pub(crate) struct Reached {
    pub(crate) codes: BTreeMap<String, u32>,
    pub(crate) events: BTreeMap<String, u32>,
    pub(crate) acts: BTreeMap<String, u32>,
    /// The answers of all scripts, a line each.
    pub(crate) answers: String,
}

const HEAD: &str = "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\nchanges:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\n";

/// The plan of the first of several procedures; what a small one leaves out is filled in.
pub(crate) fn plan(text: &str) -> Plan {
    let procedures: Vec<Procedure> = text.split("\n---\n").map(procedure).collect();
    let (id, version) = (procedures[0].id().to_owned(), procedures[0].version().clone());
    Manual::new(procedures).plan(&id, &version).unwrap_or_else(|error| panic!("{error}"))
}

fn procedure(text: &str) -> Procedure {
    let whole = text.contains("countersign: 1");
    let mut full = String::new();
    if !whole {
        for line in HEAD.lines() {
            let key = line.split(':').next().expect("a key");
            let nested = line.starts_with(' ');
            if nested || !text.lines().any(|own| own.starts_with(&format!("{key}:"))) {
                full.push_str(line);
                full.push('\n');
            }
        }
    }
    full.push_str(text);
    Procedure::parse(&full).unwrap_or_else(|report| panic!("{report}\n{full}"))
}

pub(crate) fn play(cases: &[Case]) {
    let mut reached = Reached::default();
    for case in cases {
        check(case, &mut reached);
    }
}

/// Plays one script and holds what holds in every run against it.
pub(crate) fn check(case: &Case, reached: &mut Reached) {
    let plan = plan(case.procedure);
    let mut player = Player {
        case: case.name,
        plan: &plan,
        people: BTreeMap::new(),
        now: "2026-12-01T09:00:00Z".parse().expect("a time"),
        run: None,
        events: Vec::new(),
        answers: Answers::default(),
        reached,
    };
    for (number, line) in case.script.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('#') {
            player.line(line).unwrap_or_else(|why| {
                panic!("{}: line {}: {line}\n  {why}\n{}", case.name, number + 1, player.story())
            });
        }
    }
    player.replays();
    let line = player.answers.line(case.name);
    reached.answers.push_str(&line);
}

struct Player<'a> {
    case: &'a str,
    plan: &'a Plan,
    people: BTreeMap<String, Person>,
    now: DateTime,
    run: Option<Run>,
    events: Vec<Event>,
    answers: Answers,
    reached: &'a mut Reached,
}

impl Player<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let (line, refused) = match line.split_once(" -> refused ") {
            Some((line, code)) => (line, Some(code.trim())),
            None => (line, None),
        };
        if let Some(rest) = line.strip_prefix("people ") {
            self.people.extend(rest.split_whitespace().map(person));
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix("wait ") {
            let wait: Duration = rest.parse().map_err(|error| format!("{error}"))?;
            self.now = self.now.checked_add(wait).ok_or("too long")?;
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix("back ") {
            let back: Duration = rest.parse().map_err(|error| format!("{error}"))?;
            self.now = self.now.checked_sub(back).ok_or("too long")?;
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix("expect ") {
            return self.expect(rest);
        }
        let result =
            if let Some(rest) = line.strip_prefix("start ") { self.start(rest) } else { self.act(line) };
        if let Some(run) = &self.run {
            self.answers.note(result.as_deref(), run, self.people.values(), self.now);
        }
        match (result, refused) {
            (Ok(_), None) => Ok(()),
            (Ok(events), Some(code)) => Err(format!("expected {code}, but it made {events:?}")),
            (Err(refusal), Some(code)) => {
                *self.reached.codes.entry(refusal.code.word().to_owned()).or_default() += 1;
                (refusal.code.word() == code)
                    .then_some(())
                    .ok_or(format!("refused as {}: {refusal}", refusal.code))
            }
            (Err(refusal), None) => Err(format!("refused as {}: {refusal}", refusal.code)),
        }
    }

    fn start(&mut self, rest: &str) -> Result<Vec<Event>, Refusal> {
        let mut words = rest.split_whitespace();
        let mut first = words.next().expect("a person");
        let effective = first == "effective";
        if effective {
            first = words.next().expect("a person");
        }
        let mut start = if effective { Start::run("R-1") } else { Start::trial("R-1") };
        for word in words {
            match word.split_once('=') {
                Some((name, value)) => start = start.input(name, given(value)),
                None if word == "confirmed" => start = start.confirmed(),
                None => start.run = word.to_owned(),
            }
        }
        let (run, events) = Run::start(self.plan, start, &self.people[first], self.now)?;
        self.replays();
        self.events.clear();
        self.keep(&events);
        self.run = Some(run);
        Ok(events)
    }

    fn act(&mut self, line: &str) -> Result<Vec<Event>, Refusal> {
        let (who, act) = self.read(line);
        let run = self.run.as_mut().expect("a run");
        let before = format!("{run:?}");
        let result = run.ask(&act, &self.people[who], self.now);
        assert_eq!(before, format!("{run:?}"), "{}: asking changed the run: {line}", self.case);
        let events = result?;
        run.fold(&events).unwrap_or_else(|error| panic!("{}: {line}: {error}", self.case));
        *self.reached.acts.entry(act.act.word().to_owned()).or_default() += 1;
        self.keep(&events);
        Ok(events)
    }

    fn read<'l>(&self, line: &'l str) -> (&'l str, Act) {
        let (line, reason) = match line.split_once(" because ") {
            Some((line, reason)) => (line, Some(reason)),
            None => (line, None),
        };
        let mut words = line.split_whitespace();
        let who = words.next().expect("a person");
        let word = words.next().expect("an act");
        let mut act = match word {
            "reject" => Act { reject: true, ..Act::new(ActKind::Verify) },
            word => {
                let kind = ActKind::ALL.into_iter().find(|kind| kind.word() == word);
                Act::new(kind.unwrap_or_else(|| panic!("`{word}` is no act")))
            }
        };
        act.reason = reason.map(str::to_owned);
        for word in words {
            if let Some((name, value)) = word.split_once('=') {
                act = act.value(name, given(value));
            } else if let Some((name, value)) = word.split_once(':') {
                match name {
                    "of" => act = act.of(value),
                    "ago" => {
                        let ago: Duration = value.replace('_', " ").parse().expect("a duration");
                        act = act.performed_at(self.now.checked_sub(ago).expect("a time"));
                    }
                    "ahead" => {
                        let ahead: Duration = value.replace('_', " ").parse().expect("a duration");
                        act = act.performed_at(self.now.checked_add(ahead).expect("a time"));
                    }
                    "doer" => act = act.performed_by(self.people[value].clone()),
                    "key" => act = act.key(value),
                    "seen" => act = act.seen(value.parse().expect("a number")),
                    _ => panic!("`{name}:` is nothing"),
                }
            } else if word == "confirmed" {
                act = act.confirmed();
            } else if let Some(number) = word.strip_prefix('#') {
                act.deviation = Some(number.parse().expect("a number"));
            } else if act.act == ActKind::Decide {
                let disposition: Disposition = serde_json::from_value(word.into()).expect("a disposition");
                act.disposition = Some(disposition);
            } else {
                act.step = Some(word.to_owned());
            }
        }
        (who, act)
    }

    fn keep(&mut self, events: &[Event]) {
        let known = self.events.last().map_or(0, |last| last.seq);
        for event in events.iter().filter(|event| event.seq > known) {
            *self.reached.events.entry(kind(&event.what)).or_default() += 1;
            self.events.push(event.clone());
        }
    }

    fn expect(&mut self, what: &str) -> Result<(), String> {
        let run = self.run.as_ref().expect("a run");
        let words: Vec<&str> = what.split_whitespace().collect();
        let same =
            |found: String, wanted: &str| (found == wanted).then_some(()).ok_or(format!("it is `{found}`"));
        match words.as_slice() {
            ["run", status] => same(run.status().word().to_owned(), status),
            ["open", count] => same(run.open_deviations().count().to_string(), count),
            ["deviations", count] => same(run.deviations().count().to_string(), count),
            ["breaches", count] => same(run.breaches().count().to_string(), count),
            ["events", count] => same(self.events.len().to_string(), count),
            ["attempts", step, count] => same(run.attempts(step).to_string(), count),
            ["steps", wanted @ ..] => same(run.steps().collect::<Vec<_>>().join(" "), &wanted.join(" ")),
            ["event", wanted] => {
                let mut kinds = self.events.iter().map(|event| kind(&event.what));
                kinds.any(|kind| kind == *wanted).then_some(()).ok_or("there is none".to_owned())
            }
            [field, "=", value @ ..] => {
                let (step, name) = field.rsplit_once('.').ok_or("no field")?;
                let found = run.values(step).iter().find(|value| value.field == name);
                let text = found.and_then(|it| it.value.as_ref()).map(ToString::to_string);
                same(text.unwrap_or("nothing".to_owned()), &value.join(" "))
            }
            [who, "offered", offer @ ..] => self.offered(who, &offer.join(" "), true),
            [who, "refused", offer @ ..] => self.offered(who, &offer.join(" "), false),
            [who, "notes", count] => {
                same(run.sheet(&self.people[*who], self.now).notes.len().to_string(), count)
            }
            [who, "sees", field] => self.sees(who, field, true),
            [who, "hidden", field] => self.sees(who, field, false),
            [name, status] => match run.step_status(name) {
                Some(found) => same(found.word().to_owned(), status),
                None => {
                    let (step, name) = name.rsplit_once('.').ok_or("no such step")?;
                    let found = run.values(step).iter().find(|value| value.field == name);
                    same(found.map_or("nothing", |it| it.verdict.word()).to_owned(), status)
                }
            },
            _ => Err("no such expectation".to_owned()),
        }
    }

    fn offered(&self, who: &str, wanted: &str, expected: bool) -> Result<(), String> {
        let sheet = self.run.as_ref().expect("a run").sheet(&self.people[who], self.now);
        let offers: Vec<String> = sheet.offers.iter().map(ToString::to_string).collect();
        let found = offers.iter().any(|offer| offer == wanted);
        (found == expected).then_some(()).ok_or(format!("offered: {offers:?}"))
    }

    fn sees(&self, who: &str, field: &str, expected: bool) -> Result<(), String> {
        let sheet = self.run.as_ref().expect("a run").sheet(&self.people[who], self.now);
        let (step, name) = field.rsplit_once('.').ok_or("no field")?;
        let step = sheet.steps.iter().find(|it| it.step == step).ok_or("no such step")?;
        let seen = step.values.iter().any(|value| value.field == name);
        let hidden = step.hidden.iter().any(|hidden| hidden == name);
        (seen == expected && hidden != expected).then_some(()).ok_or(format!("{step:?}"))
    }

    /// Every prefix of the record folds to the run as it was then, also through text.
    fn replays(&self) {
        let Some(run) = &self.run else { return };
        let mut again: Option<Run> = None;
        for (index, event) in self.events.iter().enumerate() {
            let text = serde_json::to_string(event).expect("JSON");
            let read: Event = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(serde_json::to_string(&read).expect("JSON"), text);
            match &mut again {
                None => again = Some(Run::replay(self.plan, &[read]).expect("a start")),
                Some(run) => run.fold(&[read]).unwrap_or_else(|error| panic!("{}: {error}", self.case)),
            }
            if let Some(next) = self.events.get(index + 1) {
                self.all_or_none(again.as_mut().expect("a run"), next);
            }
            let whole = Run::replay(self.plan, &self.events[..=index]);
            assert_eq!(again.as_ref(), whole.as_ref().ok(), "{}: prefix of {index}", self.case);
        }
        assert_eq!(format!("{:?}", again.as_ref().expect("a run")), format!("{run:?}"), "{}", self.case);
        if self.events.len() > 2 {
            let gap = [self.events[0].clone(), self.events[2].clone()];
            assert!(matches!(Run::replay(self.plan, &gap), Err(ReplayError::OutOfSequence { .. })));
        }
    }

    /// An event that doesn't fit changes nothing, also when one before it fits.
    fn all_or_none(&self, run: &mut Run, next: &Event) {
        let before = run.clone();
        for broken in broken(next) {
            assert!(run.fold(std::slice::from_ref(&broken)).is_err(), "{}: {broken:?}", self.case);
            assert_eq!(*run, before, "{}: {broken:?}", self.case);
            let follows = Event { seq: broken.seq + 1, ..broken };
            assert!(run.fold(&[next.clone(), follows.clone()]).is_err(), "{}: {follows:?}", self.case);
            assert_eq!(*run, before, "{}: {follows:?}", self.case);
        }
    }

    fn story(&self) -> String {
        let lines = self.events.iter().map(|event| {
            format!("    {} {} {}", event.seq, event.by.id, serde_json::to_string(&event.what).expect("JSON"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Events that are like one, but speak of something that isn't there.
fn broken(event: &Event) -> Vec<Event> {
    let mut broken = Vec::new();
    let whole = serde_json::to_value(&event.what).expect("JSON")[kind(&event.what)].clone();
    for (key, nothing) in [
        ("step", "nowhere".into()),
        ("verification", 99.into()),
        ("deviation", 99.into()),
        ("restarted", vec!["nowhere"].into()),
        ("not_performed", vec!["nowhere"].into()),
    ] {
        let is_corrected = whole.get("old").is_some() || whole.get("new").is_some();
        if whole.get(key).is_some() && !(key == "verification" && !is_corrected && whole.get("how").is_none())
        {
            let mut changed = event.clone();
            let mut what = whole.clone();
            what[key] = nothing;
            let kind = kind(&event.what);
            changed.what = serde_json::from_value(serde_json::json!({ kind: what })).expect("an event");
            broken.push(changed);
        }
    }
    broken.push(Event { seq: event.seq + 7, ..event.clone() });
    broken
}

pub(crate) fn kind(what: &What) -> String {
    let json = serde_json::to_value(what).expect("JSON");
    json.as_object().and_then(|map| map.keys().next()).expect("a kind").clone()
}

fn given(text: &str) -> Given {
    let text = text.replace('_', " ").replace("SHA", &format!("sha256:{}", "ab".repeat(32)));
    match text.split_once('|') {
        Some(_) => Given::Several(text.split('|').filter(|it| !it.is_empty()).map(str::to_owned).collect()),
        None => Given::One(text),
    }
}

fn person(text: &str) -> (String, Person) {
    let (id, rest) = text.split_once('=').unwrap_or((text, ""));
    let (id, device) = id.strip_prefix('!').map_or((id, false), |id| (id, true));
    let mut parts = rest.split('+');
    let mut person = Person::new(id, format!("{} Example", id.to_uppercase()));
    person.roles = parts.next().into_iter().flat_map(|it| it.split(',')).map(str::to_owned).collect();
    person.device = device;
    for part in parts {
        let (name, until) = part.split_once(':').expect("a day");
        person = person.qualified(name, until.parse().expect("a day"));
    }
    (id.to_owned(), person)
}
