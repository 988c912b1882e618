//! CPU time a file, part by part, beside a bare scan of the same bytes: `cargo bench -p countersign-benches`.
//!
//! Times are those of the thread on the processor, so that other work on the machine shows less. The ratio to trust
//! on a busy machine is that of `benches/instructions.sh`.

mod cpu_time;

use std::hint::black_box;

use countersign_benches::{Part, files};
use cpu_time::CpuTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn check(criterion: &mut Criterion<CpuTime>) {
    let files = files(20);
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let mut group = criterion.benchmark_group("20 files");
    group.throughput(Throughput::Bytes(bytes as u64));
    for part in Part::ALL.iter().skip(1) {
        group.bench_function(part.name(), |bencher| {
            bencher
                .iter(|| files.iter().map(|file| part.run(&file.name, black_box(&file.text))).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default().with_measurement(CpuTime).sample_size(30);
    targets = check
}
criterion_main!(all);
