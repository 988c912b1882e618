//! Times of the thread on the processor, for criterion: what else runs on the machine shows less.

use criterion::Throughput;
use criterion::measurement::{Measurement, ValueFormatter};
use rustix::time::{ClockId, clock_gettime};

/// Time of this thread on the processor, in nanoseconds.
pub(crate) struct CpuTime;

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
        &Readable
    }
}

struct Readable;

impl ValueFormatter for Readable {
    fn scale_values(&self, typical: f64, values: &mut [f64]) -> &'static str {
        let (scale, unit) = match typical {
            small if small < 1e3 => (1.0, "ns CPU"),
            middle if middle < 1e6 => (1e3, "us CPU"),
            _ => (1e6, "ms CPU"),
        };
        values.iter_mut().for_each(|value| *value /= scale);
        unit
    }

    fn scale_throughputs(&self, _: f64, throughput: &Throughput, values: &mut [f64]) -> &'static str {
        let (count, unit) = match throughput {
            Throughput::Bytes(bytes) => (*bytes as f64 * 1e3, "MB/s CPU"),
            Throughput::Elements(elements) => (*elements as f64 * 1e3, "million/s CPU"),
            _ => return "",
        };
        values.iter_mut().for_each(|value| *value = count / *value);
        unit
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "ns"
    }
}
