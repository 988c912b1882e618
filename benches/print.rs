//! What a print costs, part by part: `cargo bench -p countersign-benches --bench print`.
//!
//! The checklist is the shipped ham sandwich, eight pages on paper.

mod cpu_time;

use std::hint::black_box;

use countersign::manual::Plan;
use countersign::print::{Checklist, Options, html, markdown};
use countersign::procedure::Procedure;
use cpu_time::CpuTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const FIVE_PAGES: &str = include_str!("../procedures/ham-sandwich.yaml");

fn print(criterion: &mut Criterion<CpuTime>) {
    let procedure = Procedure::parse(FIVE_PAGES).expect("a shipped procedure has no errors");
    let plan = Plan::of(procedure).expect("it uses no other");
    let options = Options::default();
    let checklist = Checklist::blank(&plan, &options);
    let mut group = criterion.benchmark_group("a checklist");
    group.throughput(Throughput::Elements(1));
    group.bench_function("view model", |bencher| {
        bencher.iter(|| Checklist::blank(black_box(&plan), &options))
    });
    group.bench_function("html", |bencher| bencher.iter(|| html(black_box(&checklist))));
    group.bench_function("markdown", |bencher| bencher.iter(|| markdown(black_box(&checklist))));
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default().with_measurement(CpuTime).sample_size(30);
    targets = print
}
criterion_main!(all);
