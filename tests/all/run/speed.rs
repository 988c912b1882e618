//! A rough measure, to be run by hand: `cargo test --release -p countersign --test all run::speed -- --ignored --nocapture`.

use std::time::Instant;

use countersign::run::{Act, Event, Person, Run, Start};

use super::script::plan;

#[test]
#[ignore = "a measure, not a test"]
fn a_procedure_of_fifty_steps() {
    let mut text = "roles: {doer: {title: Doer}, checker: {title: Checker}}\nsteps:\n".to_owned();
    for number in 1..=50 {
        text.push_str(&format!("  - {{id: s{number}, title: Step, by: doer, record: {{mass: {{type: number, unit: g, min: 10, max: 20}}}}, verify: {{by: checker, how: review}}, on_fail: {{decide: {{cancel: checker}}}}}}\n"));
    }
    let plan = plan(&text);
    let (ana, ben) = (Person::new("ana", "Ana").role("doer"), Person::new("ben", "Ben").role("checker"));
    let at = "2026-12-01T09:00:00Z".parse().expect("a time");
    let (mut run, mut all) = Run::start(&plan, Start::trial("R"), &ana, at).expect("a run");
    let (mut asking, mut folding, mut sheets) = (Vec::new(), Vec::new(), Vec::new());
    for number in 1..=50 {
        let step = format!("s{number}");
        for (act, person) in [(Act::perform(&step).value("mass", "15 g"), &ana), (Act::verify(&step), &ben)] {
            let begin = Instant::now();
            let events = run.ask(&act, person, at).expect("accepted");
            asking.push(begin.elapsed());
            let begin = Instant::now();
            run.fold(&events).expect("folded");
            folding.push(begin.elapsed());
            let begin = Instant::now();
            std::hint::black_box(run.sheet(person, at));
            sheets.push(begin.elapsed());
            all.extend(events);
        }
    }
    for times in [&mut asking, &mut folding, &mut sheets] {
        times.sort();
    }
    println!("ask {:?}, fold {:?}, sheet {:?} (median)", asking[50], folding[50], sheets[50]);
    let rounds = 2_000_u32;
    let begin = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(Run::replay(&plan, &all).expect("a run"));
    }
    let each = begin.elapsed() / rounds;
    let count = u32::try_from(all.len()).expect("few");
    println!("replay of {count} events {each:?}: {:?} an event", each / count);
    let begin = Instant::now();
    for _ in 0..rounds {
        let copy: Vec<Event> = all.clone();
        std::hint::black_box(copy);
    }
    println!("cloning the events {:?} an event", begin.elapsed() / rounds / count);
}
