//! Measures the parts of checking a file without a statistics library, for scripts and for noisy machines.
//!
//! `measure rounds [FILES] [ROUNDS]` prints CPU minima: in each round every part runs over every file in turn, and of
//! each part and file the fastest round counts. What else runs on the machine then slows all parts alike, or is left
//! out.
//!
//! `measure run PART FILES TIMES` only does the work, so that valgrind can count its instructions.
//!
//! With `COUNTERSIGN_FOLDER=procedures` the files are those of a folder instead of generated ones.

use std::error::Error;
use std::hint::black_box;

use countersign_benches::{Part, files};
use rustix::time::{ClockId, clock_gettime};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["rounds"] => rounds(20, 200),
        ["rounds", files, rounds_of_all] => rounds(files.parse()?, rounds_of_all.parse()?),
        ["run", part, files, times] => {
            let part = Part::ALL.iter().copied().find(|it| it.name() == *part).ok_or("no such part")?;
            run_times(part, files.parse()?, times.parse()?)
        }
        _ => Err("expected: rounds [FILES ROUNDS], or run PART FILES TIMES".into()),
    }
}

/// Name and text of the files that are measured.
fn texts(count: u64) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let Some(folder) = std::env::var_os("COUNTERSIGN_FOLDER") else {
        return Ok(files(count).into_iter().map(|file| (file.name, file.text)).collect());
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "yaml") && !path.to_string_lossy().contains(".scenarios.")
        {
            found.push((path.to_string_lossy().into_owned(), std::fs::read_to_string(path)?));
        }
    }
    found.sort();
    Ok(found)
}

fn run_times(part: Part, count: u64, times: usize) -> Result<(), Box<dyn Error>> {
    let texts = texts(count)?;
    for _ in 0..times {
        for (name, text) in &texts {
            black_box(part.run(name, black_box(text)));
        }
    }
    Ok(())
}

fn rounds(count: u64, rounds: usize) -> Result<(), Box<dyn Error>> {
    let texts = texts(count)?;
    let mut best = vec![vec![u64::MAX; Part::ALL.len()]; texts.len()];
    for _ in 0..rounds {
        for ((name, text), best) in texts.iter().zip(&mut best) {
            for (part, best) in Part::ALL.iter().zip(best) {
                let before = cpu_time();
                black_box(part.run(name, black_box(text)));
                *best = (*best).min(cpu_time() - before);
            }
        }
    }
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let sum = |part: usize| best.iter().map(|best| best[part]).sum::<u64>();
    let base = sum(1) - sum(0);
    println!("{} files, {} bytes each, {rounds} rounds, CPU minima", texts.len(), bytes / texts.len());
    for (index, part) in Part::ALL.iter().enumerate().skip(1) {
        let spent = sum(index).saturating_sub(sum(0));
        let each = spent as f64 / texts.len() as f64 / 1e6;
        println!("{:10} {each:.4} ms a file  {:.2}", part.name(), spent as f64 / base as f64);
    }
    Ok(())
}

/// What this thread has spent on the processor, in nanoseconds.
fn cpu_time() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    (time.tv_sec * 1_000_000_000 + time.tv_nsec).unsigned_abs()
}
