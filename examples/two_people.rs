//! A host in a hundred lines: two people and a shift lead check an order, over SQLite.
//!
//! `cargo run --features sqlite --example two_people -- orders.db`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "an example is a host: hosts have a clock, random numbers and a screen"
)]

use std::error::Error;
use std::path::Path;

use countersign::desk::{Desk, DeskError};
use countersign::document::{Disposition, EvidenceKind};
use countersign::manual::Plan;
use countersign::procedure::{Digest, Procedure};
use countersign::record::{Record, Salt, SqliteJournal};
use countersign::run::{Act, ActKind, Evidence, Person, Start};
use countersign::value::DateTime;
use jiff::Timestamp;
use jiff::tz::Offset;

fn main() -> Result<(), Box<dyn Error>> {
    // The plan: a procedure with all the procedures that it uses, each pinned by its digest.
    let procedure = Procedure::parse(include_str!("../procedures/outgoing-product-check.yaml"))?;
    let plan = Plan::of(procedure)?;
    let journal = match std::env::args().nth(1) {
        Some(path) => SqliteJournal::open(Path::new(&path))?,
        None => SqliteJournal::in_memory()?,
    };

    // Who is who comes from the host, which has authenticated them.
    let until = "2099-12-31".parse()?;
    let ana =
        Person::new("u17", "Ana Ruiz").role("packer").role("checker").qualified("product_training", until);
    let ben = Person::new("u23", "Ben Okoro").role("checker").qualified("product_training", until);
    let lea = Person::new("u31", "Lea Conti").role("shift_lead");

    let start = Start::trial(format!("order 10071 {}", now()?))
        .input("order", "10071")
        .input("product", "LAMP-2")
        .input("quantity", "12")
        .input("cartons", "1")
        .input("unit_mass", "0.850")
        .input("carton_mass", "0.310")
        .input("promised_ship", "2099-12-31T16:00:00Z");
    let mut desk = Desk::start(&journal, &plan, start, &ana, now()?, &salt()?)?;
    let mut ask = |act: Act, person: &Person| -> Result<(), Box<dyn Error>> {
        print!("{}: {} {} … ", person.name, act.act.word(), act.step.as_deref().unwrap_or_default());
        match desk.ask(&act, person, now()?, &salt()?) {
            Ok(events) => println!("{} events", events.len()),
            // A refusal is an answer, not a fault: it says what is wrong and what would make it right.
            Err(DeskError::Refused(refusal)) => println!("refused: {refusal}; {}", refusal.remedy()),
            Err(other) => return Err(other.into()),
        }
        Ok(())
    };
    let units = |act: Act, units: &str| act.value("units", units);
    let appearance = |act: Act| act.value("examined", "12").value("defective", "0");
    let function = |act: Act| act.value("tested", "12").value("failed", "0");
    let label = |act: Act| act.value("product_on_label", "LAMP-2").value("labelled", "12");
    let carton =
        |act: Act| act.value("gross", "10.52").value("closure", "sound").value("order_on_carton", "10071");

    ask(Act::perform("clear_bench").value("clear", "yes"), &ana)?;
    ask(units(Act::perform("count_units"), "12"), &ana)?;
    ask(appearance(Act::perform("appearance")), &ana)?;
    ask(function(Act::perform("function_test")), &ana)?;
    ask(label(Act::perform("label")), &ana)?;
    // Nobody is the second person of what they did themselves.
    ask(units(Act::verify("count_units"), "12"), &ana)?;
    // Ben counts without having seen Ana's number. They differ, so both count again, and find one missing.
    ask(units(Act::verify("count_units"), "11"), &ben)?;
    ask(units(Act::perform("count_units"), "11"), &ana)?;
    ask(units(Act::verify("count_units"), "11"), &ben)?;
    // What fails opens a deviation. It stays in the record, whatever is done about it.
    ask(Act::decide(1, Disposition::Rework, "one unit had stayed on the line"), &lea)?;
    for (person, kind) in [(&ana, ActKind::Perform), (&ben, ActKind::Verify)] {
        let of = |step: &str| Act::new(kind).at_step(step);
        ask(units(of("count_units"), "12"), person)?;
        ask(appearance(of("appearance")), person)?;
        ask(function(of("function_test")), person)?;
        ask(label(of("label")), person)?;
    }
    ask(Act::perform("set_out"), &ana)?;
    ask(units(Act::perform("carton[1].fill"), "12"), &ana)?;
    ask(Act::perform("carton[1].seal"), &ana)?;
    ask(Act::perform("carton[1].ship_label"), &ana)?;
    ask(carton(Act::perform("carton[1].carton_check")), &ana)?;
    ask(carton(Act::verify("carton[1].carton_check")), &ben)?;
    ask(Act::perform("packing_list").value("photo", &evidence(EvidenceKind::Photo)?), &ana)?;
    ask(Act::release_hold_point("packing_list"), &lea)?;
    ask(Act::perform("load").value("loaded", "1"), &ana)?;
    let signed = Act::perform("hand_over").value("consignment", "CN20261201");
    ask(signed.value("signature", &evidence(EvidenceKind::Signature)?), &ana)?;
    ask(Act::perform("tell_customer").value("channel", "email"), &ana)?;
    ask(Act::release(), &lea)?;

    // Two years later, perhaps: every line of the record is checked, and the run replayed from it.
    let again = Desk::open(&journal, &plan, desk.run().id())?;
    let replay = |record: &Record| record.replay(&plan).map(drop).map_err(|error| error.to_string());
    println!("{}: {}", again.run().id(), again.run().status().word());
    print!("{}", again.record()?.audit(Some(desk.head()), replay));
    Ok(())
}

/// The host's clock.
fn now() -> Result<DateTime, Box<dyn Error>> {
    Ok(DateTime::new(Timestamp::now(), Offset::UTC).ok_or("the clock is beyond the year 9999")?)
}

/// Random bytes from the operating system, so that what is taken out of a record later can't be guessed.
fn salt() -> Result<Salt, Box<dyn Error>> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(Salt::new(&bytes)?)
}

/// What a camera or a signature pad would give: the host keeps the bytes, the record their digest.
fn evidence(kind: EvidenceKind) -> Result<Evidence, Box<dyn Error>> {
    let name = "10071.jpg".to_owned();
    let (media_type, sha256) = ("image/jpeg".to_owned(), Digest::of(b"the bytes of the picture"));
    Ok(Evidence { kind, media_type, sha256, taken_at: now()?, name })
}
