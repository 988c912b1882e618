//! What cases should try in a procedure: every step, both sides of every limit edge, every way in which something can
//! be refused, decided or happen.

use std::fmt;

use crate::document::{Disposition, How};
use crate::manual::Plan;
use crate::procedure::{Field, Instances, Kind, Limits, Procedure, Step, Verification};
use crate::run::Code;

/// One thing that cases should try. Steps are named without the numbers of their instances.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// A step is done.
    Step(String),
    /// A second person agrees, by step and number of the verification.
    Verified(String, u32),
    /// A limit is met or missed, at one side of one of its edges.
    Edge {
        /// The step; `input` for inputs.
        step: String,
        /// The field.
        field: String,
        /// Which side of which edge.
        side: Side,
    },
    /// A time limit passes, by step and number of the limit.
    Breach(String, u32),
    /// A witness is missed, by step and number of the verification.
    MissedWitness(String, u32),
    /// A refusal is given.
    Refusal(Code),
    /// A disposition is decided about a step.
    Disposition(String, Disposition),
    /// An event happens, by its word in the record.
    Event(&'static str),
}

/// One side of one edge of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A value exactly at the lower limit, or just any value that conforms where the limit itself doesn't.
    AtLower,
    /// A value below the lower limit.
    BelowLower,
    /// A value exactly at the upper limit, or just any value that conforms where the limit itself doesn't.
    AtUpper,
    /// A value above the upper limit.
    AboveUpper,
    /// A value that meets a limit without edges: an option, a pattern, yes.
    Met,
    /// A value that misses a limit without edges.
    Missed,
    /// A value outside the alert limit.
    Alert,
}

impl Goal {
    /// The group that it is counted in.
    pub(super) fn group(&self) -> &'static str {
        match self {
            Goal::Step(_) => "steps",
            Goal::Verified(..) => "verifications",
            Goal::Edge { .. } => "limit edges",
            Goal::Breach(..) | Goal::MissedWitness(..) => "time limits",
            Goal::Refusal(_) => "refusals",
            Goal::Disposition(..) => "dispositions",
            Goal::Event(_) => "events",
        }
    }

    /// What it is, in one or two words.
    pub fn kind(&self) -> &'static str {
        match self {
            Goal::Step(_) => "step",
            Goal::Verified(..) => "verification",
            Goal::Edge { .. } => "limit edge",
            Goal::Breach(..) | Goal::MissedWitness(..) => "time limit",
            Goal::Refusal(_) => "refusal",
            Goal::Disposition(..) => "disposition",
            Goal::Event(_) => "event",
        }
    }
}

impl fmt::Display for Goal {
    /// What is to be tried, in words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Goal::Step(step) => write!(formatter, "`{step}` done"),
            Goal::Verified(step, number) => write!(formatter, "`{step}` verified ({})", number + 1),
            Goal::Edge { step, field, side } => write!(formatter, "`{step}.{field}` {side}"),
            Goal::Breach(step, number) => write!(formatter, "`{step}` out of time ({})", number + 1),
            Goal::MissedWitness(step, number) => {
                write!(formatter, "`{step}` not witnessed in time ({})", number + 1)
            }
            Goal::Refusal(code) => write!(formatter, "`{code}`: {}", code.sentence()),
            Goal::Disposition(step, decided) => {
                write!(formatter, "`{step}` decided as `{}`", decided.word())
            }
            Goal::Event(word) => write!(formatter, "`{word}`"),
        }
    }
}

impl Side {
    /// Whether a value there doesn't conform.
    fn is_outside(self) -> bool {
        matches!(self, Side::BelowLower | Side::AboveUpper | Side::Missed)
    }
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Side::AtLower => "at its lower limit",
            Side::BelowLower => "below its lower limit",
            Side::AtUpper => "at its upper limit",
            Side::AboveUpper => "above its upper limit",
            Side::Met => "conforming",
            Side::Missed => "not conforming",
            Side::Alert => "outside its alert limit",
        })
    }
}

/// Everything that cases should try in a procedure. A procedure that it uses has scenarios of its own.
pub(super) fn goals(plan: &Plan) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (name, field) in plan.main().inputs() {
        edges("input", name, field, &mut goals);
    }
    // An input outside its limits is refused, so that no run ever has it.
    goals.retain(|goal| !matches!(goal, Goal::Edge { side, .. } if side.is_outside()));
    for step in plan.main().steps() {
        of_step(step.id(), step, &mut goals);
    }
    let refusals = Code::ALL.iter().copied().filter(|code| can_refuse(plan.main(), *code));
    goals.extend(refusals.map(Goal::Refusal));
    goals.extend(events(plan.main()).into_iter().map(Goal::Event));
    goals.sort();
    goals.dedup();
    goals
}

fn of_step(path: &str, step: &Step, goals: &mut Vec<Goal>) {
    if !step.is_group() && step.used().is_none() {
        goals.push(Goal::Step(path.to_owned()));
    }
    for (number, check) in (0u32..).zip(step.verifications()) {
        goals.push(Goal::Verified(path.to_owned(), number));
        if check.within.is_some() {
            goals.push(Goal::MissedWitness(path.to_owned(), number));
        }
    }
    for (number, limit) in (0u32..).zip(step.time_limits()) {
        // What bars a step is refused, and so never breached.
        if !limit.refuse {
            goals.push(Goal::Breach(path.to_owned(), number));
        }
    }
    for (name, field) in step.fields() {
        edges(path, name, field, goals);
    }
    let decidable = step.on_fail().filter(|_| !step.is_group() && can_fail(step));
    for decided in decidable.into_iter().flat_map(|on_fail| on_fail.decide.keys()) {
        goals.push(Goal::Disposition(path.to_owned(), *decided));
    }
}

fn can_fail(step: &Step) -> bool {
    let limited = step.fields().iter().any(|(name, field)| {
        let mut found = Vec::new();
        edges("", name, field, &mut found);
        !found.is_empty()
    });
    limited
        || !step.verifications().is_empty()
        || step.time_limits().iter().any(|limit| !limit.alert && !limit.refuse)
}

fn edges(step: &str, name: &str, field: &Field, goals: &mut Vec<Goal>) {
    let mut add = |side| {
        goals.push(Goal::Edge { step: step.to_owned(), field: name.to_owned(), side });
    };
    match field.kind() {
        // Nothing is counted below zero.
        Kind::Count(limits) => {
            let from_zero = limits.lower.as_ref().is_some_and(|bound| bound.formula.to_string() == "0");
            let sides = sides(limits).into_iter();
            sides.filter(|side| !(from_zero && *side == Side::BelowLower)).for_each(add);
        }
        Kind::Date(limits) | Kind::Time(limits) | Kind::DateTime(limits) | Kind::Duration(limits) => {
            sides(limits).into_iter().for_each(add)
        }
        Kind::Number(number) => {
            sides(&number.limits).into_iter().for_each(&mut add);
            if !number.alert.is_empty() {
                add(Side::Alert);
            }
        }
        Kind::Confirm | Kind::Choice { accept: Some(_), .. } | Kind::Evidence { .. } => {
            add(Side::Met);
            add(Side::Missed);
        }
        Kind::Choices { accept, at_least, at_most, .. }
            if accept.is_some() || at_least.is_some() || at_most.is_some() =>
        {
            add(Side::Met);
            add(Side::Missed);
        }
        Kind::Text { pattern, equals, min_length, max_length, .. }
            if pattern.is_some() || equals.is_some() || min_length.is_some() || max_length.is_some() =>
        {
            add(Side::Met);
            add(Side::Missed);
        }
        Kind::Choice { .. } | Kind::Choices { .. } | Kind::Text { .. } => {}
    }
}

fn sides(limits: &Limits) -> Vec<Side> {
    let both = limits.target.is_some();
    let mut sides = Vec::new();
    if both || limits.lower.is_some() {
        sides.extend([Side::AtLower, Side::BelowLower]);
    }
    if both || limits.upper.is_some() {
        sides.extend([Side::AtUpper, Side::AboveUpper]);
    }
    sides
}

/// Whether a person can provoke a refusal in a run of a procedure. Left out are those that only a host makes, such as
/// an id that can't be compared.
fn can_refuse(procedure: &Procedure, code: Code) -> bool {
    let document = procedure.document();
    let any_step = |test: &dyn Fn(&Step) -> bool| procedure.steps().iter().any(test);
    let any_check = |how: How| any_step(&|step| step.verifications().iter().any(|check| check.how == how));
    let verified = any_step(&|step| !step.verifications().is_empty());
    let fails = any_step(&|step| !step.is_group() && can_fail(step));
    let fields = || procedure.steps().iter().flat_map(|step| step.fields().values());
    let number = |test: &dyn Fn(&crate::procedure::Numeric) -> bool| {
        let mut entered = fields().filter(|field| field.formula().is_none());
        entered.any(|field| matches!(field.kind(), Kind::Number(number) if test(number)))
    };
    let typed = fields().any(|field| field.formula().is_none());
    match code {
        Code::NoIdentity | Code::Stale | Code::KeyReused | Code::ClockWentBack | Code::UnreadableText => {
            false
        }
        Code::NotEffective => document.status() != crate::document::Status::Effective,
        Code::NotReady => document.release.is_some(),
        Code::OutOfPlace => document.release.is_some() || any_step(&|step| step.said().hold_point.is_some()),
        Code::NotQualified => document.roles.values().any(|role| !role.needs.is_empty()),
        Code::SelfVerification | Code::AlreadyVerified | Code::NotRecorded => verified,
        Code::SameVerifier => any_step(&has_overlapping_verifiers),
        Code::UnknownVerification => verified,
        Code::WhichVerification => any_step(&|step| step.verifications().len() > 1),
        Code::NotDue => any_step(&|step| step.verifications().iter().any(|check| check.condition.is_some())),
        Code::DisagreementOpen | Code::NoDisagreement => {
            any_step(&|step| step.verifications().iter().any(|check| check.on_disagree.is_some()))
        }
        Code::NotTheVerifier => any_check(How::Independent),
        Code::WitnessTooLate => {
            any_step(&|step| step.verifications().iter().any(|check| check.within.is_some()))
        }
        Code::TooEarly => {
            any_step(&|step| step.time_limits().iter().any(|limit| limit.refuse && limit.at_least.is_some()))
        }
        Code::TooLate => {
            any_step(&|step| step.time_limits().iter().any(|limit| limit.refuse && limit.at_most.is_some()))
        }
        Code::AlreadyReleased | Code::NotReleasable => any_step(&|step| step.said().hold_point.is_some()),
        Code::MostReached => any_step(&|step| matches!(step.instances(), Some(Instances::Open { .. }))),
        Code::NotSeparate => !document.separate.is_empty(),
        Code::NotApart => any_step(&|step| {
            let said = step.said();
            said.apart_from.is_some()
                || said.hold_point.as_ref().is_some_and(|point| point.apart_from.is_some())
                || step.verifications().iter().any(|check| check.apart_from.is_some())
        }),
        Code::SelfDecision => {
            fails
                && any_step(&|step| {
                    let rework = |it: &Disposition| *it == Disposition::Rework;
                    step.on_fail().is_some_and(|on_fail| on_fail.decide.keys().any(|it| !rework(it)))
                })
        }
        Code::Device => verified || document.release.is_some(),
        Code::LateWithoutReason => document.defaults.as_ref().is_some_and(|it| it.late_after.is_some()),
        Code::MissingValue => fields().any(|field| field.formula().is_none() && field.is_required()),
        Code::UnreadableValue => typed,
        Code::WrongUnit => number(&|number| number.unit.is_some()),
        Code::TooFine => number(&|number| number.decimals.is_some()),
        Code::UnknownOption => {
            fields().any(|field| matches!(field.kind(), Kind::Choice { .. } | Kind::Choices { .. }))
        }
        Code::WrongCount => number(&|number| number.readings > 1),
        Code::Implausible => number(&|number| !number.plausible.is_empty()),
        Code::InputRefused => procedure.inputs().iter().any(|(name, field)| {
            let mut found = Vec::new();
            edges("", name, field, &mut found);
            !found.is_empty()
        }),
        Code::NothingChanged => typed,
        Code::StepNotApplicable => {
            any_step(&|step| step.condition().is_some() || step.said().not_applicable.is_some())
        }
        Code::UnknownDeviation
        | Code::AlreadyDecided
        | Code::Blocked
        | Code::MissingDisposition
        | Code::NotAllowed => fails,
        Code::NoAttemptsLeft => {
            fails && any_step(&|step| step.on_fail().is_some_and(|it| it.rework.is_some()))
        }
        Code::NotCorrected => fails,
        _ => true,
    }
}

/// Whether one person could sign twice for a step: for several people, or in the roles of several verifications.
fn has_overlapping_verifiers(step: &Step) -> bool {
    let checks = step.verifications();
    let overlap =
        |one: &Verification, other: &Verification| one.by.iter().any(|role| other.by.contains(role));
    let later = |at: usize| checks.iter().skip(at + 1);
    checks.iter().any(|check| check.people > 1)
        || checks.iter().enumerate().any(|(at, check)| later(at).any(|other| overlap(check, other)))
}

/// The words of the events that can happen in a run of a procedure.
fn events(procedure: &Procedure) -> Vec<&'static str> {
    let any = |test: &dyn Fn(&Step) -> bool| procedure.steps().iter().any(test);
    let verified = any(&|step| !step.verifications().is_empty());
    let fails = any(&|step| !step.is_group() && can_fail(step));
    let repeated = |open: bool| {
        any(&move |step| match step.instances() {
            Some(Instances::Open { .. }) => true,
            Some(_) => !open,
            None => false,
        })
    };
    let held = any(&|step| step.said().hold_point.is_some());
    let settled = any(&|step| step.verifications().iter().any(|check| check.on_disagree.is_some()));
    let computed = any(&|step| step.fields().values().any(|field| field.formula().is_some()));
    let uninterrupted = any(&|step| {
        step.said().uninterrupted == Some(true)
            || step.verifications().iter().any(|check| check.uninterrupted)
    });
    let timed = any(&|step| step.time_limits().iter().any(|limit| !limit.refuse));
    let witnessed = any(&|step| step.verifications().iter().any(|check| check.within.is_some()));
    let released = procedure.document().release.is_some();
    let conditional = any(&|step| step.condition().is_some());
    let possible = [
        ("started", true),
        ("condition_turned", conditional),
        ("instances_opened", repeated(false)),
        ("use_opened", any(&|step| step.used().is_some())),
        ("performed", true),
        ("verified", verified),
        ("disagreed", settled),
        ("adjudicated", settled),
        ("breached", timed || witnessed),
        ("deviation_opened", fails),
        ("decided", fails),
        ("corrected", true),
        ("recomputed", computed),
        ("verification_voided", verified),
        ("hold_point_voided", held),
        ("hold_point_released", held),
        ("declared_not_applicable", any(&|step| step.said().not_applicable.is_some())),
        ("another_asked", repeated(true)),
        ("enough_said", repeated(true)),
        ("interrupted", uninterrupted),
        ("released", released),
        ("aborted", true),
        ("ended", true),
    ];
    possible.into_iter().filter(|(_, possible)| *possible).map(|(word, _)| word).collect()
}
