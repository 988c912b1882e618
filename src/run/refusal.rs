//! Why an act is not allowed: one table of codes, each with its sentence, its remedy and its place in the order in
//! which refusals are given.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to an act that is not allowed. It changes nothing.
///
/// `Display` is the sentence with what it is about; [`Refusal::remedy`] says what would make the act acceptable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Which refusal.
    pub code: Code,
    /// The step that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The field or input that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What exactly is wrong, where the sentence alone doesn't say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Refusal {
    pub(super) fn new(code: Code) -> Refusal {
        Refusal { code, step: None, field: None, detail: None }
    }

    pub(super) fn step(mut self, step: impl Into<String>) -> Refusal {
        self.step.get_or_insert_with(|| step.into());
        self
    }

    pub(super) fn field(mut self, field: impl Into<String>) -> Refusal {
        self.field.get_or_insert_with(|| field.into());
        self
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Refusal {
        self.detail = Some(detail.into());
        self
    }

    /// What would make the act acceptable.
    pub fn remedy(&self) -> &'static str {
        self.code.remedy()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.step, &self.field) {
            (Some(step), Some(field)) => write!(formatter, "`{step}.{field}`: ")?,
            (Some(name), None) | (None, Some(name)) => write!(formatter, "`{name}`: ")?,
            (None, None) => {}
        }
        formatter.write_str(self.code.sentence())?;
        match &self.detail {
            Some(detail) => write!(formatter, ": {detail}"),
            None => Ok(()),
        }
    }
}

/// Where a refusal stands in the order in which they are given: of several that apply, one of the earliest stage is
/// the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Concurrency: what was seen, and keys.
    Concurrency,
    /// The state of the run.
    Run,
    /// The state of the step.
    Step,
    /// Role.
    Role,
    /// Qualification.
    Qualification,
    /// Separation of people.
    Separation,
    /// Values, times and reasons.
    Values,
    /// The disposition.
    Disposition,
}

macro_rules! codes {
    ($($code:ident $word:literal $stage:ident $sentence:literal $remedy:literal;)*) => {
        /// The codes of refusals; their words never change meaning.
        ///
        /// They stand in the order in which they are given: where several apply, the answer is of the earliest
        /// [`Stage`] among them. First come reused keys and stale acts, then the state of the run, the state of the
        /// step, role, qualification, separation of people, values with times and reasons, and last the disposition.
        /// So a person who may not do a thing at all is not told first that a value of it is wrong.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`: ", $sentence, ".")] $code,)*
        }

        impl Code {
            /// All codes, in the order in which refusals are given.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// The word for it in data.
            pub fn word(self) -> &'static str {
                match self { $(Code::$code => $word,)* }
            }

            /// What is wrong, as a sentence without capital and full stop.
            pub fn sentence(self) -> &'static str {
                match self { $(Code::$code => $sentence,)* }
            }

            /// What would make the act acceptable.
            pub fn remedy(self) -> &'static str {
                match self { $(Code::$code => $remedy,)* }
            }

            /// Where it stands in the order in which refusals are given.
            pub fn stage(self) -> Stage {
                match self { $(Code::$code => Stage::$stage,)* }
            }
        }
    };
}

codes! {
    KeyReused "key_reused" Concurrency "the key was used for another act" "give every act a key of its own";
    Stale "stale" Concurrency "the step has changed since it was seen" "read the run again and decide whether the act still fits";

    NoIdentity "no_identity" Run "the person or the run has no usable id" "give an id without control characters";
    NotEffective "not_effective" Run "the procedure is not in force" "start a trial, or a version that is effective today";
    RunEnded "run_ended" Run "the run has ended" "nothing can be added to it; start another run";
    ClockWentBack "clock_went_back" Run "the time is earlier than the last event" "set the host's clock right and ask again";
    Paused "paused" Run "the run is paused" "resume it first";
    NotPaused "not_paused" Run "the run is not paused" "go on working";
    HandedOver "handed_over" Run "the run was handed over and nobody has taken over yet" "take over first";
    NotHandedOver "not_handed_over" Run "nobody has handed over" "hand over first";
    NotReady "not_ready" Run "the run can't be released yet" "close what is open";

    UnknownStep "unknown_step" Step "there is no such step in this run" "name a step by its path, such as `pack[2].weigh`";
    NotForThisStep "not_for_this_step" Step "the procedure doesn't provide for this act here" "use an act that the sheet offers";
    UnknownDeviation "unknown_deviation" Step "there is no such deviation" "name a deviation by its number";
    AlreadyDecided "already_decided" Step "the deviation is decided" "read the decision";
    StepNotApplicable "step_not_applicable" Step "the step is not applicable" "go on with the next step";
    AlreadyRecorded "already_recorded" Step "the step is recorded" "correct the record, or decide on rework";
    NotOpen "not_open" Step "the step is not open" "close the steps before it";
    Blocked "blocked" Step "an undecided deviation stops the run" "decide about the deviation";
    NotRecorded "not_recorded" Step "nothing is recorded there" "perform the step first";
    UnknownVerification "unknown_verification" Step "the step has no such verification" "name one of its verifications";
    WhichVerification "which_verification" Step "the step has several verifications" "say which one with `of`";
    NotDue "not_due" Step "the verification is not due" "go on without it";
    AlreadyVerified "already_verified" Step "the verification is complete" "go on";
    DisagreementOpen "disagreement_open" Step "performer and verifier disagree" "repeat the step, or have the disagreement settled";
    NoDisagreement "no_disagreement" Step "there is no disagreement to settle" "verify the step";
    WitnessTooLate "witness_too_late" Step "the time in which a witness may sign is over" "decide about the deviation that the missed witness opened";
    TooEarly "too_early" Step "the time that must pass before has not passed" "wait";
    TooLate "too_late" Step "the time in which the step may be done is over" "do again the step from which the time counts, or abort";
    AlreadyReleased "already_released" Step "the hold point is released" "go on";
    NotReleasable "not_releasable" Step "the hold point can't be released yet" "close what stands before it";
    MostReached "most_reached" Step "there are as many instances as there may be" "go on with the steps after the group";

    WrongRole "wrong_role" Role "the person doesn't hold a role that may do this" "ask somebody in one of the roles named";
    Device "device" Role "a device can't do this" "ask a person";

    NotQualified "not_qualified" Qualification "the person lacks a qualification on that day" "ask somebody qualified";

    SelfVerification "self_verification" Separation "the person contributed to what is verified" "ask a second person";
    SameVerifier "same_verifier" Separation "the person has already signed for this step" "ask another person";
    SelfDecision "self_decision" Separation "the person contributed to the step that failed" "ask somebody who didn't";
    SelfTakeOver "self_take_over" Separation "who hands over doesn't take over" "ask the next shift";
    NotTheVerifier "not_the_verifier" Separation "only the verifier corrects a verifier's value" "ask the verifier";
    NotSeparate "not_separate" Separation "the person acted in a role that other people hold in this run" "ask another person";
    NotApart "not_apart" Separation "the person took part in steps that this act is kept apart from" "ask another person";

    OutOfPlace "out_of_place" Values "the act has no use for this" "leave it out";
    MissingReason "missing_reason" Values "a reason is needed" "say why";
    UnreadableText "unreadable_text" Values "the text can't be kept" "write plain text without control characters, at most 10,000 characters";
    InFuture "in_future" Values "the time is in the future" "enter what was done after it was done";
    BeforeStart "before_start" Values "the time is before the run started" "enter the time at which it was done in this run";
    BeforeOpen "before_open" Values "the step could not have been done at that time" "enter a time after the steps before it were closed";
    LateWithoutReason "late_without_reason" Values "a late entry needs a reason" "say why it is entered late";
    UnexpectedValue "unexpected_value" Values "the value is not asked for" "leave it out";
    MissingValue "missing_value" Values "a value is missing" "record every field that is asked for";
    UnreadableValue "unreadable_value" Values "the value can't be read" "write it in the form of its type";
    WrongUnit "wrong_unit" Values "the value is not in a unit of the field" "enter it in the unit of the field";
    TooFine "too_fine" Values "the value has more decimals than the instrument shows" "enter what the instrument shows";
    UnknownOption "unknown_option" Values "that can't be chosen" "choose one of the options";
    WrongCount "wrong_count" Values "the number of readings is not the one asked for" "enter exactly as many readings as the field asks for";
    InputRefused "input_refused" Values "the input is outside its limits" "start with an input within its limits";
    Implausible "implausible" Values "the value looks like a typing error" "look again, and confirm it if it is meant";
    NothingChanged "nothing_changed" Values "the correction says what is recorded already" "leave it as it is";

    MissingDisposition "missing_disposition" Disposition "nothing is decided" "name the deviation and a disposition";
    NotAllowed "not_allowed" Disposition "the procedure doesn't allow this disposition here" "choose one that the sheet offers";
    NoAttemptsLeft "no_attempts_left" Disposition "the step can't be tried again" "decide otherwise";
    NotCorrected "not_corrected" Disposition "an entry error needs a correction after which the value conforms" "correct the value first, or decide otherwise";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
