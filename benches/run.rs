//! CPU time of the engine on a procedure of fifty steps: `cargo bench -p countersign-benches --bench run`.
//!
//! Folding stands beside a loop that only clones the same events.

mod cpu_time;

use std::hint::black_box;

use countersign::run::{Run, Start};
use countersign_benches::history::{History, history};
use cpu_time::CpuTime;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn run(criterion: &mut Criterion<CpuTime>) {
    let History { plan, doer, at, acts, before, events } = history(50).expect("a history");
    let start = &before[0];
    let mut group = criterion.benchmark_group("events");
    group.throughput(Throughput::Elements(events.len() as u64));
    group.bench_function("clone", |bencher| bencher.iter(|| black_box(&events).to_vec()));
    group.bench_function("replay", |bencher| bencher.iter(|| Run::replay(&plan, black_box(&events))));
    group.bench_function("fold one by one", |bencher| {
        bencher.iter_batched_ref(
            || start.clone(),
            |run| {
                for event in black_box(&events) {
                    run.fold(std::slice::from_ref(event)).expect("an event that fits");
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
    let mut group = criterion.benchmark_group("acts");
    group.throughput(Throughput::Elements(acts.len() as u64));
    group.bench_function("ask", |bencher| {
        bencher.iter(|| {
            for (run, (act, person)) in before.iter().zip(&acts) {
                black_box(run.ask(black_box(act), person, at)).expect("accepted");
            }
        });
    });
    group.bench_function("ask and fold", |bencher| {
        bencher.iter_batched_ref(
            || start.clone(),
            |run| {
                for (act, person) in black_box(&acts) {
                    let made = run.ask(act, person, at).expect("accepted");
                    run.fold(&made).expect("events that fit");
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("sheet", |bencher| {
        bencher.iter(|| {
            for (run, (_, person)) in before.iter().zip(&acts) {
                black_box(run.sheet(black_box(person), at));
            }
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("runs");
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("open", |bencher| {
        bencher.iter(|| {
            let open = |number| Run::start(&plan, Start::trial(format!("R-{number}")), &doer, at);
            (0..1_000).map(|number| open(number).expect("a run").0).collect::<Vec<Run>>()
        });
    });
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default().with_measurement(CpuTime).sample_size(30);
    targets = run
}
criterion_main!(all);
