//! Judges all inputs, several at once: each by itself, then together by the rules between files.
//!
//! The answer is in the order of the inputs whatever the number of threads, and texts are held for one group only.

use std::num::NonZeroUsize;

use countersign::value::Date;
use rayon::prelude::*;

use crate::arguments::CheckArguments;
use crate::cache::Cache;
use crate::exit::Trouble;
use crate::files::{Input, Unread};
use crate::neighbours;
use crate::progress::Progress;
use crate::read::{self, Examined};
use crate::terminal::Terminal;

/// How many files are held at a time.
const GROUP: usize = 64;

/// Fewer files for each thread are not worth starting one.
const FILES_PER_THREAD: usize = 8;

/// What came of each input.
pub(crate) type All = Vec<Result<Examined, Unread>>;

/// Judges inputs as the arguments ask.
pub(crate) struct Examiner {
    threads: Threads,
    as_of: Option<Date>,
    cache: Option<Cache>,
    is_watched: bool,
}

impl Examiner {
    /// # Errors
    ///
    /// When threads can't be started.
    pub(crate) fn new(
        arguments: &CheckArguments,
        inputs: usize,
        as_of: Option<Date>,
        terminal: &Terminal,
    ) -> Result<Self, Trouble> {
        let is_watched = terminal.is_watched() && !arguments.quiet;
        let cache = arguments.cache.as_deref().map(|path| Cache::open(path, as_of));
        Ok(Examiner { threads: Threads::new(arguments.jobs, inputs)?, as_of, cache, is_watched })
    }

    /// Judges all of them.
    ///
    /// # Errors
    ///
    /// When the cache can't be written.
    pub(crate) fn all(&mut self, inputs: &[Input]) -> Result<All, Trouble> {
        let progress = Progress::new(inputs.len(), self.is_watched);
        let mut examined = Vec::with_capacity(inputs.len());
        for group in inputs.chunks(GROUP) {
            examined.extend(self.threads.examine(group, self.as_of, self.cache.as_ref()));
            progress.advance(group.len());
        }
        progress.finish();
        if let Some(cache) = &mut self.cache {
            cache.keep(&examined);
        }
        neighbours::judge_together(inputs, &mut examined, self.as_of, self.cache.as_mut());
        if let Some(cache) = &mut self.cache {
            cache.write()?;
        }
        Ok(examined)
    }
}

/// The threads that judge, or none where one is enough: starting them takes longer than a small file does.
struct Threads(Option<rayon::ThreadPool>);

impl Threads {
    fn new(jobs: Option<NonZeroUsize>, files: usize) -> Result<Self, Trouble> {
        let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let jobs = jobs.min(files.div_ceil(FILES_PER_THREAD)).min(GROUP);
        if jobs <= 1 {
            return Ok(Threads(None));
        }
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|error| Trouble::Failed {
                doing: format!("can't start {jobs} threads"),
                error: std::io::Error::other(error),
            })?;
        Ok(Threads(Some(pool)))
    }

    /// Judges each by itself, and answers in the same order.
    fn examine(&self, group: &[Input], as_of: Option<Date>, cache: Option<&Cache>) -> All {
        let one = |input: &Input| read::examine(input, as_of, cache);
        match &self.0 {
            None => group.iter().map(one).collect(),
            Some(pool) => pool.install(|| group.par_iter().map(one).collect()),
        }
    }
}
