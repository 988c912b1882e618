//! Holds what must be against what is, in one run at one moment.

use indexmap::IndexMap;

use super::document::{Expect, Tally};
use super::outcome::Difference;
use crate::run::{ActKind, Given, Offer, Person, Recorded, Run};
use crate::story::{shown, times};
use crate::value::{DateTime, Value};

/// Everything in which a run differs from what is expected of it.
pub(super) fn differences(
    expected: &Expect,
    run: &Run,
    people: &IndexMap<String, Person>,
    now: DateTime,
) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Some(wanted) = expected.run.filter(|wanted| *wanted != run.status()) {
        let happened = format!("it is `{}`{}", run.status().word(), waiting(run));
        found.push(Difference::new(format!("the run is `{}`", wanted.word()), happened));
    }
    for (step, wanted) in &expected.steps {
        let status = run.step_status(step);
        if status != Some(*wanted) {
            let happened =
                status.map_or_else(|| missing(step), |status| format!("it is `{}`", status.word()));
            found.push(Difference::new(format!("`{step}` is `{}`", wanted.word()), happened));
        }
    }
    for (name, wanted) in &expected.verdicts {
        let recorded = recorded(run, name);
        if recorded.map(|it| it.verdict) != Some(*wanted) {
            let happened = recorded.map_or_else(
                || "nothing is recorded there".to_owned(),
                |it| format!("{} is `{}`", shown(it), it.verdict.word()),
            );
            found.push(Difference::new(format!("`{name}` is `{}`", wanted.word()), happened));
        }
    }
    for (name, wanted) in &expected.values {
        let recorded = recorded(run, name);
        if !is_value(recorded, wanted) {
            let happened = recorded.map_or_else(|| "none".to_owned(), shown);
            found.push(Difference::new(format!("`{name}` is {wanted}"), format!("it is {happened}")));
        }
    }
    for (step, wanted) in &expected.attempts {
        let attempts = run.attempts(step);
        if u32::try_from(attempts) != Ok(*wanted) {
            let expected = format!("`{step}` was done {}", times(*wanted));
            let attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
            found.push(Difference::new(expected, format!("it was done {}", times(attempts))));
        }
    }
    let open = || run.open_deviations().map(|it| it.step).collect();
    found.extend(tally(expected.open_deviations.as_ref(), "open deviations", open));
    let all = || run.deviations().map(|it| it.step).collect();
    found.extend(tally(expected.deviations.as_ref(), "deviations", all));
    let breaches = || run.breaches().map(|it| it.step).collect();
    found.extend(tally(expected.breaches.as_ref(), "breaches", breaches));
    for (name, wanted) in &expected.available {
        if let Some(person) = people.get(name) {
            found.extend(available(run, person, wanted, now));
        }
    }
    found
}

/// What keeps a run from going on, in brackets.
fn waiting(run: &Run) -> String {
    let steps: Vec<&str> = run.steps().collect();
    let stands = steps.iter().filter_map(|step| {
        let status = run.step_status(step)?;
        let waits = !matches!(
            status.word(),
            "closed" | "not_applicable" | "pending" | "superseded" | "not_performed"
        );
        waits.then(|| format!("`{step}` is `{}`", status.word()))
    });
    let stands: Vec<String> = stands.take(4).collect();
    if stands.is_empty() || run.status().is_final() {
        String::new()
    } else {
        format!(" ({})", stands.join(", "))
    }
}

fn missing(step: &str) -> String {
    format!("there is no step `{step}` in the run now")
}

/// A recorded value by its name: `turkey.mass`, or `input.order`.
fn recorded<'r>(run: &'r Run, name: &str) -> Option<&'r Recorded> {
    let (step, field) = name.rsplit_once('.').unwrap_or(("input", name));
    let values = if step == "input" { run.inputs() } else { run.values(step) };
    values.iter().find(|value| value.field == field)
}

/// Whether a value is the one that is wanted. Numbers are compared as numbers, and their unit only where one is
/// written; everything else as text.
fn is_value(recorded: Option<&Recorded>, wanted: &Given) -> bool {
    let text = wanted.to_string();
    let Some(recorded) = recorded else { return text == "none" };
    let number = |value: &Value, text: &str| {
        let wanted: Option<crate::value::Quantity> = text.parse().ok();
        value.as_number().zip(wanted).is_some_and(|(is, wanted)| {
            is.value == wanted.value && (wanted.unit.is_none() || wanted.unit == is.unit)
        })
    };
    let is = |value: &Value, text: &str| value.to_string() == text || number(value, text);
    match (&recorded.value, wanted.texts()) {
        (Some(Value::List(values)), texts) => {
            values.len() == texts.len() && values.iter().zip(texts).all(|(value, text)| is(value, text))
        }
        (Some(value), [only]) => is(value, only),
        _ => shown(recorded) == text,
    }
}

fn tally(wanted: Option<&Tally>, what: &str, steps: impl Fn() -> Vec<String>) -> Option<Difference> {
    let wanted = wanted?;
    let steps = steps();
    let listed = |steps: &[String]| {
        let names: Vec<String> = steps.iter().map(|step| format!("`{step}`")).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    match wanted {
        Tally::Count(count) if u32::try_from(steps.len()) == Ok(*count) => None,
        Tally::Count(count) => {
            let happened = match steps.len() {
                0 => "there are none".to_owned(),
                1 => format!("there is one, about {}", listed(&steps)),
                number => format!("there are {number}, about {}", listed(&steps)),
            };
            let expected = match count {
                0 => format!("there are no {what}"),
                1 => format!("there is one of the {what}"),
                count => format!("there are {count} {what}"),
            };
            Some(Difference::new(expected, happened))
        }
        Tally::Steps(wanted) if *wanted == steps => None,
        Tally::Steps(wanted) => {
            let expected = format!("the {what} are about {}", listed(wanted));
            Some(Difference::new(expected, format!("they are about {}", listed(&steps))))
        }
    }
}

fn available(run: &Run, person: &Person, wanted: &[String], now: DateTime) -> Option<Difference> {
    let aside = |offer: &Offer| {
        matches!(
            offer.act,
            ActKind::Correct
                | ActKind::Interrupt
                | ActKind::Note
                | ActKind::Pause
                | ActKind::HandOver
                | ActKind::Tick
                | ActKind::Abort
        )
    };
    let sheet = run.sheet(person, now);
    let offered: Vec<(String, bool)> =
        sheet.offers.iter().map(|offer| (in_words(offer), aside(offer))).collect();
    let has_all = wanted.iter().all(|wanted| offered.iter().any(|(offer, _)| offer == wanted));
    let has_no_other = offered.iter().all(|(offer, aside)| *aside || wanted.contains(offer));
    if has_all && has_no_other {
        return None;
    }
    let listed = |names: Vec<&str>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    let expected = listed(wanted.iter().map(String::as_str).collect());
    let shown = offered.iter().filter(|(offer, aside)| !*aside || wanted.contains(offer));
    let happened = listed(shown.map(|(offer, _)| offer.as_str()).collect());
    Some(Difference::new(
        format!("{} may do: {expected}", person.name),
        format!("{} may do: {happened}", person.name),
    ))
}

/// An offer as a case writes it: `perform turkey`, `decide 1 rework`, `verify label second`.
fn in_words(offer: &Offer) -> String {
    let number = offer.deviation.map(|number| number.to_string());
    let decided = offer.disposition.map(|it| it.word().to_owned());
    let parts = [Some(offer.act.word().to_owned()), offer.step.clone(), offer.of.clone(), number, decided];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
