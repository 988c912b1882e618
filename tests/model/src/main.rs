//! Walks many runs and tells of the ones that went wrong, the shortest story of each kind.
//!
//!     cargo run -p countersign-model -- 10000        that many runs
//!     cargo run -p countersign-model -- 1 4711       the run of one seed

#![allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "it is a command for those who work on the engine"
)]

use std::collections::BTreeMap;
use std::process::ExitCode;

use countersign_model::walk::{Counts, seeded};

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let runs = numbers.first().copied().unwrap_or(1000);
    let first = numbers.get(1).copied().unwrap_or(0);
    std::panic::set_hook(Box::new(|_| {}));
    let mut wrong: BTreeMap<String, (u64, u64, String)> = BTreeMap::new();
    let mut counts = Counts::new();
    for seed in first..first + runs {
        match seeded(seed) {
            Ok(found) => {
                found.into_iter().for_each(|(cell, count)| *counts.entry(cell).or_default() += count)
            }
            Err(story) => {
                let (_, _, shortest) = wrong
                    .entry(kind(&story))
                    .and_modify(|it| it.0 += 1)
                    .or_insert_with(|| (1, seed, story.clone()));
                if story.len() < shortest.len() {
                    let entry = wrong.entry(kind(&story)).or_default();
                    (entry.1, entry.2) = (seed, story);
                }
            }
        }
    }
    for ((act, stage), count) in &counts {
        println!(
            "{:<20} {:<16} {count}",
            act.word(),
            stage.map_or("accepted".to_owned(), |it| format!("{it:?}"))
        );
    }
    for (kind, (times, seed, story)) in &wrong {
        println!("\n== {times} times: {kind}\nseed {seed}\n{story}");
    }
    for (kind, (times, seed, _)) in &wrong {
        println!("{times:>5} times, such as {seed:>5}: {kind}");
    }
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What went wrong, without what is particular to one run.
fn kind(story: &str) -> String {
    let lines: Vec<&str> = story.lines().take(4).collect();
    let telling =
        lines.iter().find(|line| line.contains("engine:")).or(lines.first()).copied().unwrap_or_default();
    let act = story.split("\"act\":\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default();
    if telling.contains("engine:") {
        format!("{act}{telling}")
    } else {
        lines.iter().take(1).copied().collect()
    }
}
