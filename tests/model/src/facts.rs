//! What is known of a run: one plain fact for each thing that was done.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use countersign::document::{Block, Disposition};
use countersign::manual::Plan;
use countersign::run::{Act, Cause, Given, RunStatus, TimedBy, Verdict};
use countersign::value::{DateTime, Value};
use indexmap::IndexMap;

/// A run, as the facts of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Model<'p> {
    /// What is executed.
    pub plan: &'p Plan,
    /// When it started.
    pub started: DateTime,
    /// When something was last accepted.
    pub at: DateTime,
    /// What is known of each place, by its path; the run itself is the empty path.
    pub known: BTreeMap<String, Known>,
    /// Deviations, in the order in which they opened.
    pub deviations: Vec<Deviation>,
    /// Time limits that passed.
    pub breaches: Vec<Breach>,
    /// Who acted in which role of which procedure: person, path of the use, role.
    pub acted: BTreeSet<(String, String, String)>,
    /// Whether work stopped for a while.
    pub paused: bool,
    /// Who handed over, while nobody has taken over.
    pub handed_over: Option<String>,
    /// As what it ended.
    pub ended: Option<RunStatus>,
    /// What was accepted, for keys and for what was seen.
    pub accepted: Vec<Rc<Accepted>>,
}

/// An act that was accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// Who asked.
    pub person: String,
    /// For what.
    pub act: Act,
    /// Number of the run's last event afterwards.
    pub seq: u64,
    /// Where things stood afterwards.
    pub known: BTreeMap<String, Known>,
    /// The deviations there were afterwards.
    pub deviations: Vec<Deviation>,
}

/// What is known of one place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Known {
    /// Whether the condition holds, once it came out.
    pub holds: Option<bool>,
    /// Somebody declared it not applicable.
    pub declared: bool,
    /// How many instances there are, once a repeated group was reached.
    pub instances: Option<u32>,
    /// How many instances there ever were.
    pub most_instances: u32,
    /// Somebody said that there are enough instances.
    pub enough: bool,
    /// The inputs of a used procedure, or of the run.
    pub inputs: Option<Vec<Noted>>,
    /// Who released the hold point, and when.
    pub released: Option<(String, DateTime)>,
    /// How often something in it was corrected.
    pub corrections: usize,
    /// When it was last started again.
    pub restarted: Option<DateTime>,
    /// Every performance, the one that stands last.
    pub attempts: Vec<Attempt>,
}

/// One value with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// The field.
    pub field: String,
    /// What was typed.
    pub given: Option<Given>,
    /// The value, where there is one.
    pub value: Option<Value>,
    /// What is made of it.
    pub verdict: Verdict,
    /// The limits that it was held against, as they came out.
    pub against: Vec<Option<Value>>,
}

/// One performance of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Whether it stands: it was not started again.
    pub stands: bool,
    /// Started again after a disagreement or an interruption, so not counted against rework.
    pub repeated: bool,
    /// It ended in a disagreement after which both repeat.
    pub disagreed: bool,
    /// It ended because a condition turned.
    pub superseded: bool,
    /// When it was done.
    pub performed_at: DateTime,
    /// When it was recorded.
    pub recorded_at: DateTime,
    /// Who did it, recorded it or corrected it.
    pub people: BTreeSet<String>,
    /// What was typed.
    pub given: IndexMap<String, Given>,
    /// Its values.
    pub values: Vec<Noted>,
    /// Signatures of second persons.
    pub signatures: Vec<Signature>,
    /// The verification in which the two disagree, until a third person settles it; or, where the performance doesn't
    /// stand, until both repeat.
    pub disagreement: Option<usize>,
    /// Who settled a disagreement.
    pub third: BTreeSet<String>,
    /// Verifications that a third person settled.
    pub settled: BTreeSet<usize>,
    /// Witnesses that were missed, where somebody decided to go on without.
    pub excused: BTreeSet<usize>,
    /// Who made a correction after which its values came out differently.
    pub correctors: BTreeSet<String>,
    /// The fields that were corrected, or came out differently after a correction elsewhere.
    pub corrected: BTreeSet<String>,
}

/// One signature of a second person.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Which verification.
    pub verification: usize,
    /// Who.
    pub by: String,
    /// When it was done.
    pub performed_at: DateTime,
    /// When it was recorded.
    pub recorded_at: DateTime,
    /// The second person doesn't agree.
    pub rejected: bool,
    /// What was typed.
    pub given: IndexMap<String, Given>,
    /// The verifier's own values.
    pub values: Vec<Noted>,
    /// The fields in which the two differ.
    pub differs: Vec<String>,
    /// Whether it still counts.
    pub valid: bool,
    /// Whether a deviation opened for its rejection.
    pub reported: bool,
}

/// A departure that somebody has to decide about.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation {
    /// The place.
    pub path: String,
    /// Number of performances then.
    pub attempt: usize,
    /// Why.
    pub cause: Cause,
    /// When it happened.
    pub happened: DateTime,
    /// What waits for the decision.
    pub block: Block,
    /// The values that it is about, as they were when it opened or, once decided, when it was decided.
    pub values: Vec<Noted>,
    /// The work it is about was started again before anybody decided.
    pub overtaken: bool,
    /// What was decided.
    pub decided: Option<Disposition>,
    /// When that was.
    pub decided_at: Option<DateTime>,
}

/// A time limit that passed.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    /// The place.
    pub path: String,
    /// Number of performances then.
    pub attempt: usize,
    /// Which limit.
    pub limit: TimedBy,
    /// When.
    pub happened: DateTime,
    /// Only marked.
    pub alert: bool,
    /// Work entered later had been done in time.
    pub in_time: bool,
}

impl Known {
    /// Whether performer and verifier have to repeat.
    pub fn repeats(&self) -> bool {
        self.attempts.last().is_some_and(|it| !it.stands && it.disagreement.is_some())
    }

    /// The performance that stands.
    pub fn standing(&self) -> Option<&Attempt> {
        self.attempts.last().filter(|attempt| attempt.stands)
    }

    /// The performance that stands, to be changed.
    pub fn standing_mut(&mut self) -> Option<&mut Attempt> {
        self.attempts.last_mut().filter(|attempt| attempt.stands)
    }

    /// Everyone who did, recorded or corrected it, in any attempt.
    pub fn performers(&self) -> BTreeSet<&str> {
        self.attempts.iter().flat_map(|attempt| attempt.people.iter().map(String::as_str)).collect()
    }
}

impl Attempt {
    /// The signatures of a verification that count.
    pub fn signatures_of(&self, verification: usize) -> impl Iterator<Item = &Signature> {
        self.signatures.iter().filter(move |it| it.valid && it.verification == verification)
    }
}

impl<'p> Model<'p> {
    /// What is known of a place; nothing much where nothing is.
    pub fn of(&self, path: &str) -> &Known {
        static NOTHING: Known = Known {
            holds: None,
            declared: false,
            instances: None,
            most_instances: 0,
            enough: false,
            inputs: None,
            released: None,
            corrections: 0,
            restarted: None,
            attempts: Vec::new(),
        };
        self.known.get(path).unwrap_or(&NOTHING)
    }

    /// What is known of a place, to be changed.
    pub fn of_mut(&mut self, path: &str) -> &mut Known {
        self.known.entry(path.to_owned()).or_default()
    }

    /// A deviation by its number.
    pub fn deviation(&self, number: u32) -> Option<&Deviation> {
        self.deviations.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The deviations of a place that nobody has decided about.
    pub fn open_deviations(&self, path: &str) -> impl Iterator<Item = &Deviation> {
        self.deviations.iter().filter(move |it| it.path == path && it.decided.is_none())
    }
}
