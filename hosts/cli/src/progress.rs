//! Progress of long work, on standard error, only where somebody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work is done before anybody wonders.
const LONG: usize = 500;

/// A progress bar, or nothing at all.
#[derive(Debug)]
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shows a bar if `steps` are many and `is_watched`.
    pub(crate) fn new(steps: usize, is_watched: bool) -> Self {
        if steps < LONG || !is_watched {
            return Progress(None);
        }
        let length = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("checking {bar:30} {pos} of {len} files") {
            bar.set_style(style);
        }
        Progress(Some(bar))
    }

    /// Counts steps that are done.
    pub(crate) fn advance(&self, steps: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(u64::try_from(steps).unwrap_or(u64::MAX));
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
