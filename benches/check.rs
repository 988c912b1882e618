//! CPU time a file, part by part, beside a bare scan of the same bytes: `cargo bench -p countersign-benches`.
//!
//! Times are those of the thread on the processor, so that other work on the machine shows less. The ratio to trust
//! on a busy machine is that of `benches/instructions.sh`.

use std::hint::black_box;

use countersign_benches::{Part, files};
use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rustix::time::{ClockId, clock_gettime};

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

/// Time of this thread on the processor, in nanoseconds.
struct CpuTime;

impl Measurement for CpuTime {
    type Intermediate = u64;
    type Value = u64;

    fn start(&self) -> u64 {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        (time.tv_sec * 1_000_000_000 + time.tv_nsec).unsigned_abs()
    }

    fn end(&self, start: u64) -> u64 {
        self.start() - start
    }

    fn add(&self, a: &u64, b: &u64) -> u64 {
        a + b
    }

    fn zero(&self) -> u64 {
        0
    }

    fn to_f64(&self, value: &u64) -> f64 {
        *value as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        &Milliseconds
    }
}

struct Milliseconds;

impl ValueFormatter for Milliseconds {
    fn scale_values(&self, _: f64, values: &mut [f64]) -> &'static str {
        values.iter_mut().for_each(|value| *value /= 1e6);
        "ms CPU"
    }

    fn scale_throughputs(&self, _: f64, throughput: &Throughput, values: &mut [f64]) -> &'static str {
        if let Throughput::Bytes(bytes) = throughput {
            values.iter_mut().for_each(|value| *value = *bytes as f64 * 1e3 / *value);
        }
        "MB/s CPU"
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "ns"
    }
}

criterion_group! {
    name = all;
    config = Criterion::default().with_measurement(CpuTime).sample_size(30);
    targets = check
}
criterion_main!(all);
