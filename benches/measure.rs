//! Measures the parts of checking a file without a statistics library, for scripts and for noisy machines.
//!
//! `measure rounds [FILES] [ROUNDS]` prints CPU minima: in each round every part runs over every file in turn, and of
//! each part and file the fastest round counts. What else runs on the machine then slows all parts alike, or is left
//! out.
//!
//! `measure run PART FILES TIMES` only does the work, so that valgrind can count its instructions.
//!
//! `measure engine [ROUNDS]` prints medians of asking, folding and sheets, over every act of a run of fifty steps, by
//! the clock. `measure play TIMES` only plays that run with its sheets, for valgrind.
//!
//! `measure record [ROUNDS]` reads the record of that run from its text, checks every hash of it and replays it, beside
//! reading the same text as mere JSON and keeping the last value of each step.
//!
//! `measure runs [RUNS]` opens so many runs at once and prints the memory and the time that each takes, and what each
//! event adds.
//!
//! With `COUNTERSIGN_FOLDER=procedures` the files are those of a folder instead of generated ones.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program that measures reads files and prints"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use countersign::procedure::Digest;
use countersign::record::{Fact, Header, Record, Salt};
use countersign::run::{Run, Start};
use countersign_benches::history::{History, history};
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
        ["engine"] => engine(200),
        ["engine", rounds] => engine(rounds.parse()?),
        ["play", times] => play(times.parse()?),
        ["record"] => record(1000),
        ["record", rounds] => record(rounds.parse()?),
        ["runs"] => runs(100_000),
        ["runs", count] => runs(count.parse()?),
        _ => Err("expected: rounds [FILES ROUNDS], run PART FILES TIMES, engine [ROUNDS], play TIMES, record [ROUNDS] or runs [RUNS]"
            .into()),
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

/// Medians over all acts of a run, of the fastest round of each.
fn engine(rounds: usize) -> Result<(), Box<dyn Error>> {
    let History { at, acts, before, events, plan, .. } = history(50)?;
    let names = ["ask", "fold", "ask and fold", "sheet"];
    let mut best = vec![[Duration::MAX; 4]; acts.len()];
    for _ in 0..rounds {
        for ((run, (act, person)), best) in before.iter().zip(&acts).zip(&mut best) {
            let mut run = run.clone();
            let begin = Instant::now();
            let made = black_box(run.ask(black_box(act), person, at)?);
            let asked = begin.elapsed();
            run.fold(&made)?;
            let folded = begin.elapsed();
            let begin = Instant::now();
            black_box(run.sheet(black_box(person), at));
            let sheet = begin.elapsed();
            for (best, time) in best.iter_mut().zip([asked, folded - asked, folded, sheet]) {
                *best = (*best).min(time);
            }
        }
    }
    for (index, name) in names.into_iter().enumerate() {
        let mut times: Vec<Duration> = best.iter().map(|times| times[index]).collect();
        times.sort();
        println!("{name:12} median {:?}, slowest {:?}", times[times.len() / 2], times[times.len() - 1]);
    }
    let (mut clone, mut replay) = (Duration::MAX, Duration::MAX);
    for _ in 0..rounds {
        let begin = Instant::now();
        black_box(black_box(&events).clone());
        clone = clone.min(begin.elapsed());
        let begin = Instant::now();
        black_box(Run::replay(&plan, black_box(&events))?);
        replay = replay.min(begin.elapsed());
    }
    let count = u32::try_from(events.len())?;
    println!(
        "replay       {:?} an event, {:.2} million/s",
        replay / count,
        f64::from(count) / replay.as_secs_f64() / 1e6
    );
    println!(
        "plain clone  {:?} an event, {:.2} million/s",
        clone / count,
        f64::from(count) / clone.as_secs_f64() / 1e6
    );
    Ok(())
}

fn play(times: usize) -> Result<(), Box<dyn Error>> {
    let History { at, acts, before, .. } = history(50)?;
    for _ in 0..times {
        let mut run = before[0].clone();
        for (act, person) in &acts {
            let made = run.ask(black_box(act), person, at)?;
            run.fold(&made)?;
            black_box(run.sheet(person, at));
        }
    }
    Ok(())
}

fn record(rounds: usize) -> Result<(), Box<dyn Error>> {
    let History { plan, before, events, .. } = history(50)?;
    let mut kept = Record::new(Header::of(&before[0])?);
    let facts = events.iter().map(Fact::of).collect::<Result<Vec<_>, _>>()?;
    for (number, fact) in facts.into_iter().enumerate() {
        let salt = Salt::new(&[u8::try_from(number % 256)?; 16])?;
        kept.append(&kept.seal(&[fact], &salt)?)?;
    }
    let text = kept.to_string();
    println!("{} events in {} bytes, CPU minima", events.len(), text.len());
    let measured =
        |name: &str, work: &dyn Fn() -> Result<usize, Box<dyn Error>>| -> Result<(), Box<dyn Error>> {
            let mut best = u64::MAX;
            for _ in 0..rounds {
                let before = cpu_time();
                black_box(work()?);
                best = best.min(cpu_time() - before);
            }
            let each = best as f64 / events.len() as f64;
            println!("{name:32} {:.2} us an event, {:.0} thousand/s", each / 1e3, 1e6 / each);
            Ok(())
        };
    let bytes = black_box(text.as_bytes());
    measured("verified replay", &|| Ok(Record::parse(bytes)?.replay(&plan)?.seq().try_into()?))?;
    measured("verified reading", &|| Ok(Record::parse(bytes)?.lines().len()))?;
    measured("hashing the bytes once", &|| Ok(usize::from(Digest::of(bytes) == plan.main().digest())))?;
    measured("serde_json, last value of a step", &|| {
        let mut values = BTreeMap::new();
        for line in text.lines().skip(1) {
            let mut line: serde_json::Value = serde_json::from_str(line)?;
            let step = line["what"]["step"].as_str().map(str::to_owned);
            values.insert(step, line["what"].take());
        }
        Ok(values.len())
    })
}

fn runs(count: usize) -> Result<(), Box<dyn Error>> {
    let History { plan, doer, at, events, .. } = history(50)?;
    let empty = resident()?;
    let (begin, mut open) = (Instant::now(), Vec::with_capacity(count));
    for number in 0..count {
        open.push(Run::start(&plan, Start::trial(format!("R-{number}")), &doer, at)?.0);
    }
    let (spent, started) = (begin.elapsed(), resident()?);
    println!(
        "{count} runs open: {} bytes and {:.2} us each",
        (started - empty) / count,
        spent.as_secs_f64() * 1e6 / count as f64
    );
    // The events of another run with the same beginning fit all of them.
    let mut known = started;
    for half in [1..events.len() / 2, events.len() / 2..events.len()] {
        let some = &mut open[..count / 10];
        let added = half.len() * some.len();
        some.iter_mut().try_for_each(|run| run.fold(&events[half.clone()]))?;
        let now = resident()?;
        println!("{added} events folded: {} bytes each", (now - known) / added);
        known = now;
    }
    Ok(())
}

/// Bytes of memory that this process has.
fn resident() -> Result<usize, Box<dyn Error>> {
    let text = std::fs::read_to_string("/proc/self/statm")?;
    let pages: usize = text.split(' ').nth(1).ok_or("no resident pages")?.parse()?;
    Ok(pages * rustix::param::page_size())
}

/// What this thread has spent on the processor, in nanoseconds.
fn cpu_time() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    (time.tv_sec * 1_000_000_000 + time.tv_nsec).unsigned_abs()
}
