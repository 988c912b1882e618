//! Plays cases: line by line, each act asked for, its events folded, its refusal held against the one expected.

use super::expect;
use super::outcome::{CaseResult, Difference, Failure, Told};
use super::script::{Asked, Case, Doing, Line, Scenario, When};
use crate::run::{Code, Event, Person, Refusal, Run, Start, What};
use crate::story;
use crate::value::DateTime;

use std::collections::BTreeMap;

impl Scenario {
    /// Plays one case, up to the first line at which something else happens than it says. The same case always plays
    /// the same.
    pub fn play(&self, case: &Case) -> CaseResult {
        let mut player = Player::new(self, case);
        let failed = case.lines.iter().find_map(|line| {
            player.lines += 1;
            let trouble = player.line(line).err()?;
            Some(Failure {
                act: line.number,
                place: line.place.clone(),
                differences: trouble.differences,
                help: trouble.help,
            })
        });
        CaseResult {
            name: case.name.clone(),
            place: case.place.clone(),
            lines: player.lines,
            failure: failed,
            story: player.story,
            events: player.events,
            refusals: player.refusals,
        }
    }
}

/// Why a line failed.
struct Trouble {
    differences: Vec<Difference>,
    help: Option<String>,
}

impl From<Difference> for Trouble {
    fn from(difference: Difference) -> Trouble {
        Trouble { differences: vec![difference], help: None }
    }
}

struct Player<'a> {
    scenario: &'a Scenario,
    case: &'a Case,
    now: DateTime,
    run: Option<Run>,
    lines: usize,
    story: Vec<Told>,
    events: Vec<Event>,
    refusals: Vec<Code>,
    /// The number of the last event that each person has seen.
    seen: BTreeMap<&'a str, u64>,
}

impl<'a> Player<'a> {
    fn new(scenario: &'a Scenario, case: &'a Case) -> Player<'a> {
        Player {
            scenario,
            case,
            now: case.at,
            run: None,
            lines: 0,
            story: Vec::new(),
            events: Vec::new(),
            refusals: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    fn line(&mut self, line: &'a Line) -> Result<(), Trouble> {
        self.now = match line.when {
            When::At(at) => at,
            When::Then => self.now,
            When::After(wait) => self
                .now
                .checked_add(wait)
                .ok_or_else(|| Difference::new("a time", format!("{wait} after {} is none", self.now)))?,
        };
        match &line.what {
            Doing::Start { trial, values, confirmed, refused } => {
                let mut start =
                    if *trial { Start::trial(&self.case.run) } else { Start::run(&self.case.run) };
                start.inputs = self.case.inputs.clone();
                start.inputs.extend(values.clone());
                start.confirmed = *confirmed;
                let expected = if *trial { "starts a trial" } else { "starts the run" };
                let person = self.person(&line.by)?;
                let answer = Run::start(&self.scenario.plan, start, person, self.now);
                let answer = answer.map(|(run, events)| {
                    self.run = Some(run);
                    events
                });
                self.hold(line, person, expected, answer, *refused)
            }
            Doing::Act(asked) => self.act(line, asked),
            Doing::Sees { step, hidden, shown } => self.sees(line, step, hidden, shown),
            Doing::Expect(expected) => {
                let run = self.running()?;
                let people = &self.scenario.people;
                let differences = expect::differences(expected, run, people, self.now);
                if differences.is_empty() { Ok(()) } else { Err(Trouble { differences, help: None }) }
            }
            Doing::Nothing => Ok(()),
        }
    }

    fn act(&mut self, line: &'a Line, asked: &Asked) -> Result<(), Trouble> {
        let person = self.person(&line.by)?;
        let mut act = asked.act.clone();
        if let Some(other) = &asked.performed_by {
            act.performed_by = Some(self.person(other)?.clone());
        }
        if let Some(ago) = asked.ago {
            let done = self.now.checked_sub(ago);
            act.performed_at =
                Some(done.ok_or_else(|| {
                    Difference::new("a time", format!("{ago} before {} is none", self.now))
                })?);
        }
        if asked.seen {
            act.seen = Some(self.seen.get(line.by.as_str()).copied().unwrap_or(0));
        }
        let answer = self.running()?.ask(&act, person, self.now);
        let expected = story::asked(&act);
        self.hold(line, person, &expected, answer, asked.refused)
    }

    /// Holds an answer against what the line says must come, and folds the events.
    fn hold(
        &mut self,
        line: &'a Line,
        person: &Person,
        doing: &str,
        answer: Result<Vec<Event>, Refusal>,
        expected: Option<Code>,
    ) -> Result<(), Trouble> {
        let is_start = matches!(line.what, Doing::Start { .. });
        let trouble = match (answer, expected) {
            (Ok(events), None) => {
                self.keep(&events, is_start)?;
                None
            }
            (Ok(events), Some(code)) => {
                let said: Vec<String> = events.iter().map(story::sentence).collect();
                let expected = format!("{} is refused: {} (`{code}`)", person.name, code.sentence());
                let happened = format!("it was accepted: {} {}", person.name, said.join("; "));
                Some(Trouble::from(Difference::new(expected, happened)))
            }
            (Err(refusal), expected) => {
                self.refusals.push(refusal.code);
                let said = format!("is refused: {refusal} (`{}`)", refusal.code);
                self.story.push(Told { at: self.now, by: Some(person.name.clone()), said });
                refused(&refusal, expected, &format!("{} {doing}", person.name), &person.name)
            }
        };
        let seq = self.run.as_ref().map_or(0, Run::seq);
        self.seen.insert(&line.by, seq);
        trouble.map_or(Ok(()), Err)
    }

    fn keep(&mut self, events: &[Event], is_start: bool) -> Result<(), Trouble> {
        let known = if is_start { 0 } else { self.running()?.seq() };
        if let Some(run) = self.run.as_mut().filter(|_| !is_start) {
            let unfit = |error| Difference::new("events that can be kept", format!("{error}"));
            run.fold(events).map_err(|error| Trouble::from(unfit(error)))?;
        }
        for event in events.iter().filter(|event| event.seq > known) {
            let by = story::is_an_act(&event.what).then(|| event.by.name.clone());
            let tick = matches!(event.what, What::Breached(_));
            self.story.push(Told { at: event.at, by: by.filter(|_| !tick), said: story::sentence(event) });
            self.events.push(event.clone());
        }
        Ok(())
    }

    fn sees(
        &mut self,
        line: &'a Line,
        step: &str,
        hidden: &[String],
        shown: &[String],
    ) -> Result<(), Trouble> {
        let person = self.person(&line.by)?;
        let run = self.running()?;
        let (sheet, seq) = (run.sheet(person, self.now), run.seq());
        let Some(entry) = sheet.steps.iter().find(|entry| entry.step == step) else {
            return Err(Difference::new(
                format!("{} sees `{step}`", person.name),
                "there is no such step in the run now",
            )
            .into());
        };
        let is_shown = |field: &&String| entry.values.iter().any(|value| value.field == **field);
        let names = &person.name;
        let leaked = hidden.iter().filter(is_shown).map(|field| {
            let expected = format!("`{step}.{field}` is hidden from {names}");
            Difference::new(expected, "it is on the sheet")
        });
        let kept = shown.iter().filter(|field| !is_shown(field)).map(|field| {
            let expected = format!("`{step}.{field}` is shown to {names}");
            let happened =
                if entry.hidden.contains(field) { "it is hidden" } else { "nothing is recorded there" };
            Difference::new(expected, happened)
        });
        let differences: Vec<Difference> = leaked.chain(kept).collect();
        self.seen.insert(&line.by, seq);
        if differences.is_empty() { Ok(()) } else { Err(Trouble { differences, help: None }) }
    }

    fn person(&self, name: &str) -> Result<&'a Person, Trouble> {
        let scenario: &'a Scenario = self.scenario;
        let nobody = || Difference::new(format!("somebody called `{name}`"), "there is nobody of that name");
        scenario.people.get(name).ok_or_else(|| nobody().into())
    }

    fn running(&self) -> Result<&Run, Trouble> {
        self.run.as_ref().ok_or_else(|| Difference::new("a run", "it has not started").into())
    }
}

/// The trouble with a refusal, if it isn't the one expected.
fn refused(refusal: &Refusal, expected: Option<Code>, doing: &str, name: &str) -> Option<Trouble> {
    let happened = format!("refused: {refusal} (`{}`)", refusal.code);
    match expected {
        Some(code) if code == refusal.code => None,
        Some(code) => {
            let expected = format!("{name} is refused: {} (`{code}`)", code.sentence());
            Some(Difference::new(expected, happened).into())
        }
        None => {
            let difference = Difference::new(doing, happened);
            Some(Trouble { differences: vec![difference], help: Some(refusal.remedy().to_owned()) })
        }
    }
}
