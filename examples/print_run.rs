//! Plays a run of the shipped ham sandwich, with a mistake, a rework and a correction, and prints what its record
//! tells: `cargo run --example print_run > run.html`.

#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "this is a host: it owns the output")]

use std::error::Error;

use countersign::manual::Plan;
use countersign::print::{Checklist, Options, html};
use countersign::procedure::Procedure;
use countersign::run::{Act, Event, Person, Run, Start};
use countersign::value::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let text = include_str!("../procedures/ham-sandwich.yaml");
    let plan = Plan::of(Procedure::parse(text).map_err(|report| format!("{report:?}"))?)?;
    let events = play(&plan)?;
    print!("{}", html(&Checklist::of_run(&plan, &events, None, &Options::default())?));
    Ok(())
}

/// A trial run: the first ham is too light and weighed again, a count is corrected, one step doesn't apply.
fn play(plan: &Plan) -> Result<Vec<Event>, Box<dyn Error>> {
    let until = "2027-06-30".parse()?;
    let ana = Person::new("u17", "Ana Ruiz").role("builder").qualified("food_handler", until);
    let ben =
        Person::new("u23", "Ben Okoro").role("shift_lead").role("server").qualified("food_handler", until);
    let mut at: countersign::value::DateTime = "2026-12-01T09:00:00+01:00".parse()?;
    let start = Start::trial("R-0042")
        .input("order", "40")
        .input("allergens", "ACG")
        .input("bread_style", "toasted")
        .input("pickles", "without_pickles");
    let (mut run, mut events) = Run::start(plan, start, &ana, at)?;
    let ten_seconds: Duration = "10 s".parse()?;
    let acts = [
        (Act::perform("cold_well").value("temperature", "4.4"), &ana),
        (Act::perform("wash").value("washing", "25 s"), &ana),
        (Act::perform("gloves").value("undamaged", "yes"), &ana),
        (Act::perform("bread").value("length", "15.0").value("mass", "78"), &ana),
        (Act::perform("toast").value("toasting", "24 s"), &ana),
        (Act::perform("mayonnaise").value("mass", "13"), &ana),
        (Act::perform("cheese").value("slices", "2"), &ana),
        (Act::perform("weigh_ham").value("slices", "4").value("mass", "52.5"), &ana),
        (Act::verify("weigh_ham").value("slices", "4").value("mass", "52.0"), &ben),
        (Act::decide(1, countersign::document::Disposition::Rework, "one slice was torn"), &ben),
        (Act::perform("weigh_ham").value("slices", "4").value("mass", "58.0"), &ana),
        (Act::verify("weigh_ham").value("slices", "4").value("mass", "57.5"), &ben),
        (Act::perform("lay_ham"), &ana),
        (Act::perform("lettuce").value("mass", "12"), &ana),
        (Act::correct("lettuce", "mass", "21", "read the wrong line of the scale"), &ana),
        (Act::decide(2, countersign::document::Disposition::Rework, "weigh again to be sure"), &ana),
    ];
    for (act, person) in acts {
        at = at.checked_add(ten_seconds).ok_or("the calendar ends")?;
        let new = run.ask(&act, person, at)?;
        run.fold(&new)?;
        events.extend(new);
    }
    Ok(events)
}
