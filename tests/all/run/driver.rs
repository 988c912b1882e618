//! A state-aware player: it does what sheets offer, mostly, and anything at all now and then.

use std::collections::BTreeMap;

use countersign::document::Disposition;
use countersign::manual::Plan;
use countersign::procedure::Field;
use countersign::run::{
    Act, ActKind, Code, Event, Given, Offer, Person, Recorded, Refusal, Run, Stage, Start, Verdict, What,
};
use countersign::value::{DateTime, Duration};

use super::answers::Answers;
use super::dice::Dice;
use super::guess::{fit, guess};

/// How often each act had each outcome.
pub(crate) type Counts = BTreeMap<(String, String), u32>;

pub(crate) struct Driver<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) people: Vec<Person>,
    pub(crate) run: Run,
    pub(crate) events: Vec<Event>,
    pub(crate) now: DateTime,
    pub(crate) dice: Dice,
    pub(crate) counts: Counts,
    /// Where they are wanted, all answers.
    pub(crate) answers: Option<Answers>,
}

/// Two people for every role, one who holds all, and one who holds none.
pub(crate) fn people(plan: &Plan) -> Vec<Person> {
    let until = "2030-01-01".parse().expect("a day");
    let mut people: Vec<Person> = Vec::new();
    let roles: Vec<&String> = plan.main().document().roles.keys().collect();
    for role in &roles {
        for number in 1..=3 {
            people.push(Person::new(format!("{role}{number}"), "Somebody").role(role.as_str()));
        }
    }
    let mut all = Person::new("all", "All");
    all.roles = roles.iter().map(|role| (*role).clone()).collect();
    people.push(all);
    people.push(Person::new("none", "None"));
    let needs: Vec<String> = plan
        .procedures()
        .flat_map(|procedure| procedure.document().roles.values().flat_map(|role| role.needs.clone()))
        .collect();
    for person in &mut people {
        for needed in &needs {
            person.qualifications.insert(needed.clone(), until);
        }
    }
    people
}

impl<'a> Driver<'a> {
    pub(crate) fn start(plan: &'a Plan, seed: u64) -> Driver<'a> {
        let now: DateTime = "2026-12-01T09:00:00Z".parse().expect("a time");
        let people = people(plan);
        let mut start = Start::trial("R-1").confirmed();
        let mut dice = Dice(seed);
        for _ in 0..100 {
            match Run::start(plan, start.clone(), &people[0], now) {
                Ok((run, events)) => {
                    return Driver {
                        plan,
                        people,
                        run,
                        events,
                        now,
                        dice,
                        counts: Counts::new(),
                        answers: None,
                    };
                }
                Err(refusal) => {
                    let name = refusal.field.clone().unwrap_or_else(|| panic!("{refusal}"));
                    let field = &plan.main().inputs()[&name];
                    match refusal.code {
                        Code::UnexpectedValue => drop(start.inputs.shift_remove(&name)),
                        _ => start = start.input(&name, guess(field, now, &mut dice)),
                    }
                }
            }
        }
        panic!("no inputs for {}: {start:?}", plan.main().id());
    }

    /// One act: something offered, or one time of five anything.
    pub(crate) fn step(&mut self, wild: bool) {
        let minutes = if wild { self.dice.roll(12) } else { 1 };
        let wait = Duration::from_seconds(minutes * 60).expect("a duration");
        self.now = self.now.checked_add(wait).expect("a time");
        if wild && self.dice.roll(5) == 0 {
            let (person, act) = self.anything();
            self.ask(&act, &person);
            return;
        }
        let mut offers: Vec<(usize, Offer)> = Vec::new();
        for (index, person) in self.people.iter().enumerate() {
            let sheet = self.run.sheet(person, self.now);
            offers.extend(sheet.offers.into_iter().map(|offer| (index, offer)));
        }
        let weight = |offer: &Offer| match offer.act {
            ActKind::Perform | ActKind::Adjudicate | ActKind::Release => 24,
            ActKind::Verify | ActKind::ReleaseHoldPoint | ActKind::TakeOver | ActKind::Resume => 24,
            ActKind::Decide => match offer.disposition {
                Some(Disposition::Scrap | Disposition::Cancel | Disposition::Return) => 1,
                _ => 24,
            },
            ActKind::Enough => 24,
            _ if !wild => 0,
            ActKind::Abort => 0,
            ActKind::Another | ActKind::Correct | ActKind::NotApplicable | ActKind::Interrupt => 4,
            _ => 1,
        };
        let total: u64 = offers.iter().map(|(_, offer)| weight(offer)).sum();
        if total == 0 {
            // A value that a correction made due is given by a correction.
            offers.retain(|(_, offer)| offer.act == ActKind::Correct && offer.of.is_none());
            if let Some((index, offer)) = self.dice.pick(&offers).filter(|_| !wild).cloned() {
                let person = self.people[index].clone();
                self.take(&offer, &person, wild);
                return;
            }
            if wild && self.dice.roll(4) == 0 {
                self.ask(&Act::abort("stuck"), &self.people[0].clone());
            }
            let hour = Duration::from_seconds(3_600 * self.dice.roll(1000)).expect("a duration");
            self.now = self.now.checked_add(hour).expect("a time");
            return;
        }
        let mut at = self.dice.roll(total);
        for (index, offer) in offers {
            if at < weight(&offer) {
                let person = self.people[index].clone();
                self.take(&offer, &person, wild);
                return;
            }
            at -= weight(&offer);
        }
    }

    /// Takes an offer, with values that conform as far as they can be found, or now and then don't.
    fn take(&mut self, offer: &Offer, person: &Person, wild: bool) {
        let mut act = Act::new(offer.act);
        act.step = offer.step.clone();
        act.of = offer.of.clone();
        act.deviation = offer.deviation;
        act.disposition = offer.disposition;
        match offer.act {
            ActKind::Verify if wild && self.dice.roll(8) == 0 => {
                act.reject = true;
                act.reason = Some("no good".to_owned());
            }
            ActKind::Perform | ActKind::Verify | ActKind::Adjudicate => act.confirmed = false,
            ActKind::Another
            | ActKind::Enough
            | ActKind::Tick
            | ActKind::Release
            | ActKind::ReleaseHoldPoint
            | ActKind::TakeOver => {}
            _ => act.reason = Some("because".to_owned()),
        }
        if offer.act == ActKind::Correct {
            let fields: Vec<String> = match &offer.step {
                Some(step) => self.fields(step).keys().cloned().collect(),
                None => self.plan.main().inputs().keys().cloned().collect(),
            };
            let Some(name) = self.dice.pick(&fields).cloned() else { return };
            let field = self.field(offer.step.as_deref(), &name);
            let value = guess(&field, self.now, &mut self.dice);
            act = act.value(name, value);
            act.confirmed = true;
            self.ask(&act, person);
            return;
        }
        let spoil = wild && self.dice.roll(5) == 0;
        for _ in 0..60 {
            match self.run.ask(&act, person, self.now) {
                Ok(events) => {
                    if !spoil && self.improve(&mut act, &events) {
                        continue;
                    }
                    break;
                }
                Err(refusal) => {
                    if !self.mend(&mut act, &refusal) {
                        break;
                    }
                }
            }
        }
        if offer.act == ActKind::Verify && wild && self.dice.roll(3) == 0 && act.values.contains_key("x") {
            act.values.insert("x".to_owned(), Given::One(self.dice.roll(4).to_string()));
        }
        self.ask(&act, person);
    }

    /// Makes an act a little more acceptable; nothing where that can't be done.
    fn mend(&mut self, act: &mut Act, refusal: &Refusal) -> bool {
        let Some(name) = refusal.field.clone() else { return false };
        match refusal.code {
            Code::MissingValue => {
                let field = self.field(act.step.as_deref(), &name);
                let value = guess(&field, self.now, &mut self.dice);
                act.values.insert(name, value);
            }
            Code::UnexpectedValue => drop(act.values.shift_remove(&name)),
            Code::Implausible => act.confirmed = true,
            _ => return false,
        }
        true
    }

    /// Makes values conform that don't; nothing where all do.
    fn improve(&mut self, act: &mut Act, events: &[Event]) -> bool {
        let mut changed = false;
        for event in events {
            let values: &[Recorded] = match &event.what {
                What::Performed(it) => &it.values,
                What::Verified(it) => &it.values,
                What::Adjudicated(it) => &it.values,
                _ => continue,
            };
            for value in values.iter().filter(|value| value.verdict == Verdict::Nonconforming) {
                let better = value.judged.iter().find(|it| !it.met).and_then(|it| fit(it, value));
                if let Some(better) = better
                    && act.values.get(&value.field).is_some_and(|known| *known != better)
                {
                    act.values.insert(value.field.clone(), better);
                    changed = true;
                }
            }
            if let What::Verified(it) = &event.what {
                let theirs = self.run.values(&it.step);
                for name in &it.differs {
                    let own = theirs.iter().find(|value| value.field == *name);
                    if let Some(entered) = own.and_then(|value| value.entered.clone())
                        && act.values.get(name).is_some_and(|known| *known != entered)
                    {
                        act.values.insert(name.clone(), entered);
                        changed = true;
                    }
                }
            }
        }
        changed
    }

    fn anything(&mut self) -> (Person, Act) {
        let person = self.dice.pick(&self.people).expect("people").clone();
        if self.dice.roll(2) == 0 {
            // What somebody else may do.
            let other = self.dice.pick(&self.people).expect("people").clone();
            let all = self.people.iter().find(|person| person.id == "all").expect("somebody").clone();
            let person = if self.dice.roll(2) == 0 { all } else { person.clone() };
            let sheet = self.run.sheet(&other, self.now);
            let cheats =
                |offer: &&Offer| !matches!(offer.act, ActKind::Abort | ActKind::Pause | ActKind::HandOver);
            let offers: Vec<&Offer> = sheet.offers.iter().filter(cheats).collect();
            if let Some(offer) = self.dice.pick(&offers) {
                let mut act = Act::new(offer.act);
                (act.step, act.of) = (offer.step.clone(), offer.of.clone());
                (act.deviation, act.disposition) = (offer.deviation, offer.disposition);
                return (person, act);
            }
        }
        let kind = *self.dice.pick(&ActKind::ALL).expect("kinds");
        let kind = if kind == ActKind::Abort && self.dice.roll(20) > 0 { ActKind::Tick } else { kind };
        let steps: Vec<String> = self.run.steps().map(str::to_owned).collect();
        let mut act = Act::new(kind);
        if self.dice.roll(8) > 0 {
            act.step = self.dice.pick(&steps).cloned();
        }
        if self.dice.roll(2) == 0 {
            act.reason = Some("because".to_owned());
        }
        if kind == ActKind::Decide {
            act.deviation = u32::try_from(self.dice.roll(4)).ok();
            act.step = None;
            act.disposition = self.dice.pick(&DISPOSITIONS).copied();
        }
        if self.dice.roll(10) == 0 {
            act.seen = Some(self.dice.roll(self.run.seq() + 2));
        }
        if self.dice.roll(10) == 0 {
            act.key = Some(format!("k{}", self.dice.roll(3)));
        }
        (person, act)
    }

    pub(crate) fn ask(&mut self, act: &Act, person: &Person) {
        let before = format!("{:?}", self.run);
        let result = self.run.ask(act, person, self.now);
        assert_eq!(before, format!("{:?}", self.run), "asking changes nothing");
        assert_eq!(result, self.run.ask(act, person, self.now), "the same question has the same answer");
        let outcome = match &result {
            Ok(_) => "accepted".to_owned(),
            Err(refusal) => refusal.code.word().to_owned(),
        };
        *self.counts.entry((act.act.word().to_owned(), outcome)).or_default() += 1;
        if let Ok(events) = &result {
            let known = self.run.seq();
            self.run.fold(events).unwrap_or_else(|error| panic!("{error}"));
            self.events.extend(events.iter().filter(|event| event.seq > known).cloned());
        }
        if let Some(answers) = &mut self.answers {
            answers.note(result.as_deref(), &self.run, &self.people, self.now);
        }
    }

    /// What is offered is what is accepted: for every person and every act there could be.
    pub(crate) fn offers_are_exact(&self) {
        let steps: Vec<String> = self.run.steps().map(str::to_owned).collect();
        for person in &self.people {
            let sheet = self.run.sheet(person, self.now);
            for act in every_act(&self.run, &steps) {
                let offer = Offer {
                    act: act.act,
                    step: act.step.clone(),
                    of: act.of.clone(),
                    deviation: act.deviation,
                    disposition: act.disposition,
                };
                let accepted = match self.run.ask(&act, person, self.now) {
                    Ok(_) => true,
                    Err(refusal) => refusal.code.stage() == Stage::Values,
                };
                // A step with one verification needs no name for it, and gets none in an offer.
                let offered = sheet.offers.contains(&offer);
                assert_eq!(
                    offered,
                    accepted,
                    "{} {offer}: {:?}",
                    person.id,
                    self.run.ask(&act, person, self.now)
                );
            }
        }
    }

    /// What is not closed, for the story of a run that doesn't go on.
    pub(crate) fn stuck(&self) -> String {
        let status = |step: &str| self.run.step_status(step).map_or("", |status| status.word());
        let open =
            self.run.steps().filter(|step| !matches!(status(step), "closed" | "not_applicable" | "pending"));
        let open: Vec<String> = open.map(|step| format!("{step} {}", status(step))).collect();
        let deviations: Vec<_> = self.run.open_deviations().map(|it| (it.step, it.cause)).collect();
        format!("{} {open:?} {deviations:?}", self.run.status().word())
    }

    /// Every prefix of the record folds to the same run, also through text.
    pub(crate) fn replays(&self) {
        let mut folded: Option<Run> = None;
        for (index, event) in self.events.iter().enumerate() {
            let text = serde_json::to_string(event).expect("JSON");
            let event: Event = serde_json::from_str(&text).expect("an event");
            match &mut folded {
                None => folded = Some(Run::replay(self.plan, &[event]).expect("a start")),
                Some(run) => run.fold(&[event]).expect("an event that fits"),
            }
            if index % 7 == 0 {
                assert_eq!(folded, Run::replay(self.plan, &self.events[..=index]).ok());
            }
        }
        assert_eq!(format!("{:?}", folded.expect("a run")), format!("{:?}", self.run));
    }

    fn fields(&self, path: &str) -> indexmap::IndexMap<String, Field> {
        let id = path.rsplit(['.', '/']).next().expect("an id");
        let found = self.plan.procedures().filter_map(|procedure| procedure.step(id));
        found.flat_map(|step| step.fields().clone()).collect()
    }

    fn field(&self, step: Option<&str>, name: &str) -> Field {
        match step {
            Some(step) => self.fields(step)[name].clone(),
            None => self.plan.main().inputs()[name].clone(),
        }
    }
}

pub(crate) const DISPOSITIONS: [Disposition; 8] = [
    Disposition::UseAsIs,
    Disposition::Rework,
    Disposition::Repair,
    Disposition::Regrade,
    Disposition::Return,
    Disposition::Scrap,
    Disposition::Cancel,
    Disposition::EntryError,
];

/// Every act there could be, as far as offers tell acts apart.
fn every_act(run: &Run, steps: &[String]) -> Vec<Act> {
    let mut acts = Vec::new();
    for kind in ActKind::ALL {
        match kind {
            ActKind::Decide => {
                for deviation in run.deviations() {
                    acts.extend(DISPOSITIONS.map(|it| Act::decide(deviation.deviation, it, "because")));
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
            ActKind::Verify => {
                for step in steps {
                    acts.push(Act::new(kind).at_step(step));
                    for of in ["first", "second"] {
                        acts.push(Act::new(kind).at_step(step).of(of));
                    }
                }
            }
            _ => acts.extend(steps.iter().map(|step| Act::new(kind).at_step(step))),
        }
    }
    acts
}
