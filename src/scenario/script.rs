//! What holds: a scenario that can be played, with its names resolved and its places known.

use indexmap::IndexMap;

use super::document::{Expect, LineEntry, ScenarioDocument, StartAs};
use super::kind::{LineKind, object};
use super::sequence::Sequence;
use crate::finding::Place;
use crate::manual::Plan;
use crate::run::{Act, ActKind, Code, Given, Person};
use crate::value::{DateTime, Duration};

/// A scenario without errors: a procedure, people, and the cases that they play.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub(super) file: String,
    pub(super) plan: Plan,
    pub(super) people: IndexMap<String, Person>,
    pub(super) cases: Vec<Case>,
}

/// One case: a run, and what must happen in it.
#[derive(Debug, Clone)]
pub struct Case {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) run: String,
    pub(super) at: DateTime,
    pub(super) inputs: IndexMap<String, Given>,
    pub(super) lines: Vec<Line>,
}

/// One line of a case.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) place: Place,
    /// Which line of its case it is, from 1.
    pub(super) number: usize,
    pub(super) when: When,
    pub(super) by: String,
    pub(super) what: Doing,
}

/// When a line is played.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// At this time.
    At(DateTime),
    /// So long after the line before.
    After(Duration),
    /// When the line before is.
    Then,
}

/// What a line does.
#[derive(Debug, Clone)]
pub(super) enum Doing {
    Start {
        trial: bool,
        values: IndexMap<String, Given>,
        confirmed: bool,
        refused: Option<Code>,
    },
    Act(Box<Asked>),
    Sees {
        step: String,
        hidden: Vec<String>,
        shown: Vec<String>,
    },
    Expect(Box<Expect>),
    /// A line of a followed case that did nothing to its run; only its time counts.
    Nothing,
}

/// An act as it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) act: Act,
    /// How long ago it was done.
    pub(super) ago: Option<Duration>,
    /// Who did it.
    pub(super) performed_by: Option<String>,
    /// Whether the person acts on what they saw at their last line.
    pub(super) seen: bool,
    pub(super) refused: Option<Code>,
}

impl Scenario {
    /// The file that it was read from, by the name the host gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What is tested: the procedure with every procedure it uses.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The cases, in the order of the file.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }
}

impl Case {
    /// What the case shows.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its name stands.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// Where the cases and their lines stand in the file.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) cases: Vec<(Place, Vec<Place>)>,
}

/// Makes a scenario of a document in which nothing is wrong; nothing where a case begins at no time.
pub(super) fn scenario(
    file: &str,
    plan: Plan,
    document: &ScenarioDocument,
    sequences: &[Sequence],
    places: &Places,
) -> Option<Scenario> {
    let people = document.people.iter().map(|(id, it)| {
        let qualifications = it.qualifications.iter().map(|(name, until)| (name.clone(), *until)).collect();
        let roles = it.roles.to_vec();
        let person =
            Person { id: id.clone(), name: it.name.clone(), roles, qualifications, device: it.device };
        (id.clone(), person)
    });
    let people = people.collect();
    let mut cases: Vec<Case> = Vec::new();
    for (index, (entry, sequence)) in document.cases.iter().zip(sequences).enumerate() {
        let (place, _) = places.cases.get(index)?;
        let followed = sequence.follows.and_then(|followed| cases.get(followed));
        let mut inputs = followed.map(|case| case.inputs.clone()).unwrap_or_default();
        inputs.extend(entry.inputs.clone());
        let lines = sequence.lines.iter().filter_map(|(case, number)| {
            let entry = document.cases.get(*case)?.acts.get(*number)?;
            let place = places.cases.get(*case)?.1.get(*number)?.clone();
            Some(line(entry, place, number + 1, *case == index))
        });
        cases.push(Case {
            name: entry.name.clone(),
            place: place.clone(),
            run: format!("R-{}", index + 1),
            at: entry.at.or(followed.map(|case| case.at))?,
            inputs,
            lines: lines.collect(),
        });
    }
    Some(Scenario { file: file.to_owned(), plan, people, cases })
}

fn line(entry: &LineEntry, place: Place, number: usize, own: bool) -> Line {
    let when = match (entry.at, entry.after) {
        (Some(at), _) => When::At(at),
        (None, Some(after)) => When::After(after),
        (None, None) => When::Then,
    };
    let what = if own || entry.refused.is_none() { doing(entry) } else { Doing::Nothing };
    let what = match what {
        Doing::Sees { .. } | Doing::Expect(_) if !own => Doing::Nothing,
        what => what,
    };
    Line { place, number, when, by: entry.by.clone().unwrap_or_default(), what }
}

fn doing(entry: &LineEntry) -> Doing {
    match LineKind::of(entry).next() {
        Some(LineKind::Start) => Doing::Start {
            trial: entry.start == Some(StartAs::Trial),
            values: entry.values.clone(),
            confirmed: entry.confirmed.unwrap_or(false),
            refused: entry.refused,
        },
        Some(LineKind::Act(kind)) => Doing::Act(Box::new(Asked {
            act: act(entry, kind),
            ago: entry.ago,
            performed_by: entry.performed_by.clone(),
            seen: entry.seen.unwrap_or(false),
            refused: entry.refused,
        })),
        Some(LineKind::Sees) => Doing::Sees {
            step: entry.sees.clone().unwrap_or_default(),
            hidden: entry.hidden.to_vec(),
            shown: entry.shown.to_vec(),
        },
        Some(LineKind::Expect) => Doing::Expect(Box::new(entry.expect.clone().unwrap_or_default())),
        None => Doing::Nothing,
    }
}

/// The act, as far as it can be known before the run.
fn act(entry: &LineEntry, kind: ActKind) -> Act {
    let object = object(entry, kind);
    let mut act = Act::new(kind);
    if LineKind::Act(kind).names_a_step() {
        let of_input = kind == ActKind::Correct && object == Some("input");
        act.step = object.filter(|_| !of_input).map(str::to_owned);
        act.reason = entry.reason.clone();
    } else {
        // What stands after the key is the reason, unless it is only there to have something there.
        let said = object.filter(|said| *said != "yes").map(str::to_owned);
        act.reason = entry.reason.clone().or(said);
        act.step = entry.step.clone();
    }
    if let Some(reject) = &entry.reject {
        act.reject = true;
        let said = Some(reject.clone()).filter(|said| said != "yes");
        act.reason = act.reason.or(said);
    }
    act.of = entry.of.clone();
    act.values = entry.values.clone();
    if let Some((field, value)) = entry.field.as_ref().zip(entry.value.as_ref()) {
        act.values.insert(field.clone(), value.clone());
    }
    act.field = entry.field.clone();
    act.deviation = entry.decide;
    act.disposition = entry.disposition;
    act.performed_at = entry.performed_at;
    act.confirmed = entry.confirmed.unwrap_or(false);
    act.key = entry.key.clone();
    act
}
