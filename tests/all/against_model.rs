//! The engine against the slow second implementation, on random procedures and random acts.

use countersign::run::{ActKind, Stage};
use countersign_model::walk::{Counts, seeded};

/// How often every act was refused in each stage, at least.
const LEAST: u64 = 2;

/// How many runs are walked in the gate; `COUNTERSIGN_RUNS` makes it more.
const RUNS: u64 = 80;

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
    use Stage::{Concurrency, Disposition, Role, Run, Separation, Step, Values};
    let floor: [(ActKind, u64, &[Stage]); 17] = [
        (ActKind::Perform, 200, &[Concurrency, Run, Step, Role, Separation, Values]),
        (ActKind::Verify, 200, &[Concurrency, Run, Step, Role, Separation, Values]),
        (ActKind::Adjudicate, 3, &[Run, Step]),
        (ActKind::ReleaseHoldPoint, 50, &[Concurrency, Run, Step, Role, Values]),
        (ActKind::Decide, 100, &[Concurrency, Run, Step, Role, Values, Disposition]),
        (ActKind::Correct, 100, &[Concurrency, Run, Step, Role, Separation, Values]),
        (ActKind::NotApplicable, 5, &[Run, Step]),
        (ActKind::Another, 2, &[Run, Step]),
        (ActKind::Enough, 5, &[Run, Step]),
        (ActKind::Interrupt, 10, &[Concurrency, Run, Step, Values]),
        (ActKind::Note, 50, &[Run, Role, Values]),
        (ActKind::Pause, 50, &[Run, Role, Values]),
        (ActKind::Resume, 50, &[Run, Values]),
        (ActKind::HandOver, 50, &[Run, Role, Values]),
        (ActKind::TakeOver, 50, &[Run, Values]),
        (ActKind::Tick, 100, &[Run, Values]),
        (ActKind::Release, 10, &[Run, Step, Role, Values]),
    ];
    let count = |act: ActKind, stage: Option<Stage>| counts.get(&(act, stage)).copied().unwrap_or(0);
    let table: Vec<String> =
        counts.iter().map(|((act, stage), count)| format!("{} {stage:?} {count}", act.word())).collect();
    let table = table.join("\n");
    for (act, accepted, stages) in floor {
        assert!(count(act, None) >= accepted, "{} was seldom accepted\n{table}", act.word());
        for stage in stages {
            assert!(
                count(act, Some(*stage)) >= LEAST,
                "{} was seldom refused by {stage:?}\n{table}",
                act.word()
            );
        }
    }
}
