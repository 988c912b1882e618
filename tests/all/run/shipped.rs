//! Every shipped procedure is played to its end.

use countersign::manual::Manual;
use countersign::procedure::Procedure;
use countersign::run::RunStatus;

use super::driver::Driver;

#[test]
fn every_shipped_procedure_comes_to_its_end() {
    let texts = crate::shipped::procedures();
    let procedures = texts
        .iter()
        .map(|(name, text)| Procedure::parse(text).unwrap_or_else(|report| panic!("{name}: {report}")));
    let procedures: Vec<Procedure> = procedures.collect();
    let manual = Manual::new(procedures.iter().cloned());
    let mut ends = String::new();
    for procedure in &procedures {
        let plan = manual.plan(procedure.id(), procedure.version()).unwrap_or_else(|error| panic!("{error}"));
        let mut best: Option<(RunStatus, usize)> = None;
        for seed in 0..6 {
            let mut driver = Driver::start(&plan, seed);
            for _ in 0..600 {
                if driver.run.status().is_final() {
                    break;
                }
                driver.step(false);
            }
            driver.replays();
            let status = driver.run.status();
            let end = (status, driver.events.len());
            if status.is_final() && best.is_none_or(|best| end.0 < best.0) {
                best = Some(end);
            }
            if !status.is_final() {
                ends.push_str(&format!("{} {seed}: {}\n", procedure.id(), driver.stuck()));
            }
        }
        ends.push_str(&format!("{}: {best:?}\n", procedure.id()));
        assert!(best.is_some(), "{} never ends\n{ends}", procedure.id());
    }
    println!("{ends}");
}
