//! Events as sentences, for people who read what happened in a run.
//!
//! Deliberately without a decision about anything: what happened was decided by the run. English only: a story is for whoever writes and mends procedures. What people record and print has labels in
//! their own languages elsewhere.

use crate::document::How;
use crate::run::{
    Act, ActKind, Against, Breached, Cause, Corrected, Decided, DeviationOpened, Ended, Event, Judged,
    Performed, Recorded, Spoken, TimedBy, Verdict, Verified, What,
};

/// What happened, as a sentence without its person and full stop: `performs turkey: slices 4, mass 53.9 g`.
///
/// What comes of an act by itself, such as a deviation, reads as a sentence of its own.
pub fn sentence(event: &Event) -> String {
    match &event.what {
        What::Started(it) => {
            let inputs = list(&it.inputs);
            let start = if it.trial { "starts a trial" } else { "starts the run" };
            if inputs.is_empty() { start.to_owned() } else { format!("{start} with {inputs}") }
        }
        What::ConditionTurned(it) if it.holds => format!("`{}` is to be done: {}", it.step, it.condition),
        What::ConditionTurned(it) => format!("`{}` is not to be done: not {}", it.step, it.condition),
        What::InstancesOpened(it) => format!("`{}` is to be done {}", it.step, times(it.instances)),
        What::UseOpened(it) => with(format!("`{}` is reached", it.step), &it.inputs),
        What::Performed(it) => performed(it),
        What::Verified(it) => verified(it),
        What::Disagreed(it) if it.repeat => format!("both repeat `{}`, still blind", it.step),
        What::Disagreed(it) => format!("a third person settles `{}`", it.step),
        What::Adjudicated(it) => with(format!("settles `{}`", it.step), &it.values),
        What::Breached(it) => breached(it),
        What::DoneInTime(it) => format!("`{}` turns out to have been done in time", it.step),
        What::DeviationOpened(it) => deviation(it),
        What::Decided(it) => decided(it),
        What::Corrected(it) => corrected(it),
        What::Recomputed(it) => with(format!("`{}` is judged again", it.step), &it.values),
        What::VerificationVoided(it) => format!("the verification of `{}` no longer counts", it.step),
        What::HoldPointVoided(it) => {
            format!("the release of the hold point after `{}` no longer counts", it.step)
        }
        What::HoldPointReleased(it) => format!("releases the hold point after `{}`", it.step),
        What::DeclaredNotApplicable(it) => format!("declares `{}` not applicable: {}", it.step, it.reason),
        What::AnotherAsked(it) => format!("asks for another `{}`, {} in all", it.step, it.instances),
        What::EnoughSaid(it) => format!("says that `{}` was done often enough", it.step),
        What::Interrupted(it) => format!("says that `{}` was interrupted: {}", it.step, it.reason),
        What::Noted(it) => match &it.step {
            Some(step) => format!("notes about `{step}`: {}", it.text),
            None => format!("notes: {}", it.text),
        },
        What::Paused(it) => spoken("pauses the run", it),
        What::Resumed(it) => spoken("resumes the run", it),
        What::HandedOver(it) => format!("hands over: {}", it.note),
        What::TakenOver(it) => spoken("takes over", it),
        What::Released(it) => spoken("releases the run", it),
        What::Aborted(it) => spoken("gives the run up", it),
        What::Ended(it) => ended(it),
    }
}

/// Whether the event is what its person did, and not what came of it.
pub fn is_an_act(what: &What) -> bool {
    !matches!(
        what,
        What::ConditionTurned(_)
            | What::InstancesOpened(_)
            | What::UseOpened(_)
            | What::Disagreed(_)
            | What::Breached(_)
            | What::DoneInTime(_)
            | What::DeviationOpened(_)
            | What::Recomputed(_)
            | What::VerificationVoided(_)
            | What::HoldPointVoided(_)
            | What::Ended(_)
    )
}

fn performed(it: &Performed) -> String {
    let mut said = match &it.performed_by {
        Some(other) => format!("records that {} performed `{}`", other.name, it.step),
        None => format!("performs `{}`", it.step),
    };
    if it.attempt > 1 {
        said.push_str(&format!(", attempt {}", it.attempt));
    }
    if let Some(late) = &it.late {
        said.push_str(&format!(", entered late because {late}"));
    }
    with(said, &it.values)
}

fn verified(it: &Verified) -> String {
    let how = match it.how {
        How::Witness => "witnesses",
        How::Independent => "verifies independently",
        How::Review => "reviews",
    };
    match &it.rejected {
        Some(reason) => format!("rejects `{}`: {reason}", it.step),
        None if it.differs.is_empty() => with(format!("{how} `{}` and agrees", it.step), &it.values),
        None => {
            let fields: Vec<String> = it.differs.iter().map(|field| format!("`{field}`")).collect();
            with(format!("{how} `{}` and disagrees in {}", it.step, fields.join(", ")), &it.values)
        }
    }
}

fn breached(it: &Breached) -> String {
    let what = match it.limit {
        TimedBy::Time(_) => "the time for",
        TimedBy::Witness(_) => "the time to witness",
    };
    let marked = if it.alert { ", which is only marked" } else { "" };
    format!("{what} `{}` was over at {}{marked}", it.step, it.happened)
}

fn deviation(it: &DeviationOpened) -> String {
    let because = match &it.cause {
        Cause::Values => format!("does not conform: {}", list(&it.values)),
        Cause::Rejected(_) => "was rejected".to_owned(),
        Cause::Disagreed(_) => "has two readings that disagree".to_owned(),
        Cause::Breached(_) => "is out of time".to_owned(),
        Cause::Inputs => "gets inputs outside their limits".to_owned(),
    };
    format!("deviation {} opens: `{}` {because}", it.deviation, it.step)
}

fn decided(it: &Decided) -> String {
    format!("decides deviation {}: {}, because {}", it.deviation, it.disposition.word(), it.reason)
}

fn corrected(it: &Corrected) -> String {
    let place = it.step.as_deref().unwrap_or("input");
    let old = it.old.as_ref().map_or_else(|| "nothing".to_owned(), shown);
    let whose = if it.verification.is_some() { " of the verifier" } else { "" };
    format!(
        "corrects `{place}.{}`{whose} from {old} to {}, because {}",
        it.new.field,
        shown(&it.new),
        it.reason
    )
}

fn ended(it: &Ended) -> String {
    format!("the run ends as `{}`", it.status.word())
}

fn spoken(said: &str, it: &Spoken) -> String {
    match &it.reason {
        Some(reason) => format!("{said}: {reason}"),
        None => said.to_owned(),
    }
}

/// How often, in words: `never`, `once`, `3 times`.
pub(crate) fn times(count: u32) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// An act that is asked for, in words: `performs turkey`, `decides deviation 1`.
pub(crate) fn asked(act: &Act) -> String {
    let said = match act.act {
        ActKind::Perform => "performs",
        ActKind::Verify if act.reject => "rejects",
        ActKind::Verify => "verifies",
        ActKind::Adjudicate => "settles",
        ActKind::ReleaseHoldPoint => "releases the hold point after",
        ActKind::Decide => "decides deviation",
        ActKind::Correct => "corrects",
        ActKind::NotApplicable => "declares not applicable:",
        ActKind::Another => "asks for another",
        ActKind::Enough => "says that it was often enough:",
        ActKind::Interrupt => "says that it was interrupted:",
        ActKind::Note => "notes something",
        ActKind::Pause => "pauses the run",
        ActKind::Resume => "resumes the run",
        ActKind::HandOver => "hands over",
        ActKind::TakeOver => "takes over",
        ActKind::Tick => "looks at the clock",
        ActKind::Release => "releases the run",
        ActKind::Abort => "gives the run up",
    };
    match (&act.step, act.deviation, &act.field) {
        (Some(step), _, _) => format!("{said} `{step}`"),
        (None, Some(number), _) => format!("{said} {number}"),
        (None, None, Some(input)) => format!("{said} `input.{input}`"),
        (None, None, None) => said.to_owned(),
    }
}

fn with(said: String, values: &[Recorded]) -> String {
    if values.is_empty() { said } else { format!("{said}: {}", list(values)) }
}

fn list(values: &[Recorded]) -> String {
    let one = |recorded: &Recorded| {
        let verdict = match recorded.verdict {
            Verdict::Neutral | Verdict::Conforming => String::new(),
            verdict => format!(" ({}{})", verdict.word(), missed(recorded)),
        };
        format!("{} {}{verdict}", recorded.field, shown(recorded))
    };
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A value as a person would write it; evidence by its names, and `none` where there is nothing.
pub(crate) fn shown(recorded: &Recorded) -> String {
    match &recorded.value {
        Some(value) => value.to_string(),
        None if recorded.evidence.is_empty() => "none".to_owned(),
        None => recorded.evidence.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// The limits that were missed, in words.
fn missed(recorded: &Recorded) -> String {
    let missed = recorded.judged.iter().filter(|it| !it.met && it.against != Against::Plausible);
    let words: Vec<String> = missed.map(limit).collect();
    match (&recorded.not_computable, words.as_slice()) {
        (Some(reason), _) => format!(": {reason}"),
        (None, []) => String::new(),
        (None, words) => format!(": {}", words.join(", ")),
    }
}

fn limit(it: &Judged) -> String {
    if let Some(expected) = &it.expected {
        return format!("must be {expected}");
    }
    match (&it.lower, &it.upper) {
        (Some(lower), Some(upper)) if lower == upper => format!("must be {}", lower.value),
        (Some(lower), Some(upper)) => format!("must be {} to {}", lower.value, upper.value),
        (Some(lower), None) if lower.inclusive => format!("must be at least {}", lower.value),
        (Some(lower), None) => format!("must be above {}", lower.value),
        (None, Some(upper)) if upper.inclusive => format!("must be at most {}", upper.value),
        (None, Some(upper)) => format!("must be below {}", upper.value),
        (None, None) => String::new(),
    }
}
