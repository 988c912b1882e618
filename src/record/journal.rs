//! Where records are kept: the contract of every store.

use thiserror::Error;

use super::chain::Head;
use super::error::{RecordError, RecordProblem};
use super::header::Header;
use super::line::Line;
use super::stored::{Record, text_of};
use crate::value::quoted;

/// A store of records.
///
/// What every journal keeps to, and `record::laws` tests:
///
/// 1. Appending is compare-and-append: of any number of hosts that append to a run at the same head, exactly one
///    wins. The others have written nothing and are told the actual head.
/// 2. The events of one act are appended all or none.
/// 3. What `begin` or `append` acknowledged is there after a crash, as far as [`Journal::durability`] says.
/// 4. A reader gets acknowledged events without gaps, in order, and his own at once.
/// 5. An act is found by its key as long as the record lives. That settles an append of which nobody knows how it
///    ended.
/// 6. Nothing that was acknowledged is ever changed, moved or left out.
pub trait Journal {
    /// Starts the record of a run, with the events of the act that started it.
    ///
    /// # Errors
    ///
    /// [`JournalError::Conflict`] when the run has a record already; otherwise as [`Journal::append`].
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError>;

    /// Appends the events of one act at the head they were sealed for, and gives the new head.
    ///
    /// # Errors
    ///
    /// [`JournalError::Conflict`] when the record's head is another one: read again, and ask again.
    /// [`JournalError::Uncertain`] when nobody knows whether the events were kept: look for the act's key.
    /// After every other error nothing was kept.
    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError>;

    /// The header of a run's record; nothing when there is no such run.
    ///
    /// # Errors
    ///
    /// When the store can't be read, or what it holds is damaged.
    fn header(&self, run: &str) -> Result<Option<Header>, JournalError>;

    /// Where a run's record ends; nothing when there is no such run.
    ///
    /// # Errors
    ///
    /// When the store can't be read, or what it holds is damaged.
    fn head(&self, run: &str) -> Result<Option<Head>, JournalError>;

    /// At most `most` events of a run after position `after`, each checked against the one before.
    ///
    /// # Errors
    ///
    /// When there is no such run, the store can't be read, or what it holds is damaged.
    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError>;

    /// The events of the act that had this key; none when no such act was kept.
    ///
    /// # Errors
    ///
    /// When there is no such run, the store can't be read, or what it holds is damaged.
    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError>;

    /// At most `most` ids of runs, sorted by their bytes, that come after `after`.
    ///
    /// # Errors
    ///
    /// When the store can't be read.
    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError>;

    /// What an acknowledged event survives.
    fn durability(&self) -> Durability;

    /// The whole record of a run, every line checked; nothing when there is no such run.
    ///
    /// # Errors
    ///
    /// When the store can't be read, or what it holds is damaged.
    fn record(&self, run: &str) -> Result<Option<Record>, JournalError> {
        let Some(header) = self.header(run)? else { return Ok(None) };
        let mut record = Record::new(header);
        loop {
            let lines = self.read(run, record.head().seq, 10_000)?;
            let end = lines.iter().rposition(|line| !line.more()).map_or(0, |last| last + 1);
            let whole = lines.get(..end).unwrap_or_default();
            if whole.is_empty() {
                return Ok(Some(record));
            }
            let damaged = |error| JournalError::Damaged { run: run.to_owned(), error };
            record.read_lines(text_of(whole).as_bytes()).map_err(damaged)?;
        }
    }
}

/// What an acknowledged event survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Durability {
    /// Nothing: it is gone with the process.
    Process,
    /// The end of the process, also by force.
    Crash,
    /// A power cut, as far as the storage keeps what it says it has kept.
    PowerCut,
    /// The loss of one machine.
    Machine,
}

/// Why a journal did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JournalError {
    /// Somebody else appended first, or the run has begun already. Nothing was kept.
    #[error("the record ends at event {} already: read it again, then ask again", .actual.seq)]
    Conflict {
        /// Where the record really ends.
        actual: Head,
    },
    /// There is no record of this run.
    #[error("there is no record of run {}", quoted(.run))]
    NoRun {
        /// The run's id.
        run: String,
    },
    /// What was to be appended doesn't follow from the head it was given for, or is not one whole act.
    #[error("these events can't be appended: {problem}")]
    Unfit {
        /// What is wrong with them.
        problem: RecordProblem,
    },
    /// What is stored was changed, or lost in part. It is never repaired.
    #[error("the record of run {} is damaged: {error}", quoted(.run))]
    Damaged {
        /// The run's id.
        run: String,
        /// The first bad line.
        error: RecordError,
    },
    /// The store failed, and nothing was kept.
    #[error("the journal could not be used: {reason}")]
    Storage {
        /// What the store says.
        reason: String,
    },
    /// The store failed, and nobody knows whether the events were kept. The journal takes nothing more for this run
    /// until it is opened again.
    #[error(
        "nobody knows whether the events were kept: {reason}; open the journal again and look for the act's key"
    )]
    Uncertain {
        /// What the store says.
        reason: String,
    },
}

/// Checks that lines are one whole act that follows `previous`, as every journal does before it keeps them.
///
/// # Errors
///
/// [`JournalError::Unfit`] with what is wrong.
pub fn check_act(previous: Head, act: &[Line]) -> Result<Head, JournalError> {
    let unfit = |problem| JournalError::Unfit { problem };
    let acts = act.iter().filter(|line| !line.more()).count();
    if acts > 1 {
        return Err(unfit(RecordProblem::SeveralActs));
    }
    if act.is_empty() {
        return Err(unfit(RecordProblem::Empty));
    }
    super::stored::follow(previous, act).map_err(unfit)
}

/// Whoever may use a journal may lend it.
impl<J: Journal + ?Sized> Journal for &J {
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError> {
        (**self).begin(header, act)
    }

    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError> {
        (**self).append(run, expected, act)
    }

    fn header(&self, run: &str) -> Result<Option<Header>, JournalError> {
        (**self).header(run)
    }

    fn head(&self, run: &str) -> Result<Option<Head>, JournalError> {
        (**self).head(run)
    }

    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError> {
        (**self).read(run, after, most)
    }

    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError> {
        (**self).find_key(run, key)
    }

    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
        (**self).runs(after, most)
    }

    fn durability(&self) -> Durability {
        (**self).durability()
    }

    fn record(&self, run: &str) -> Result<Option<Record>, JournalError> {
        (**self).record(run)
    }
}
