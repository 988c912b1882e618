//! The engine against the slow second implementation, on random procedures and random acts.

use countersign::run::{ActKind, Stage};
use countersign_model::walk::{Counts, seeded};

/// How many runs are walked in the gate; `COUNTERSIGN_RUNS` makes it more.
const RUNS: u64 = 60;

#[test]
fn engine_and_model_agree() {
    let runs: u64 = std::env::var("COUNTERSIGN_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(RUNS);
    let mut counts = Counts::new();
    for seed in 0..runs {
        let found = seeded(seed).unwrap_or_else(|story| panic!("seed {seed}: {story}"));
        found.into_iter().for_each(|(cell, count)| *counts.entry(cell).or_default() += count);
    }
    tried_often_enough(&counts);
}

/// No property passes without being tried: every kind of act was accepted, and refused in every stage that it can be
/// refused in.
fn tried_often_enough(counts: &Counts) {
    use Stage::{Concurrency, Disposition, Qualification, Role, Run, Separation, Step, Values};
    let floor: [(ActKind, u64, &[Stage]); 18] = [
        (ActKind::Perform, 100, &[Concurrency, Run, Step, Role, Separation, Values]),
        (ActKind::Verify, 50, &[Concurrency, Run, Step, Role, Separation, Values]),
        (ActKind::Adjudicate, 1, &[Run, Step]),
        (ActKind::ReleaseHoldPoint, 10, &[Run, Step, Role, Values]),
        (ActKind::Decide, 50, &[Concurrency, Run, Step, Role, Values, Disposition]),
        (ActKind::Correct, 50, &[Concurrency, Run, Step, Role, Values]),
        (ActKind::NotApplicable, 3, &[Run, Step]),
        (ActKind::Another, 1, &[Run, Step]),
        (ActKind::Enough, 1, &[Run, Step]),
        (ActKind::Interrupt, 3, &[Run, Step, Values]),
        (ActKind::Note, 10, &[Run, Role, Values]),
        (ActKind::Pause, 10, &[Run, Role, Values]),
        (ActKind::Resume, 10, &[Run, Values]),
        (ActKind::HandOver, 10, &[Run, Values]),
        (ActKind::TakeOver, 10, &[Run, Values]),
        (ActKind::Tick, 20, &[Run, Values]),
        (ActKind::Release, 3, &[Run, Step]),
        (ActKind::Abort, 0, &[]),
    ];
    let _ = Qualification;
    let count = |act: ActKind, stage: Option<Stage>| counts.get(&(act, stage)).copied().unwrap_or(0);
    let table: Vec<String> =
        counts.iter().map(|((act, stage), count)| format!("{} {stage:?} {count}", act.word())).collect();
    let table = table.join("\n");
    for (act, accepted, stages) in floor {
        assert!(count(act, None) >= accepted, "{} was seldom accepted\n{table}", act.word());
        for stage in stages {
            assert!(count(act, Some(*stage)) >= 1, "{} was never refused by {stage:?}\n{table}", act.word());
        }
    }
}
