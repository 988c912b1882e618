//! A run of a procedure of fifty steps, each done and reviewed: a hundred acts, for measuring the engine.

use countersign::manual::Plan;
use countersign::procedure::Procedure;
use countersign::run::{Act, Event, Person, Run, Start};
use countersign::value::DateTime;

/// The run, act by act.
#[derive(Debug)]
pub struct History {
    /// What it executes.
    pub plan: Plan,
    /// Who starts it and does the steps.
    pub doer: Person,
    /// When all of it happens.
    pub at: DateTime,
    /// The acts in their order, with who asks for them.
    pub acts: Vec<(Act, Person)>,
    /// The run before each act.
    pub before: Vec<Run>,
    /// Everything that happened.
    pub events: Vec<Event>,
}

/// The text of a procedure of so many steps, each with a limit, a review and a way out.
pub fn text(steps: u32) -> String {
    let mut text = "countersign: 1\nid: steps\nversion: 1.0.0\ntitle: Steps\nchanges:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\nroles:\n  doer: {title: Doer}\n  checker: {title: Checker}\nsteps:\n".to_owned();
    for number in 1..=steps {
        text.push_str(&format!(
            "  - id: step_{number}\n    title: Step {number}\n    by: doer\n    record:\n      mass: {{type: number, unit: g, min: 10, max: 20}}\n    verify: {{by: checker, how: review}}\n    on_fail: {{decide: {{cancel: checker}}}}\n"
        ));
    }
    text
}

/// Plays the run to its end.
///
/// # Errors
///
/// What the library says, if the procedure has a problem or an act is refused.
pub fn history(steps: u32) -> Result<History, Box<dyn std::error::Error>> {
    let procedure = Procedure::parse(&text(steps)).map_err(|report| report.to_string())?;
    let plan = Plan::of(procedure)?;
    let (doer, checker) =
        (Person::new("ana", "Ana Ruiz").role("doer"), Person::new("ben", "Ben Okoro").role("checker"));
    let at: DateTime = "2026-12-01T09:00:00Z".parse()?;
    let (mut run, mut events) = Run::start(&plan, Start::trial("R-0042"), &doer, at)?;
    let (mut acts, mut before) = (Vec::new(), Vec::new());
    for number in 1..=steps {
        let step = format!("step_{number}");
        acts.push((Act::perform(&step).value("mass", "15.2 g"), doer.clone()));
        acts.push((Act::verify(&step), checker.clone()));
    }
    for (act, person) in &acts {
        before.push(run.clone());
        let made = run.ask(act, person, at)?;
        run.fold(&made)?;
        events.extend(made);
    }
    Ok(History { plan, doer, at, acts, before, events })
}
