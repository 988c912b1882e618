//! What a host asks for: acts, as plain data.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::given::Given;
use super::person::Person;
use crate::document::Disposition;
use crate::value::DateTime;

/// Something that a person wants to do in a run. Asking for it changes nothing.
///
/// ```
/// use countersign::run::Act;
///
/// let act = Act::perform("turkey").value("slices", "4").value("mass", "53.9 g");
/// let json = serde_json::to_string(&act).expect("JSON");
/// assert_eq!(json, r#"{"act":"perform","step":"turkey","values":{"slices":"4","mass":"53.9 g"}}"#);
/// ```
///
/// A part that the kind of act has no use for is refused as `out_of_place`, so that nothing a person said is lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Which kind of act.
    pub act: ActKind,
    /// The step, as a path: `turkey`, `pack[2].weigh`, `clean/wash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Which verification of the step, by its id or, where it has none, by how it is done (`independent`, `witness`,
    /// `review`); needed where a step has several, and to correct a verifier's own value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What was recorded, as a person would type it: field and text.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, Given>,
    /// The verifier doesn't agree; needs a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reject: bool,
    /// The deviation that is decided, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<u32>,
    /// What is decided about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// The field, or the input where no step is named, that is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why; the text of a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was done, where that was earlier than now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performed_at: Option<DateTime>,
    /// Who did it, where somebody else records it: both are performers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performed_by: Option<Person>,
    /// Values that look like typing errors have been looked at again and are meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Makes the act happen once, however often it is asked for (rule 10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The number of the last event that the person had seen (rule 10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// The kinds of acts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// A step is done and its values recorded.
    #[default]
    Perform,
    /// The second person agrees or rejects, with own values where the verification is independent.
    Verify,
    /// A third person settles a disagreement with own values.
    Adjudicate,
    /// A hold point is released.
    ReleaseHoldPoint,
    /// A deviation is decided.
    Decide,
    /// A value that was written wrong is corrected.
    Correct,
    /// A step is declared not applicable.
    NotApplicable,
    /// One more instance of a repeated group.
    Another,
    /// No more instances of a repeated group.
    Enough,
    /// What must not be interrupted was interrupted.
    Interrupt,
    /// A remark.
    Note,
    /// Work stops for a while; time limits go on.
    Pause,
    /// Work goes on.
    Resume,
    /// A shift hands over.
    HandOver,
    /// The next shift takes over.
    TakeOver,
    /// Time has passed.
    Tick,
    /// The run is closed.
    Release,
    /// The run is given up.
    Abort,
}

impl ActKind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [ActKind; 18] = [
        ActKind::Perform,
        ActKind::Verify,
        ActKind::Adjudicate,
        ActKind::ReleaseHoldPoint,
        ActKind::Decide,
        ActKind::Correct,
        ActKind::NotApplicable,
        ActKind::Another,
        ActKind::Enough,
        ActKind::Interrupt,
        ActKind::Note,
        ActKind::Pause,
        ActKind::Resume,
        ActKind::HandOver,
        ActKind::TakeOver,
        ActKind::Tick,
        ActKind::Release,
        ActKind::Abort,
    ];

    /// The word for it in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            ActKind::Perform => "perform",
            ActKind::Verify => "verify",
            ActKind::Adjudicate => "adjudicate",
            ActKind::ReleaseHoldPoint => "release_hold_point",
            ActKind::Decide => "decide",
            ActKind::Correct => "correct",
            ActKind::NotApplicable => "not_applicable",
            ActKind::Another => "another",
            ActKind::Enough => "enough",
            ActKind::Interrupt => "interrupt",
            ActKind::Note => "note",
            ActKind::Pause => "pause",
            ActKind::Resume => "resume",
            ActKind::HandOver => "hand_over",
            ActKind::TakeOver => "take_over",
            ActKind::Tick => "tick",
            ActKind::Release => "release",
            ActKind::Abort => "abort",
        }
    }
}

impl Act {
    /// An act of a kind, with nothing said yet.
    pub fn new(kind: ActKind) -> Act {
        Act {
            act: kind,
            step: None,
            of: None,
            values: IndexMap::new(),
            reject: false,
            deviation: None,
            disposition: None,
            field: None,
            reason: None,
            performed_at: None,
            performed_by: None,
            confirmed: false,
            key: None,
            seen: None,
        }
    }

    fn on(kind: ActKind, step: impl Into<String>) -> Act {
        Act { step: Some(step.into()), ..Act::new(kind) }
    }

    fn because(kind: ActKind, reason: impl Into<String>) -> Act {
        Act { reason: Some(reason.into()), ..Act::new(kind) }
    }

    /// Do a step; its values follow with [`Act::value`].
    pub fn perform(step: impl Into<String>) -> Act {
        Act::on(ActKind::Perform, step)
    }

    /// Agree with a step as its second person; the values of an independent verification follow with [`Act::value`].
    pub fn verify(step: impl Into<String>) -> Act {
        Act::on(ActKind::Verify, step)
    }

    /// Reject a step as its second person.
    pub fn reject(step: impl Into<String>, reason: impl Into<String>) -> Act {
        Act { reject: true, reason: Some(reason.into()), ..Act::on(ActKind::Verify, step) }
    }

    /// Settle a disagreement as the third person, with own values.
    pub fn adjudicate(step: impl Into<String>) -> Act {
        Act::on(ActKind::Adjudicate, step)
    }

    /// Release the hold point after a step or group.
    pub fn release_hold_point(step: impl Into<String>) -> Act {
        Act::on(ActKind::ReleaseHoldPoint, step)
    }

    /// Decide about a deviation; they are numbered from 1 in the order in which they open.
    pub fn decide(deviation: u32, disposition: Disposition, reason: impl Into<String>) -> Act {
        let decide = Act::because(ActKind::Decide, reason);
        Act { deviation: Some(deviation), disposition: Some(disposition), ..decide }
    }

    /// Correct a value of a step that was written wrong.
    pub fn correct(
        step: impl Into<String>,
        field: impl Into<String>,
        value: impl Into<Given>,
        reason: impl Into<String>,
    ) -> Act {
        Act { step: Some(step.into()), ..Act::correct_input(field, value, reason) }
    }

    /// Correct an input that was written wrong.
    pub fn correct_input(
        input: impl Into<String>,
        value: impl Into<Given>,
        reason: impl Into<String>,
    ) -> Act {
        let input = input.into();
        let correct = Act::because(ActKind::Correct, reason);
        Act { field: Some(input.clone()), ..correct }.value(input, value)
    }

    /// Declare a step not applicable.
    pub fn not_applicable(step: impl Into<String>, reason: impl Into<String>) -> Act {
        Act { step: Some(step.into()), ..Act::because(ActKind::NotApplicable, reason) }
    }

    /// One more instance of a repeated group.
    pub fn another(group: impl Into<String>) -> Act {
        Act::on(ActKind::Another, group)
    }

    /// No more instances of a repeated group.
    pub fn enough(group: impl Into<String>) -> Act {
        Act::on(ActKind::Enough, group)
    }

    /// Say that a step or group that must not be interrupted was interrupted.
    pub fn interrupt(step: impl Into<String>, reason: impl Into<String>) -> Act {
        Act { step: Some(step.into()), ..Act::because(ActKind::Interrupt, reason) }
    }

    /// A remark about the run, or about a step with [`Act::at_step`].
    pub fn note(text: impl Into<String>) -> Act {
        Act::because(ActKind::Note, text)
    }

    /// Stop work for a while. Time limits go on.
    pub fn pause(reason: impl Into<String>) -> Act {
        Act::because(ActKind::Pause, reason)
    }

    /// Go on after a pause.
    pub fn resume(reason: impl Into<String>) -> Act {
        Act::because(ActKind::Resume, reason)
    }

    /// Hand over to the next shift.
    pub fn hand_over(note: impl Into<String>) -> Act {
        Act::because(ActKind::HandOver, note)
    }

    /// Take over from the shift before.
    pub fn take_over() -> Act {
        Act::new(ActKind::TakeOver)
    }

    /// Look at the clock: time limits that have passed become breaches.
    pub fn tick() -> Act {
        Act::new(ActKind::Tick)
    }

    /// Close the run.
    pub fn release() -> Act {
        Act::new(ActKind::Release)
    }

    /// Give the run up.
    pub fn abort(reason: impl Into<String>) -> Act {
        Act::because(ActKind::Abort, reason)
    }

    /// With a value, as a person would type it: `53.9`, `53.9 g`, `yes`; several readings or options as a list.
    #[must_use]
    pub fn value(mut self, field: impl Into<String>, value: impl Into<Given>) -> Act {
        self.values.insert(field.into(), value.into());
        self
    }

    /// With the step that it is about.
    #[must_use]
    pub fn at_step(mut self, step: impl Into<String>) -> Act {
        self.step = Some(step.into());
        self
    }

    /// As one of several verifications of the step.
    #[must_use]
    pub fn of(mut self, verification: impl Into<String>) -> Act {
        self.of = Some(verification.into());
        self
    }

    /// Done earlier than it is recorded.
    #[must_use]
    pub fn performed_at(mut self, at: DateTime) -> Act {
        self.performed_at = Some(at);
        self
    }

    /// Done by somebody else than the one who records it: both are performers.
    #[must_use]
    pub fn performed_by(mut self, person: Person) -> Act {
        self.performed_by = Some(person);
        self
    }

    /// With a reason, such as why the entry is late.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Act {
        self.reason = Some(reason.into());
        self
    }

    /// Values that look like typing errors are meant.
    #[must_use]
    pub fn confirmed(mut self) -> Act {
        self.confirmed = true;
        self
    }

    /// Asked again with the same key, it happens once.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Act {
        self.key = Some(key.into());
        self
    }

    /// After having seen everything up to this event.
    #[must_use]
    pub fn seen(mut self, seq: u64) -> Act {
        self.seen = Some(seq);
        self
    }
}

/// What a run is started with.
///
/// ```
/// use countersign::run::Start;
///
/// let start = Start::trial("R-0042").input("order", "40");
/// assert!(start.trial);
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The run's id, given by the host and never used again.
    pub run: String,
    /// Whether it is a trial, which any procedure may have (rule 11).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trial: bool,
    /// The inputs, as a person would type them.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub inputs: IndexMap<String, Given>,
    /// Inputs that look like typing errors have been looked at again and are meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

impl Start {
    /// The start of a run; the procedure must be effective.
    pub fn run(id: impl Into<String>) -> Start {
        Start { run: id.into(), ..Start::default() }
    }

    /// The start of a trial, which every sheet and print says it is.
    pub fn trial(id: impl Into<String>) -> Start {
        Start { trial: true, ..Start::run(id) }
    }

    /// With the value of an input, as a person would type it.
    #[must_use]
    pub fn input(mut self, name: impl Into<String>, value: impl Into<Given>) -> Start {
        self.inputs.insert(name.into(), value.into());
        self
    }

    /// Inputs that look like typing errors are meant.
    #[must_use]
    pub fn confirmed(mut self) -> Start {
        self.confirmed = true;
        self
    }
}
