//! A journal that is gone with the process: for tests, and for trying things out.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::chain::Head;
use super::header::Header;
use super::journal::{Durability, Journal, JournalError, check_act};
use super::line::Line;
use super::stored::Record;

/// A journal in memory. Clones share the same records.
#[derive(Debug, Clone, Default)]
pub struct MemoryJournal {
    records: Arc<Mutex<BTreeMap<String, Record>>>,
}

impl MemoryJournal {
    /// A journal without records.
    pub fn new() -> MemoryJournal {
        MemoryJournal::default()
    }

    /// A record is only ever replaced by a longer one, so that a panic elsewhere leaves nothing half done.
    fn records(&self) -> MutexGuard<'_, BTreeMap<String, Record>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, run: &str, answer: impl FnOnce(&Record) -> T) -> Result<T, JournalError> {
        let missing = || JournalError::NoRun { run: run.to_owned() };
        self.records().get(run).map(answer).ok_or_else(missing)
    }
}

impl Journal for MemoryJournal {
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError> {
        let mut records = self.records();
        if let Some(record) = records.get(header.run()) {
            return Err(JournalError::Conflict { actual: record.head() });
        }
        check_act(header.head(), act)?;
        let mut record = Record::new(header.clone());
        let head = record.append(act).map_err(|error| JournalError::Unfit { problem: error.kind })?;
        records.insert(header.run().to_owned(), record);
        Ok(head)
    }

    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError> {
        let mut records = self.records();
        let record = records.get_mut(run).ok_or_else(|| JournalError::NoRun { run: run.to_owned() })?;
        let actual = record.head();
        if actual != expected {
            return Err(JournalError::Conflict { actual });
        }
        check_act(expected, act)?;
        record.append(act).map_err(|error| JournalError::Unfit { problem: error.kind })
    }

    fn header(&self, run: &str) -> Result<Option<Header>, JournalError> {
        Ok(self.records().get(run).map(|record| record.header().clone()))
    }

    fn head(&self, run: &str) -> Result<Option<Head>, JournalError> {
        Ok(self.records().get(run).map(Record::head))
    }

    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError> {
        self.with(run, |record| record.after(after, most).to_vec())
    }

    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError> {
        self.with(run, |record| record.act(key).to_vec())
    }

    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let records = self.records();
        let later = records.range::<str, _>((from, Bound::Unbounded));
        Ok(later.take(most).map(|(run, _)| run.clone()).collect())
    }

    fn durability(&self) -> Durability {
        Durability::Process
    }
}
