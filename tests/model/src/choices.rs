//! Where a walk's choices come from: a seed, or bytes that a fuzzer gives.

/// A source of small numbers; the same source gives the same numbers everywhere.
#[derive(Debug)]
pub struct Choices {
    seed: u64,
    bytes: Option<Vec<u8>>,
}

impl Choices {
    /// Endless choices from a seed.
    pub fn seeded(seed: u64) -> Choices {
        Choices { seed, bytes: None }
    }

    /// Choices from bytes, one each; when they are used up, always the first.
    pub fn of_bytes(bytes: &[u8]) -> Choices {
        Choices { seed: 0, bytes: Some(bytes.iter().rev().copied().collect()) }
    }

    /// Whether there are no choices left to make.
    pub fn is_used_up(&self) -> bool {
        self.bytes.as_ref().is_some_and(Vec::is_empty)
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: u64) -> u64 {
        if let Some(bytes) = &mut self.bytes {
            return u64::from(bytes.pop().unwrap_or(0)) % sides.max(1);
        }
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides.max(1)
    }

    /// Yes, one time of `times`.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == times.max(1) - 1
    }

    /// One of several, unless there is none.
    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        let index = usize::try_from(self.below(u64::try_from(items.len()).ok()?)).ok()?;
        items.get(index)
    }
}
